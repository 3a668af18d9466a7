"""Places at what a unit arranges: whoever phones waits or gives back her place, and who gets a free one is chosen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, cancel_sign_up, publish_activity, sign_up_or_wait
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.rules.parties import ALONE, Party
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person

WORDS = "En plass er ledig, og noen venter på den"


@pytest.fixture
def publish(centre, ola):
    """Put pottery with one place on the square; gives its first time."""

    def put(times=1, **more):
        at = clock.now()
        told = Announcement(title={"nb": "Keramikk"}, unit=centre, takes_sign_ups=True, places=1, **more)
        first = clock.local_day(at) + dt.timedelta(days=5)
        when = [
            Pattern("once", first + dt.timedelta(days=n), starts_time=dt.time(18), minutes=90)
            for n in range(times)
        ]
        activity = publish_activity(told, when, by=ola, at=at)
        return activity.occurrences.order_by("starts_at").first()

    return put


@pytest.fixture
def joins(ola):
    def join(time, number, party=ALONE):
        at, phone = clock.now(), f"4120010{number}"
        one = find_or_add_person(f"Person{number} Nord", [phone], by=ola, at=at, channel="phone")
        return sign_up_or_wait(time.pk, one, channel="web", by=one, party=party, at=at)

    return join


@pytest.fixture
def way(centre):
    return lambda name, *keys: reverse(f"desk:activities:{name}", args=[centre.pk, *keys])


def test_a_place_to_give_stands_on_the_page_of_the_day_and_leads_to_the_line(desk, publish, joins, way):
    time = publish(waiting_list="pick")
    place, _waits = joins(time, 1), joins(time, 2)
    assert WORDS not in desk.get("/desk/").content.decode()
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    assert WORDS in desk.get("/desk/").content.decode()
    page = desk.get(reverse("desk:activities:mine"), follow=True).content.decode()
    line = way("line", time.pk)
    assert line in page and "Person2 Nord" in desk.get(line).content.decode()


def test_whoever_phones_when_it_is_full_is_put_on_the_waiting_list(desk, publish, joins, way):
    time = publish(waiting_list="at_once")
    joins(time, 1)
    caller = {"name": "Kari Berg", "phone": "412 00 105"}
    full = desk.post(way("booking", time.pk), caller)
    assert full.status_code == 422 and "Sett på ventelisten" in full.content.decode()
    line = desk.post(way("booking", time.pk), caller | {"wait": "1"}, follow=True).content.decode()
    assert "1. Kari Berg" in line and "står på ventelisten" in line
    assert "nummer 1 på ventelisten" in OutboundMessage.objects.get(person__name="Kari Berg").body


def test_without_a_waiting_list_whoever_phones_is_offered_none(desk, publish, joins, way):
    time = publish()
    joins(time, 1)
    caller = {"name": "Kari Berg", "phone": "412 00 105"}
    assert "Sett på ventelisten" not in desk.post(way("booking", time.pk), caller).content.decode()
    assert "Det er fullt" in desk.post(way("booking", time.pk), caller | {"wait": "1"}).content.decode()
    assert not Waiting.objects.exists()


def test_who_phones_that_she_cannot_come_is_taken_off_told_and_the_next_gets_the_place(
    desk, publish, joins, way
):
    time = publish(waiting_list="at_once")
    place, _waits = joins(time, 1), joins(time, 2)
    page = desk.get(way("people", time.pk)).content.decode()
    assert way("people_removal", time.pk, place.pk) in page
    done = desk.post(way("people_removal", time.pk, place.pk), follow=True).content.decode()
    assert "Person1 Nord har ikke lenger plass" in done and "Person2 Nord" in done
    assert "Takk for at du sa fra" in OutboundMessage.objects.filter(person=place.person).latest("pk").body
    assert [row.person.name for row in SignUp.objects.filter(cancelled_at=None)] == ["Person2 Nord"]
    row = SignUp.objects.get(pk=place.pk)
    assert row.cancelled_channel == "phone"


def test_of_those_who_were_signed_up_together_the_first_gives_back_for_all(desk, publish, joins, way):
    time = publish()
    time.activity.places = 3
    time.activity.save()
    together = joins(time, 1, Party("child", ("Ada", "Per")))
    page = desk.get(way("people", time.pk)).content.decode()
    assert page.count("Kan ikke komme") == 1
    desk.post(way("people_removal", time.pk, together.pk))
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_of_a_course_one_evening_is_given_back_or_all(desk, publish, joins, way):
    time = publish(times=3, for_all_times=True)
    place = joins(time, 1)
    second = SignUp.objects.filter(whole=place).order_by("occurrence__starts_at").first()
    address = way("people_removal", second.occurrence_id, second.pk)
    told = desk.post(address, follow=True).content.decode()
    assert "beholder de andre gangene" in told and SignUp.objects.filter(cancelled_at=None).count() == 2
    third = SignUp.objects.filter(whole=place, cancelled_at=None).get()
    desk.post(way("people_removal", third.occurrence_id, third.pk), {"all": "1"})
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_nobody_is_taken_off_what_has_begun(desk, publish, joins, way):
    time = publish()
    place = joins(time, 1)
    Occurrence.objects.filter(pk=time.pk).update(starts_at=clock.now() - dt.timedelta(minutes=5))
    address = way("people_removal", time.pk, place.pk)
    assert address not in desk.get(way("people", time.pk)).content.decode()
    assert "Det har begynt" in desk.post(address, follow=True).content.decode()
    assert SignUp.objects.filter(cancelled_at=None).count() == 1
