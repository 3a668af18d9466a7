"""Rooms at the desk: a house and its rooms are entered, requests are answered, staff book for one who phones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from conftest import browser_of, make_staff
from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.models import Unit
from samspill.venues.actions import (
    Order,
    SpaceFacts,
    ThingFacts,
    ThingOrder,
    add_place,
    add_space,
    add_thing,
    book,
    borrow_thing,
    close_days,
    set_fetching_hours,
    set_hours,
)
from samspill.venues.models import Booking, ClosedDays, LendingHours, Place, Space
from samspill.venues.rules import Hours


@pytest.fixture
def hall(town, at):
    school = add_place("Brattlia skole", by="system", at=at)
    space = add_space(school, SpaceFacts("Gymsalen"), by="system", at=at)
    set_hours(space, [Hours(weekday, 480, 1320, False) for weekday in range(7)], by="system", at=at)
    return space


@pytest.fixture
def wish(hall, town):
    """Kari's wish to borrow the hall, which waits for an answer."""
    at = clock.now()
    kari = find_or_add_person("Kari Berg", ["41234567"], by="system", at=at, channel="phone")
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=3), dt.time(17))
    order = Order(hall.pk, starts_at, starts_at + dt.timedelta(hours=2), "Øvelse")
    return book(order, kari, channel="web", by=kari, at=at)


@pytest.fixture
def bingo(hall, centre, ola):
    """Something that happens in the house."""
    return publish_activity(
        Announcement(title={"nb": "Bingo"}, unit=centre, place=hall.place),
        [Pattern(kind="once", starts_on=clock.today(), starts_time=None)],
        by=ola,
        at=clock.now(),
    )


def told():
    return [row.body for row in OutboundMessage.objects.order_by("queued_at", "pk")]


def phoned(**other):
    day = clock.today() + dt.timedelta(days=5)
    facts = {"begins": "10:00", "ends": "12:00", "purpose": "Møte", "name": "Per Vik", "phone": "41234599"}
    return {"day": f"{day:%Y-%m-%d}"} | facts | other


def test_a_house_a_hall_and_when_it_is_lent_are_entered(desk):
    made = desk.post("/desk/rooms/places/new/", {"name": "Samfunnshuset", "accessibility": ["step_free"]})
    house = Place.objects.get(name="Samfunnshuset")
    assert made.status_code == 302 and tuple(house.accessibility) == ("step_free",)
    facts = {"name": "Storsalen", "capacity": "200", "lends_to": "everybody", "longest_minutes": "240"}
    facts |= {"notice_hours": "2", "ahead_days": "180", "answer_days": "3"}
    assert desk.post(f"/desk/rooms/places/{house.pk}/spaces/new/", facts).status_code == 302
    hall = Space.objects.get(place=house)
    half = facts | {"name": "Halve salen", "whole": str(hall.pk)}
    assert desk.post(f"/desk/rooms/places/{house.pk}/spaces/new/", half).status_code == 302
    assert hall.parts.get().name == "Halve salen"
    hours = f"/desk/rooms/spaces/{hall.pk}/hours/"
    assert desk.post(hours, {"opens_0_0": "08:00"}).status_code == 422
    assert desk.post(hours, {"opens_0_0": "08:00", "closes_0_0": "22:00"}).status_code == 302
    assert LendingHours.objects.get(space=hall).at_once
    twice = desk.post(f"/desk/rooms/places/{house.pk}/spaces/new/", facts)
    assert twice.status_code == 422


def test_a_request_is_approved_and_the_borrower_is_told(desk, wish):
    assert "Kari Berg" in desk.get("/desk/rooms/").content.decode()
    assert desk.get(f"/desk/rooms/bookings/{wish.pk}/").status_code == 200
    assert desk.post(f"/desk/rooms/bookings/{wish.pk}/approval/").status_code == 302
    assert Booking.objects.get().approved_at and len(told()) == 2


def test_a_refusal_has_a_reason_that_the_borrower_reads(desk, wish):
    without = desk.post(f"/desk/rooms/bookings/{wish.pk}/refusal/", {"reason": " "})
    assert without.status_code == 422 and "Skriv hvorfor." in without.content.decode()
    sent = desk.post(f"/desk/rooms/bookings/{wish.pk}/refusal/", {"reason": "Salen males."})
    assert sent.status_code == 302 and Booking.objects.get().refused_at and "Salen males." in told()[-1]


def test_what_is_booked_is_cancelled_with_a_reason(desk, wish):
    desk.post(f"/desk/rooms/bookings/{wish.pk}/approval/")
    desk.post(f"/desk/rooms/bookings/{wish.pk}/refusal/", {"reason": "Vannlekkasje."})
    assert Booking.objects.get().cancelled_at and "Vannlekkasje." in told()[-1]


def test_staff_book_at_once_for_one_who_phones(desk, hall):
    address = f"/desk/rooms/spaces/{hall.pk}/booking/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, phoned()).status_code == 302
    booking = Booking.objects.get()
    assert booking.person.name == "Per Vik" and booking.approved_at and booking.channel == "phone"
    again = desk.post(address, phoned(name="Liv Ås", phone="41234598", begins="11:00"))
    assert again.status_code == 422 and "Liv Ås" in again.content.decode()


def test_a_house_is_closed_for_some_days_and_opened_after_all(desk, hall):
    house = f"/desk/rooms/places/{hall.place_id}/"
    backwards = {"from_on": "2099-07-02", "until_on": "2099-07-01"}
    assert desk.post(f"{house}closed/", backwards).status_code == 422
    assert desk.post(f"{house}closed/", backwards | {"until_on": "2099-07-05"}).status_code == 302
    closed = ClosedDays.objects.get()
    assert desk.post(f"{house}closed/{closed.pk}/opening/").status_code == 302
    assert not ClosedDays.objects.exists()


def test_what_was_borrowed_before_the_days_were_closed_is_shown_until_it_is_moved_or_cancelled(
    desk, hall, wish
):
    house = f"/desk/rooms/places/{hall.place_id}/"
    day = clock.local_day(wish.starts_at)
    stools = add_thing(hall.place, ThingFacts("Krakk", 9), by="system", at=clock.now())
    set_fetching_hours(stools, [Hours(one, 480, 1320, True) for one in range(7)], by="system", at=clock.now())
    back = clock.at_local(day, dt.time(12))
    order = ThingOrder(stools.pk, 3, back - dt.timedelta(days=1), back, "Fest")
    loan = borrow_thing(order, wish.person, channel="phone", by="system", at=clock.now())
    lines = [f"/desk/rooms/bookings/{wish.pk}/", f"/desk/rooms/loans/{loan.pk}/"]

    def closed(from_on):
        desk.post(f"{house}closed/", {"from_on": f"{from_on:%Y-%m-%d}", "until_on": f"{from_on:%Y-%m-%d}"})
        page = desk.get(house).content.decode()
        return [line in page for line in lines], "Lånt på stengte dager" in page

    assert closed(day + dt.timedelta(days=1)) == ([False, False], False)
    assert closed(day) == ([True, True], True)
    desk.post(f"/desk/rooms/bookings/{wish.pk}/refusal/", {"reason": "Huset er stengt."})
    assert lines[0] not in desk.get(house).content.decode()


def test_a_booked_room_that_meets_a_closed_house_stands_on_the_page_of_today_with_what_to_do(
    desk, hall, wish
):
    day, booking = clock.local_day(wish.starts_at), f"/desk/rooms/bookings/{wish.pk}/"
    close_days(hall.place, day, day, "Kurs", by="system", at=clock.now())
    told_today = "Ett lån av rom møter et hus som er stengt"
    assert told_today not in desk.get("/desk/").content.decode(), "a wish is answered anyway"
    desk.post(f"{booking}approval/")
    assert told_today in desk.get("/desk/").content.decode()
    page = desk.get("/desk/rooms/").content.decode()
    assert page.index("Huset er stengt da") < page.index(f'href="{booking}"') < page.index("Venter på svar")
    page = desk.get(booking).content.decode()
    assert "Brattlia skole er stengt " in page and "(Kurs)." in page and "Dette ble lånt før det" in page
    assert "Brattlia skole er stengt da.</textarea>" in page
    desk.post(f"{booking}refusal/", {"reason": "Huset er stengt."})
    assert told_today not in desk.get("/desk/").content.decode()
    assert "Huset er stengt da" not in desk.get("/desk/rooms/").content.decode()


def test_a_room_that_is_lent_no_more_is_not_on_the_square(desk, hall):
    desk.post(f"/desk/rooms/spaces/{hall.pk}/lending/", {"stop": "1"})
    assert desk.get(f"/rooms/{hall.pk}/").status_code == 404
    desk.post(f"/desk/rooms/spaces/{hall.pk}/lending/")
    assert desk.get(f"/rooms/{hall.pk}/").status_code == 200


def test_the_neighbours_staff_see_none_of_it(hall, wish, neighbour, at):
    with entered(neighbour):
        nora = make_staff("Nora", Unit.objects.create(name="Nabosentralen"), "leader", at=at)
        there = browser_of(nora, "storfjordby.test")
    for path in (f"bookings/{wish.pk}/", f"spaces/{hall.pk}/", f"places/{hall.place_id}/"):
        assert there.get(f"/desk/rooms/{path}").status_code == 404


def test_staff_move_a_booking_and_the_borrower_reads_why(desk, hall, wish):
    address = f"/desk/rooms/bookings/{wish.pk}/"
    assert f"{address}time/" in desk.get(address).content.decode()
    day = clock.today() + dt.timedelta(days=4)
    given = {"space": hall.pk, "day": f"{day:%Y-%m-%d}", "begins": "18:00", "ends": "20:00"}
    assert desk.post(f"{address}time/", given).status_code == 422
    assert desk.post(f"{address}time/", given | {"reason": "Taket lekker."}).status_code == 302
    wish.refresh_from_db()
    assert wish.starts_at == clock.at_local(day, dt.time(18)) and not wish.approved_at
    assert "Taket lekker." in told()[-1]


def test_a_house_is_put_on_the_map_by_a_pasted_address_and_taken_off_again(desk, hall):
    house = f"/desk/rooms/places/{hall.place_id}/"
    told = {"name": "Brattlia skole", "spot": "https://www.openstreetmap.org/#map=17/63.4305/10.3951"}
    assert desk.post(house, told).status_code == 302
    place = Place.objects.get(pk=hall.place_id)
    assert (place.latitude, place.longitude) == (63.4305, 10.3951)
    assert "63.4305, 10.3951" in desk.get(house).content.decode()
    wrong = desk.post(house, told | {"spot": "bak skolen"})
    assert wrong.status_code == 422 and "Vi kan ikke lese hvor dette er" in wrong.content.decode()
    assert desk.post(house, told | {"spot": ""}).status_code == 302
    place.refresh_from_db()
    assert place.latitude is None


def test_what_happens_in_a_house_is_found_by_its_new_name_and_no_longer_by_the_old(desk, hall, bingo):
    reader = Client(headers={"host": "lillevik.test"})
    assert "Bingo" in reader.get("/week/?q=brattlia").content.decode()
    answer = desk.post(f"/desk/rooms/places/{hall.place_id}/", {"name": "Fjordskolen"})
    assert answer.status_code == 302
    assert "Bingo" in reader.get("/week/?q=fjordskolen").content.decode()
    assert "Bingo" not in reader.get("/week/?q=brattlia").content.decode()
