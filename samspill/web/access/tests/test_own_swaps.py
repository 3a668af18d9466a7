"""Changing with somebody, by the link alone: she asks, the other answers, and nobody else's link does either."""

import datetime as dt

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.people.actions import find_or_add_person, give_consent
from samspill.volunteering.actions import (
    Asked,
    answer_offer,
    enrol_volunteer,
    register_request,
    send_wave,
    withdraw,
)
from samspill.volunteering.actions.swaps import ask_to_swap
from samspill.volunteering.models import Assignment, Offer, Swap
from samspill.web.access.links import OWN_PAGE

TWO_DAYS, HOUR = dt.timedelta(days=2), dt.timedelta(hours=1)


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


@pytest.fixture
def enrolled(ola):
    def enrol(name, phone):
        at = clock.now()
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone")
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("visit",))
        return person

    return enrol


@pytest.fixture
def kari(enrolled, centre, ola):
    """Who has taken on a visit in two days."""
    person, at = enrolled("Kari Berg", "41200001"), clock.now()
    asked = Asked(
        caller_name="Marit",
        kind="visit",
        title="Kaffe med Solveig",
        starts_at=at + TWO_DAYS,
        ends_at=at + TWO_DAYS + HOUR,
    )
    shift = register_request(asked, unit=centre, by=ola, at=at).shifts.get()
    send_wave(shift.pk, [person.pk], by=ola, at=at)
    answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
    return person


@pytest.fixture
def per(enrolled):
    return enrolled("Per Aune", "41200002")


def page_of(person):
    return "/me/" + make_link(OWN_PAGE, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=1)) + "/"


def shown(browser, person) -> str:
    return browser.get(page_of(person)).content.decode()


def test_she_asks_to_change_beside_saying_that_she_cannot_and_it_is_still_hers(browser, kari):
    task = f"{page_of(kari)}tasks/{Assignment.objects.get().pk}/"
    assert "Jeg vil bytte med noen" in browser.get(f"{task}cancellation/").content.decode()
    browser.post(f"{task}swap/")
    assert Swap.objects.get().channel == "web"
    assert "Til du hører fra oss, er det ditt" in shown(browser, kari)
    assert "Jeg vil bytte" not in browser.get(f"{task}cancellation/").content.decode()
    assert Assignment.objects.get().released_at is None


@pytest.mark.parametrize("said", ["yes", "no"])
def test_the_other_answers_on_her_own_page(browser, kari, per, ola, said):
    browser.post(f"{page_of(kari)}tasks/{Assignment.objects.get().pk}/swap/")
    ask_to_swap(Swap.objects.get().pk, per, by=ola, at=clock.now())
    assert "Kari kan ikke likevel" in shown(browser, per)
    browser.post(f"{page_of(per)}swaps/{Swap.objects.get().pk}/answer/", {"answer": said})
    asked = Swap.objects.get(to_person=per)
    assert bool(asked.agreed_at) == (said == "yes") and asked.answer_channel == "web"
    assert "Kari kan ikke likevel" not in shown(browser, per)


def test_what_is_off_meanwhile_is_said_so(browser, kari, per, ola):
    browser.post(f"{page_of(kari)}tasks/{Assignment.objects.get().pk}/swap/")
    swap = ask_to_swap(Swap.objects.get().pk, per, by=ola, at=clock.now())
    withdraw(Assignment.objects.get().pk, channel="phone", by=ola, at=clock.now())
    answer = browser.post(f"{page_of(per)}swaps/{swap.pk}/answer/", {"answer": "yes"}, follow=True)
    assert "ikke noe å ta over lenger" in answer.content.decode()


def test_nobody_elses_link_asks_or_answers(browser, kari, per, enrolled, ola):
    path = f"tasks/{Assignment.objects.get().pk}/swap/"
    assert browser.post(page_of(per) + path).status_code == 404
    browser.post(page_of(kari) + path)
    swap = ask_to_swap(Swap.objects.get().pk, per, by=ola, at=clock.now())
    siv = enrolled("Siv Dal", "41200003")
    assert browser.post(f"{page_of(siv)}swaps/{swap.pk}/answer/", {"answer": "yes"}).status_code == 404
    assert Swap.objects.get().agreed_at is None
