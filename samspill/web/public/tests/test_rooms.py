"""A room from the square: found, borrowed with a code, moved and given back by a link; never another town's."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    Order,
    SpaceFacts,
    add_place,
    add_space,
    book,
    book_several,
    close_days,
    set_hours,
)
from samspill.venues.actions.seasons import open_season
from samspill.venues.models import Booking, Season, Space
from samspill.venues.rules import Hours
from samspill.venues.rules.seasons import SeasonFacts
from tools.paper import Paper

ALL_DAY = [Hours(weekday, 8 * 60, 22 * 60, True) for weekday in range(7)]
WHEN = {"day": "2026-03-12", "begins": "17:00", "ends": "19:00"}
KARI = WHEN | {"purpose": "Øvelse", "name": "Kari Berg", "phone": "41234567"}


@pytest.fixture
def hall(town, at):
    school = add_place("Brattlia skole", accessibility=["step_free"], by="system", at=at)
    space = add_space(school, SpaceFacts("Gymsalen", capacity=120, door="Koden er 4711."), by="system", at=at)
    set_hours(space, ALL_DAY, by="system", at=at)
    return space


def shown(response):
    return response.content.decode()


def ask(square, hall, **other):
    return square.post(f"/rooms/{hall.pk}/booking/", KARI | other)


def bring_the_code(square, hall, page, code=""):
    asked = re.search(r'name="asked" value="([^"]+)"', shown(page))[1]
    sent = OutboundMessage.objects.order_by("queued_at", "pk").last().body
    return square.post(
        f"/rooms/{hall.pk}/booking/code/", {"asked": asked, "code": code or re.search(r"\b\d{6}\b", sent)[0]}
    )


def link():
    bodies = OutboundMessage.objects.values_list("body", flat=True)
    return next(found[0] for body in bodies if (found := re.search(r"/booking/[^/\s]+/", body)))


def test_one_finds_a_room_that_is_free_then_and_sees_its_week(square, hall):
    page = shown(square.get("/rooms/", WHEN | {"people": "100", "needs": "step_free"}))
    assert "Gymsalen" in page
    assert "Gymsalen" not in shown(square.get("/rooms/", WHEN | {"people": "200"}))
    week = shown(square.get(f"/rooms/{hall.pk}/", WHEN))
    assert "Ledige tider" in week and "22" in week and "4711" not in week


def test_a_room_is_borrowed_with_the_code_that_came_to_the_phone(square, hall):
    page = ask(square, hall)
    assert page.status_code == 200 and not Booking.objects.exists()
    assert bring_the_code(square, hall, page).status_code == 200
    booking = Booking.objects.get()
    assert booking.person.name == "Kari Berg" and booking.approved_at
    assert clock.local(booking.starts_at).hour == 17


def test_a_wrong_code_gives_no_room_and_can_be_put_right(square, hall):
    page = ask(square, hall)
    again = bring_the_code(square, hall, page, code="000000")
    assert again.status_code == 422 and not Booking.objects.exists()
    assert bring_the_code(square, hall, again).status_code == 200 and Booking.objects.exists()


def test_a_time_that_is_taken_is_told_and_what_she_wrote_stands(square, hall):
    bring_the_code(square, hall, ask(square, hall))
    page = ask(square, hall, name="Per Vik", phone="41234599")
    assert page.status_code == 422 and "Noen har lånt det" in shown(page) and "Per Vik" in shown(page)


def test_a_room_for_associations_asks_which_and_does_not_say_that_it_may_be_left_empty(square, hall):
    empty = "La det stå tomt hvis det bare er til deg selv"
    assert empty in shown(square.get(f"/rooms/{hall.pk}/booking/"))
    Space.objects.filter(pk=hall.pk).update(lends_to="associations")
    page = shown(square.get(f"/rooms/{hall.pk}/booking/"))
    assert empty not in page and "Hvilken forening eller gruppe?</label>" in page
    page = ask(square, hall)
    assert page.status_code == 422 and "Dette lånes ut til foreninger" in shown(page)
    assert "Skriv koden" in shown(ask(square, hall, group="Dansegruppa"))


def test_a_robot_is_sent_no_code(square, hall):
    assert ask(square, hall, website="http://spam.test").status_code == 200
    assert not OutboundMessage.objects.exists()


def test_by_her_link_she_moves_it_and_gives_it_back(square, hall):
    bring_the_code(square, hall, ask(square, hall))
    page = square.get(link())
    assert page.status_code == 200 and "Gymsalen" in shown(page) and "4711" not in shown(page)
    assert square.post(f"{link()}time/", WHEN | {"begins": "20:00", "ends": "21:00"}).status_code == 302
    assert clock.local(Booking.objects.get().starts_at).hour == 20
    assert square.post(f"{link()}time/", WHEN | {"begins": "06:00", "ends": "07:00"}).status_code == 422
    assert square.get(f"{link()}booking.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert square.post(f"{link()}return/").status_code == 302
    assert Booking.objects.get().given_back_at and "Takk for at du ga det tilbake" in shown(
        square.get(link())
    )


def test_a_wrong_touch_that_gives_back_a_room_is_undone_until_somebody_else_has_it(square, hall, ola, at):
    bring_the_code(square, hall, ask(square, hall))
    hers = link()
    square.post(f"{hers}return/")
    assert "Angre: jeg trenger det likevel" in shown(square.get(hers))
    assert square.post(f"{hers}return/", {"undo": "1"}).status_code == 302
    assert "Rommet er ditt" in shown(square.get(hers)) and Booking.objects.get().is_live
    square.post(f"{hers}return/")
    other = find_or_add_person("Per Ås", ["41234599"], by=ola, at=at, channel="phone")
    starts_at = Booking.objects.get().starts_at
    book(
        Order(hall.pk, starts_at, starts_at + dt.timedelta(hours=1), "Dans"),
        other, channel="phone", by=ola, at=at,
    )  # fmt: skip
    page = shown(square.get(hers))
    assert "Angre" not in page and "Noen andre har lånt det i den tiden nå" in page
    square.post(f"{hers}return/", {"undo": "1"})
    assert [one.person for one in Booking.objects.all() if one.is_live] == [other]


def test_by_one_link_each_of_many_dates_of_a_room_is_seen_moved_and_given_back_until_the_last_is_over(
    square, hall, ola, at, monkeypatch
):
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    week = dt.timedelta(weeks=1)
    first = (
        clock.at_local(dt.date(2026, 3, 12), dt.time(17)),
        clock.at_local(dt.date(2026, 3, 12), dt.time(19)),
    )
    times = [(first[0] + n * week, first[1] + n * week) for n in range(3)]
    made, _left = book_several(Order(hall.pk, *first, "Øvelse"), times, kari, channel="phone", by=ola, at=at)
    second, third = made[1:]
    page = shown(square.get(link()))
    assert "Alle datoene du spurte om sammen" in page and f"?date={third.pk}" in page
    assert "torsdag 19. mars" in shown(square.get(f"{link()}?date={second.pk}"))
    there = square.post(f"{link()}time/?date={second.pk}", WHEN | {"day": "2026-03-20"})
    assert there.url == f"{link()}?date={second.pk}"
    square.post(f"{link()}return/?date={third.pk}")
    second.refresh_from_db()
    third.refresh_from_db()
    assert clock.local(second.starts_at).day == 20 and third.given_back_at
    assert Booking.objects.filter(given_back_at=None).count() == 2
    assert square.get(f"{link()}booking.ics").content.count(b"BEGIN:VEVENT") == 3
    other = book(
        Order(hall.pk, times[2][0] + week, times[2][1] + week, "Dans"), kari, channel="web", by=kari, at=at
    )
    assert square.get(f"{link()}?date={other.pk}").status_code == 410
    monkeypatch.setattr(clock, "now", lambda: third.starts_at)
    assert square.get(link()).status_code == 200


def test_how_to_open_stands_on_her_page_the_day_before(square, hall, monkeypatch):
    bring_the_code(square, hall, ask(square, hall))
    near = Booking.objects.get().starts_at - dt.timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: near)
    assert "4711" in shown(square.get(link()))


def test_the_calendar_of_a_room_and_the_notice_on_its_door_name_no_person(square, hall):
    bring_the_code(square, hall, ask(square, hall))
    calendar = square.get(f"/rooms/{hall.pk}/calendar.ics").content.decode()
    assert "SUMMARY:Opptatt" in calendar and "Kari" not in calendar
    assert square.get(f"/rooms/{hall.pk}/door.pdf").content.startswith(b"%PDF")


def test_the_notice_on_the_door_calls_no_day_free_on_which_nobody_may_come_in(square, hall, at):
    set_hours(hall, ALL_DAY[:6], by="system", at=at)
    wednesday = clock.today() + dt.timedelta(days=1)
    close_days(hall.place, wednesday, wednesday, "Valg", by="system", at=at)
    said = Paper(square.get(f"/rooms/{hall.pk}/door.pdf").content).words
    assert said.count("Ledig") == 5 and said.count("Stengt") == 1 and said.count("Lånes ikke ut") == 1


def test_another_municipalitys_room_does_not_exist(square, hall, neighbour):
    there = Client(headers={"host": "storfjordby.test"})
    for end in ("", "booking/", "calendar.ics", "door.pdf"):
        assert there.get(f"/rooms/{hall.pk}/{end}").status_code == 404


def test_a_town_without_rooms_says_so(square):
    assert "Ingen rom lånes ut her ennå" in shown(square.get("/rooms/"))


def test_anybody_reads_how_a_season_is_shared_out_and_checks_the_lot_when_nobody_can_ask_any_more(
    square, hall
):
    today, day = clock.today(), dt.timedelta(days=1)
    facts = SeasonFacts("Våren", today + 20 * day, today + 60 * day, today, first_groups=("children",))
    season = open_season(facts, [hall], by="system", at=clock.now())
    assert "Våren" in shown(square.get("/rooms/"))
    page = shown(square.get(f"/rooms/seasons/{season.pk}/"))
    assert "Så går disse foran: barn." in page
    assert season.commitment[:8] in page and season.seed[:8] not in page
    asks = "Foreninger søker om den samme timen"
    assert asks in page
    Season.objects.update(ask_by_on=today - day)
    page = shown(square.get(f"/rooms/seasons/{season.pk}/"))
    assert asks not in page and "Fristen er ute" in page
    Season.objects.update(decided_at=clock.now())
    assert "Timene er fordelt" in shown(square.get(f"/rooms/seasons/{season.pk}/"))
    assert season.seed[:8] in shown(square.get(f"/rooms/seasons/{season.pk}/"))
    assert square.get("/rooms/seasons/00000000-0000-0000-0000-000000000000/").status_code == 404
