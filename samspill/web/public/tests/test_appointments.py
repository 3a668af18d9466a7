"""Booking an hour of guidance on the square, by phone through the desk, and changing it by the private link."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity, SignUp
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage

DAY = dt.timedelta(days=1)


@pytest.fixture
def square(town):
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def time(centre):
    """From 10 to 11 in five days, 20 minutes each."""
    told = Announcement(
        title={"nb": "Digital veiledning"}, unit=centre, place_text="Biblioteket", appointment_minutes=20
    )
    pattern = Pattern(
        kind="once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(10), minutes=60,
        skips_public_holidays=False,
    )  # fmt: skip
    return publish_activity(told, [pattern], by="system", at=clock.now()).occurrences.get()


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.content.decode())[1]


def book(square, time, number, name="Kari Solvang", phone="412 34 567"):
    address = reverse("public:sign_ups:appointment", args=[time.activity_id])
    typed = {"appointment": f"{time.pk}:{number}", "name": name, "phone": phone}
    page = square.post(address, typed)
    code = re.search(r"\d{6}", OutboundMessage.objects.order_by("-queued_at", "-pk")[0].body)
    if "asked" not in page.content.decode():
        return page
    return square.post(f"{address}code/", {"asked": hidden(page, "asked"), "code": code[0]})


def link_of(row):
    body = OutboundMessage.objects.get(key=f"signed_up:{row.pk}").body
    return re.search(r"/sign-up/[^/\s]+/", body)[0]


def test_the_square_leads_to_the_free_hours_and_one_is_booked_with_a_code(square, time):
    page = square.get(reverse("public:activities:activity", args=[time.activity_id])).content.decode()
    assert "Bestill time" in page and "20 minutter" in page
    led = square.get(reverse("public:sign_ups:new", args=[time.activity_id]), follow=True)
    assert "10.20–10.40" in led.content.decode()
    done = book(square, time, 2).content.decode()
    assert "Timen er din" in done and "10.20" in done
    assert SignUp.objects.get().seat == 2
    again = square.get(reverse("public:sign_ups:appointment", args=[time.activity_id])).content.decode()
    assert "10.20–10.40" not in again and "10.00–10.20" in again


def test_nobody_takes_another_hour_by_saying_that_several_come(square, time):
    book(square, time, 2)
    link = link_of(SignUp.objects.get())
    assert "Endre hvem som kommer" not in square.get(link).content.decode()
    square.post(f"{link}change/", {"for_whom": "group", "how_many": "2"})
    assert SignUp.objects.get().seat == 2


def calendar_of(square, page):
    """What the page's button gives for a calendar, unfolded."""
    address = re.search(r'href="(/[^"]*\.ics)"', page.content.decode())[1]
    answer = square.get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return answer.content.decode().replace("\r\n ", "")


def test_whoever_has_an_hour_gets_it_and_not_the_whole_morning_in_her_calendar(square, time):
    taken = book(square, time, 2)
    private = square.get(link_of(SignUp.objects.get()))
    for page in (taken, private):
        told = calendar_of(square, page)
        assert told.count("BEGIN:VEVENT") == 1 and "SUMMARY:Digital veiledning" in told
        begins = time.starts_at + dt.timedelta(minutes=20)
        assert f"DTSTART:{begins:%Y%m%dT%H%M%SZ}" in told
        assert f"DTEND:{begins + dt.timedelta(minutes=20):%Y%m%dT%H%M%SZ}" in told


def test_an_hour_in_her_calendar_stays_the_same_event_when_it_is_moved_and_says_when_it_is_given_back(
    square, time
):
    book(square, time, 2)
    link = link_of(SignUp.objects.get())
    first = calendar_of(square, square.get(link))
    square.post(f"{link}appointment/", {"appointment": f"{time.pk}:3"})
    moved = calendar_of(square, square.get(link))
    uid = re.compile("UID:.*")
    assert uid.search(first)[0] == uid.search(moved)[0]
    assert f"DTSTART:{time.starts_at + dt.timedelta(minutes=40):%Y%m%dT%H%M%SZ}" in moved
    square.post(f"{link}cancellation/")
    assert "STATUS:CANCELLED" in square.get(f"{link}calendar.ics").content.decode()


def test_the_calendar_of_an_hour_does_not_hold_the_key_to_her_own_page(square, time):
    """Calendars are shared with others."""
    book(square, time, 2)
    link = link_of(SignUp.objects.get())
    told = calendar_of(square, square.get(link))
    assert link.split("/")[-2] not in told and f"/activities/{time.activity_id}/" in told


def test_an_hour_that_went_meanwhile_is_said_and_another_can_be_chosen(square, time):
    book(square, time, 2)
    page = book(square, time, 2, "Per Aune", "412 34 568")
    assert page.status_code == 422 and "Velg en annen" in page.content.decode()
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "nonsense", "1:2"])
def test_what_is_no_hour_is_refused_at_the_field(square, time, typed):
    address = reverse("public:sign_ups:appointment", args=[time.activity_id])
    page = square.post(address, {"appointment": typed, "name": "Kari", "phone": "41234567"})
    assert page.status_code == 422 and not OutboundMessage.objects.exists()


def test_by_the_private_link_one_takes_another_hour_or_gives_it_back(square, time):
    book(square, time, 2)
    row = SignUp.objects.get()
    link = link_of(row)
    assert "10.20" in square.get(link).content.decode()
    square.post(f"{link}appointment/", {"appointment": f"{time.pk}:3"})
    row.refresh_from_db()
    assert row.seat == 3 and "10.40" in square.get(link).content.decode()
    square.post(f"{link}cancellation/")
    row.refresh_from_db()
    assert row.cancelled_at is not None
    assert square.get(f"{link}appointment/").status_code == 302


def test_when_all_are_taken_it_is_said_and_whom_to_call(square, time):
    for number in (1, 2, 3):
        book(square, time, number, f"Kari {number}", f"412 34 56{number}")
    page = square.get(reverse("public:sign_ups:appointment", args=[time.activity_id]))
    assert "Alle tider er tatt" in page.content.decode()


def test_staff_book_for_somebody_who_phones_and_the_guide_sees_the_list_by_hour(desk, square, centre, time):
    address = reverse("desk:activities:booking", args=[centre.pk, time.pk])
    assert "10.40–11.00" in desk.get(address).content.decode()
    done = desk.post(address, {"appointment": f"{time.pk}:3", "name": "Åse Lie", "phone": ""}, follow=True)
    page = done.content.decode()
    assert "10.40 Åse Lie" in page and "Ledige tider" in page and "10.00" in page
    assert desk.post(address, {"appointment": f"{time.pk}:3", "name": "Liv", "phone": ""}).status_code == 422
    book(square, time, 1)
    page = desk.get(reverse("desk:activities:people", args=[centre.pk, time.pk])).content.decode()
    assert page.index("10.00 Kari Solvang") < page.index("10.40 Åse Lie")


def test_the_editor_parts_a_time_and_says_where_it_cannot(desk, centre, time):
    address = reverse("desk:activities:facts", args=[centre.pk, time.activity_id])
    typed = {
        "title_nb": "Digital veiledning",
        "place_text": "Biblioteket",
        "price_kind": "free",
        "languages": ["nb"],
    }
    desk.post(address, typed | {"appointment_minutes": "30"})
    activity = Activity.objects.get()
    assert (activity.appointment_minutes, activity.places) == (30, 2)
    refused = desk.post(address, typed | {"appointment_minutes": "90"})
    assert refused.status_code == 422 and "minst like lenge" in refused.content.decode()


def test_an_activity_that_is_not_parted_is_signed_up_for_as_a_whole(square, centre):
    told = Announcement(title={"nb": "Kor"}, unit=centre, place_text="Huset", takes_sign_ups=True)
    pattern = Pattern(kind="once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(10), minutes=60)
    other = publish_activity(told, [pattern], by="system", at=clock.now())
    led = square.get(reverse("public:sign_ups:appointment", args=[other.pk]))
    assert led.headers["Location"] == reverse("public:sign_ups:new", args=[other.pk])
