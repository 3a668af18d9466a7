"""A place at a course from the square with a code; full days are said in words."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions import (
    Announcement,
    publish_activity,
)
from samspill.activities.models import SignUp
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person
from samspill.web.public.tests.sign_ups.from_the_square import (
    DAY,
    ask,
    body,
    join,
    private_link,
    sealed,
    type_a_wrong_code,
)


def test_the_activity_says_that_one_signs_up_and_where(browser, course):
    time = course()
    page = body(browser.get(f"/activities/{time.activity_id}/"))
    assert "Det er 2 plasser" in page and f"/activities/{time.activity_id}/sign-up/" in page


def test_name_phone_and_code_give_a_place(browser, course):
    time = course()
    page = ask(browser, time)
    assert page.status_code == 200 and "Skriv koden" in body(page) and not Person.objects.exists()
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    address = f"/activities/{time.activity_id}/sign-up/code/"
    done = browser.post(address, {"asked": sealed(page), "code": code})
    assert "Du har fått plass" in body(done) and SignUp.objects.get().person.name == "Julie Nygård"
    assert "Du har fått plass" in body(browser.post(address, {"asked": sealed(page), "code": code}))
    assert SignUp.objects.count() == 1


def test_a_wrong_code_is_told_and_can_be_tried_again(browser, course):
    answer = type_a_wrong_code(browser, course())
    assert answer.status_code == 422 and "Dette er ikke koden" in body(answer) and sealed(answer)
    assert "Ta plassen" in body(answer) and "venteliste" not in body(answer)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(("wrong", "words"), [
    ({"name": ""}, "Skriv navnet"), ({"phone": ""}, "telefonnummer"), ({"phone": "12"}, "telefonnummer"),
    ({"phone": "73 00 00 00"}, "Ring oss"), ({"time": ""}, "Velg en dag"), ({"time": "nonsense"}, "nonsense"),
    ({"name": "15076500565"}, "fødselsnummer"),
])  # fmt: skip
def test_bad_input_is_said_at_the_field(browser, course, wrong, words):
    answer = ask(browser, course(), **wrong)
    assert answer.status_code == 422 and words in body(answer)
    assert not OutboundMessage.objects.exists()


def test_what_is_wrong_is_told_in_the_order_it_stands_on_the_page(browser, course):
    page = body(ask(browser, course(), name="", time=""))
    assert page.index("Velg en dag") < page.index("Skriv navnet")


def test_who_comes_one_evening_gets_that_evening_in_her_calendar(browser, centre):
    told = Announcement(title={"nb": "Spillkveld"}, unit=centre, takes_sign_ups=True, places=2)
    pattern = Pattern(kind="weekly", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    activity = publish_activity(told, [pattern], by="system", at=clock.now())
    time = activity.occurrences.order_by("starts_at")[1]
    page = ask(browser, time)
    assert "400 00 951" in body(page)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    done = browser.post(f"/activities/{activity.pk}/sign-up/code/", {"asked": sealed(page), "code": code})
    for told_on in (body(done), body(browser.get(private_link()))):
        calendar = browser.get(re.search(r'href="(/api/\S+\.ics\S*)"', told_on)[1]).content.decode()
        assert calendar.count("BEGIN:VEVENT") == 1 and str(time.pk) in calendar


def test_a_whole_class_signs_up_by_one_network_the_same_evening_and_a_flood_does_not(browser, course):
    evening = course(places=60)
    phones = [f"400 01 {number}" for number in range(100, 141)]
    asked = [ask(browser, evening, phone=phone).status_code for phone in phones]
    assert asked == [200] * 40 + [422]


def test_a_robot_gets_nothing(browser, course):
    ask(browser, course(), website="http://spam.example")
    assert not OutboundMessage.objects.exists()


def test_full_days_are_named_with_those_that_have_a_place(browser, course, somebody):
    time, later = course(places=1), course(days=9)
    join(time, somebody())
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert "Disse dagene er fulle" in page and str(later.pk) in page and str(time.pk) not in page


def test_when_all_is_full_it_is_said_with_whom_to_call(browser, course, somebody):
    time = course(places=1)
    join(time, somebody())
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert (
        "Alle dager er fulle" in page
        and "73 00 00 00" in page
        and "<form method" not in page.split("<main")[1]
    )


def test_the_last_place_may_go_while_she_looks_for_the_code(browser, course, somebody):
    time = course(places=1)
    page = ask(browser, time)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    join(time, somebody())
    answer = browser.post(
        f"/activities/{time.activity_id}/sign-up/code/", {"asked": sealed(page), "code": code}
    )
    assert answer.status_code == 422 and "Den siste plassen" in body(answer)


def test_what_takes_no_sign_ups_has_no_page_for_it(browser, course):
    time = course()
    type(time.activity).objects.update(takes_sign_ups=False)
    assert browser.get(f"/activities/{time.activity_id}/sign-up/").status_code == 404
