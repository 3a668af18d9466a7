"""Waiting for a place from the square: a number in line, an offer, and the way out."""

from __future__ import annotations

from samspill.activities.actions import (
    cancel_sign_up,
    end_offers_that_ran_out,
    sign_up_or_wait,
)
from samspill.activities.actions.telling import LINK_OF_WAITING
from samspill.activities.models import SignUp, Waiting
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.web.public.tests.sign_ups.from_the_square import (
    DAY,
    ask,
    body,
    join,
    type_a_wrong_code,
    wait_for,
)


def full_with_a_list(course, somebody, way="offer"):
    """A day with one place, which Ali has, and a waiting list."""
    time = course(places=1)
    type(time.activity).objects.update(waiting_list=way)
    return time, join(time, somebody("Ali Hassan", "92345678"))


def test_a_full_day_with_a_list_may_be_chosen_and_says_what_one_gets(browser, course, somebody):
    time, _ = full_with_a_list(course, somebody)
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert str(time.pk) in page and "Du kommer på ventelisten" in page and "Disse dagene er fulle" not in page
    assert "Sett meg på listen" in body(ask(browser, time))
    assert "Sett meg på listen" in body(type_a_wrong_code(browser, time))


def test_one_who_waits_sees_her_number_and_leaves_the_line(browser, course, somebody):
    time, _ = full_with_a_list(course, somebody)
    done, link = wait_for(browser, time)
    assert "Du står på ventelisten" in body(done) and "Du er nummer 1." in body(done)
    assert "Du er nummer 1 på ventelisten" in body(browser.get(link))
    browser.get(f"{link}withdrawal/")
    assert Waiting.objects.get().left_at is None
    for _ in range(2):
        assert browser.post(f"{link}withdrawal/").status_code == 302
    assert "Du står ikke lenger på ventelisten" in body(browser.get(link))


def test_an_offer_is_answered_on_the_private_page(browser, course, somebody):
    time, place = full_with_a_list(course, somebody)
    _, link = wait_for(browser, time)
    browser.post(f"{link}acceptance/")
    assert SignUp.objects.count() == 1, "nothing was offered yet"
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    assert "ledig plass til deg" in body(browser.get(link))
    for _ in range(2):
        browser.post(f"{link}acceptance/")
    assert (
        "Du har fått plass" in body(browser.get(link))
        and SignUp.objects.filter(cancelled_at=None).count() == 1
    )
    browser.post(f"{link}withdrawal/")
    assert "gitt plassen fra deg" in body(browser.get(link))
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_an_offer_that_went_to_the_next_says_so(browser, course, somebody):
    time, place = full_with_a_list(course, somebody)
    _, link = wait_for(browser, time)
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    end_offers_that_ran_out(clock.now() + 2 * DAY)
    page = body(browser.get(link))
    assert "Plassen gikk til den neste" in page and "acceptance" not in page


def test_a_wrong_link_to_a_wait_opens_nothing(browser, town):
    assert browser.get("/waiting/nonsense/").status_code == 410
    assert browser.post("/waiting/nonsense/acceptance/").status_code == 410


def test_one_who_waits_changes_who_waits_by_the_link_and_is_told_what_it_means(browser, game_night, somebody):
    for n, name in enumerate(("Ada Lie", "Bo Lie")):
        join(game_night, somebody(name, f"4123457{n}"))
    ida = somebody("Ida Dahl", "41234568")
    row = sign_up_or_wait(game_night.pk, ida, channel="web", by=ida, at=clock.now())
    link = f"/waiting/{make_link(LINK_OF_WAITING, str(row.pk), at=clock.now(), valid_for=DAY)}/"
    assert f"{link}change/" in body(browser.get(link))
    assert "kommer dere bakerst" in body(browser.get(f"{link}change/"))
    browser.post(f"{link}change/", {"for_whom": "child", "children": "Siv"})
    row.refresh_from_db()
    assert (row.for_whom, row.guests, row.number) == ("child", ["Siv"], 1)
    wrong = browser.post(f"{link}change/", {"for_whom": "child", "children": "A, B, C"})
    assert wrong.status_code == 422 and "ikke så mange plasser" in body(wrong)
    browser.post(f"{link}withdrawal/")
    assert browser.get(f"{link}change/").status_code == 302
