"""By her private link: what was given back by mistake is had again, for as long as nobody else has got it."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, cancel_sign_up, publish_activity, sign_up_or_wait
from samspill.activities.actions.telling import LINK, LINK_OF_WAITING
from samspill.activities.models import SignUp
from samspill.activities.rules.parties import ALONE, CHILD, Party
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person

DAY = dt.timedelta(days=1)
phones = itertools.count(41230000)


@pytest.fixture
def browser(town):
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def evening(centre):
    """One evening with one place, and a waiting list."""
    told = Announcement(
        title={"nb": "Spillkveld"}, unit=centre, takes_sign_ups=True, places=1, waiting_list="at_once"
    )
    pattern = Pattern("once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    return publish_activity(told, [pattern], by="system", at=clock.now()).occurrences.get()


def join(time, name="Kari Berg", party=ALONE):
    at = clock.now()
    person = find_or_add_person(name, [str(next(phones))], by="public", at=at, channel="web")
    return sign_up_or_wait(time.pk, person, channel="web", by=person, at=at, party=party)


def link_of(row, purpose=LINK, path="sign-up"):
    return f"/{path}/{make_link(purpose, str(row.pk), at=clock.now(), valid_for=DAY)}/"


def page(browser, link):
    return browser.get(link).content.decode()


def test_a_place_that_was_given_back_by_mistake_is_had_again_with_one_press(browser, evening):
    link = link_of(join(evening))
    browser.post(f"{link}cancellation/")
    assert "Trykket du feil?" in page(browser, link) and "Angre" in page(browser, link)
    browser.post(f"{link}cancellation/", {"undo": "1"})
    assert SignUp.objects.get().cancelled_at is None and "Gi plassen fra deg" in page(browser, link)


def test_when_somebody_else_has_the_place_it_is_said_and_pressing_changes_nothing(browser, evening):
    link = link_of(join(evening))
    browser.post(f"{link}cancellation/")
    join(evening, "Ida Dahl")
    shown = page(browser, link)
    assert "Plassen er gått videre til noen andre" in shown and 'name="undo"' not in shown
    browser.post(f"{link}cancellation/", {"undo": "1"})
    assert SignUp.objects.get(cancelled_at=None).person.name == "Ida Dahl"


def test_when_it_is_called_off_nothing_can_be_undone_and_nobody_is_said_to_have_it(browser, evening):
    link = link_of(join(evening))
    browser.post(f"{link}cancellation/")
    evening.cancelled_at = clock.now()
    evening.save()
    shown = page(browser, link)
    assert 'name="undo"' not in shown and "noen andre" not in shown


def test_who_takes_a_childs_place_back_is_asked_for_the_name_once_more(browser, evening):
    link = link_of(join(evening, party=Party(CHILD, ("Ola",))))
    browser.post(f"{link}cancellation/")
    browser.post(f"{link}cancellation/", {"undo": "1"})
    assert "Skriv dem en gang til" in page(browser, link)
    browser.post(f"{link}change/", {"for_whom": "child", "children": "Ola"})
    assert "Skriv dem en gang til" not in page(browser, link)


def test_the_link_of_one_who_waited_lets_her_undo_too(browser, evening):
    first, waits = join(evening), join(evening, "Ida Dahl")
    cancel_sign_up(first, channel="web", by=first.person, at=clock.now())
    link = link_of(waits, LINK_OF_WAITING, "waiting")
    browser.post(f"{link}withdrawal/")
    assert "Trykket du feil?" in page(browser, link)
    browser.post(f"{link}withdrawal/", {"undo": "1"})
    assert "Du har fått plass" in page(browser, link)
    assert SignUp.objects.get(cancelled_at=None).person.name == "Ida Dahl"
