"""Equipment from the square: found together with rooms, borrowed with a code, changed and brought back by a link."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    SpaceFacts,
    ThingFacts,
    ThingOrder,
    add_place,
    add_space,
    add_thing,
    borrow_several,
    borrow_thing,
    change_thing,
    close_days,
    hand_out,
    set_fetching_hours,
    set_hours,
)
from samspill.venues.models import Booking, Loan
from samspill.venues.rules import Hours

PARTY = {"day": "2026-03-14", "begins": "12:00", "ends": "20:00"}
FETCHED = {"pieces": "12", "day": "2026-03-13", "begins": "15:00", "until_on": "2026-03-16", "ends": "10:00"}
KARI = FETCHED | {"purpose": "Bryllup", "name": "Kari Berg", "phone": "41234567"}


@pytest.fixture
def library(town, at):
    return add_place("Biblioteket", address="Torggata 4", by="system", at=at)


@pytest.fixture
def chairs(library, at):
    thing = add_thing(library, ThingFacts("Klappstol", 40, fetching="Ring på bak."), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 540, 960, True) for day in range(5)], by="system", at=at)
    return thing


def shown(response):
    return response.content.decode()


def ask(square, chairs, **other):
    return square.post(f"/rooms/things/{chairs.pk}/loan/", KARI | other)


def bring_the_code(square, chairs, page, code=""):
    asked = re.search(r'name="asked" value="([^"]+)"', shown(page))[1]
    sent = OutboundMessage.objects.order_by("queued_at", "pk").last().body
    told = {"asked": asked, "code": code or re.search(r"\b\d{6}\b", sent)[0]}
    return square.post(f"/rooms/things/{chairs.pk}/loan/code/", told)


def link():
    bodies = OutboundMessage.objects.values_list("body", flat=True)
    return next(found[0] for body in bodies if (found := re.search(r"/loan/[^/\s]+/", body)))


def test_one_search_finds_rooms_and_equipment_and_says_when_to_fetch_it(square, library, chairs, at):
    room = add_space(library, SpaceFacts("Storsalen", longest_minutes=600), by="system", at=at)
    set_hours(room, [Hours(5, 480, 1320, True)], by="system", at=at)
    page = shown(square.get("/rooms/", PARTY))
    assert "Storsalen" in page and "40 av 40 ledige" in page and "mandag 16. mars kl. 09.00" in page
    assert "until_on=2026-03-16" in page
    assert "Storsalen" not in shown(square.get("/rooms/", {"words": "stol"}))
    assert "Klappstol" not in shown(square.get("/rooms/", {"words": "storsal"}))
    days = shown(square.get("/rooms/", PARTY | {"until_on": "2026-03-15"}))
    assert "Storsalen" not in days and "Klappstol" in days


def test_the_number_that_is_free_reads_as_one_says_it(square, library, chairs, at):
    for name, pieces in (("Telt", 1), ("Prosjektor", 2)):
        thing = add_thing(library, ThingFacts(name, pieces), by="system", at=at)
        set_fetching_hours(thing, [Hours(day, 540, 960, True) for day in range(5)], by="system", at=at)
    bring_the_code(square, thing, ask(square, thing, pieces="1"))

    def told():
        return re.findall(r"<p>([^<]* · Biblioteket)</p>", shown(square.get("/rooms/", PARTY)))

    assert told() == ["40 av 40 ledige · Biblioteket", "1 av 2 ledig · Biblioteket", "Ledig · Biblioteket"]


def test_a_search_without_a_time_narrows_by_what_must_be_there_and_half_a_time_is_asked_for(square, at):
    house = add_place("Samfunnshuset", accessibility=["hearing_loop"], by="system", at=at)
    for place, name in ((house, "Storsalen"), (add_place("Låven", by="system", at=at), "Loftet")):
        add_space(place, SpaceFacts(name), by="system", at=at)
    page = shown(square.get("/rooms/", {"needs": "hearing_loop"}))
    assert "Storsalen" in page and "Loftet" not in page
    assert square.get("/rooms/", {"day": "2026-03-14"}).status_code == 422


def test_the_thirteenth_room_is_on_the_next_page_and_the_search_goes_along(square, library, at):
    for number in range(13):
        add_space(library, SpaceFacts(f"Rom {number:02}"), by="system", at=at)
    first = shown(square.get("/rooms/", {"words": "rom"}))
    assert "Rom 11" in first and "Rom 12" not in first and "?words=rom&amp;page=2" in first
    assert "Rom 12" in shown(square.get("/rooms/", {"words": "rom", "page": "2"}))


def test_chairs_are_borrowed_with_the_code_that_came_to_the_phone(square, chairs):
    assert "Klappstol" in shown(square.get(f"/rooms/things/{chairs.pk}/"))
    assert 'value="2026-03-13"' in shown(square.get(f"/rooms/things/{chairs.pk}/loan/", FETCHED))
    page = ask(square, chairs)
    assert page.status_code == 200 and not Loan.objects.exists()
    again = bring_the_code(square, chairs, page, code="000000")
    assert again.status_code == 422 and not Loan.objects.exists()
    assert bring_the_code(square, chairs, again).status_code == 200
    loan = Loan.objects.get()
    assert (loan.pieces, loan.person.name) == (12, "Kari Berg") and loan.approved_at
    assert clock.local(loan.ends_at).hour == 10


def test_more_than_are_free_and_a_day_when_nobody_is_there_are_told_and_what_she_wrote_stands(square, chairs):
    bring_the_code(square, chairs, ask(square, chairs))
    page = ask(square, chairs, pieces="30", name="Per Vik", phone="41234599")
    assert page.status_code == 422 and "Bare 28 er ledige" in shown(page) and "Per Vik" in shown(page)
    page = ask(square, chairs, day="2026-03-14")
    assert page.status_code == 422 and "Ingen er der og kan levere det ut" in shown(page)


def test_a_robot_is_sent_no_code_for_equipment(square, chairs):
    assert ask(square, chairs, website="http://spam.test").status_code == 200
    assert not OutboundMessage.objects.exists()


def test_by_her_link_she_changes_how_many_and_gives_up_what_she_has_not_fetched(square, chairs):
    bring_the_code(square, chairs, ask(square, chairs))
    page = shown(square.get(link()))
    assert "12 × Klappstol" in page and "Ring på" not in page and "Det er levert" not in page
    assert square.post(f"{link()}time/", FETCHED | {"pieces": "41"}).status_code == 422
    assert square.post(f"{link()}time/", FETCHED | {"pieces": "20"}).status_code == 302
    assert Loan.objects.get().pieces == 20
    assert square.get(f"{link()}loan.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert square.post(f"{link()}return/").status_code == 302
    assert Loan.objects.get().given_back_at and "Takk for at du ga det tilbake" in shown(square.get(link()))


def test_a_wrong_touch_that_gives_back_chairs_is_undone_until_others_have_them(square, chairs, ola, at):
    bring_the_code(square, chairs, ask(square, chairs))
    hers, loan = link(), Loan.objects.get()
    square.post(f"{hers}return/")
    assert "Angre: jeg trenger det likevel" in shown(square.get(hers))
    assert square.post(f"{hers}return/", {"undo": "1"}).status_code == 302
    assert "Du har lånt 12 × Klappstol" in shown(square.get(hers))
    square.post(f"{hers}return/")
    other = find_or_add_person("Per Ås", ["41234599"], by=ola, at=at, channel="phone")
    order = ThingOrder(chairs.pk, 29, loan.starts_at, loan.ends_at, "Fest")
    borrow_thing(order, other, channel="phone", by=ola, at=at)
    page = shown(square.get(hers))
    assert "Angre" not in page and "Andre har lånt det i den tiden nå" in page
    square.post(f"{hers}return/", {"undo": "1"})
    assert Loan.objects.get(pk=loan.pk).given_back_at


def test_a_house_that_closed_says_so_on_her_page_and_does_not_tell_where_to_fetch_it(
    square, chairs, library, at, monkeypatch
):
    bring_the_code(square, chairs, ask(square, chairs))
    fetched_at = Loan.objects.get().starts_at
    monkeypatch.setattr(clock, "now", lambda: fetched_at - dt.timedelta(hours=3))
    assert "Ring på bak." in shown(square.get(link()))
    close_days(library, dt.date(2026, 3, 13), dt.date(2026, 3, 13), "", by="system", at=at)
    page = shown(square.get(link()))
    assert "Huset er stengt den dagen du skal hente eller levere det." in page and "Ring på bak." not in page


def test_what_is_fetched_is_said_to_be_back_by_the_link_also_when_it_is_late(
    square, chairs, ola, monkeypatch
):
    bring_the_code(square, chairs, ask(square, chairs))
    loan = Loan.objects.get()
    monkeypatch.setattr(clock, "now", lambda: loan.starts_at - dt.timedelta(hours=3))
    assert "Ring på bak." in shown(square.get(link()))
    hand_out(loan, by=ola, at=loan.starts_at)
    monkeypatch.setattr(clock, "now", lambda: loan.ends_at + dt.timedelta(days=3))
    assert "Det skulle vært levert" in shown(square.get(link()))
    assert square.post(f"{link()}return/", {"back": "1"}).status_code == 302
    assert Loan.objects.get().brought_back_at and "Takk for at du leverte det" in shown(square.get(link()))
    assert "Angre: det er ikke levert ennå" in shown(square.get(link()))
    assert square.post(f"{link()}return/", {"undo": "1"}).status_code == 302
    assert not Loan.objects.get().brought_back_at and "Det skulle vært levert" in shown(square.get(link()))


def test_the_calendar_of_a_thing_names_no_person(square, chairs):
    bring_the_code(square, chairs, ask(square, chairs))
    calendar = square.get(f"/rooms/things/{chairs.pk}/calendar.ics").content.decode()
    assert "SUMMARY:12 x Opptatt" in calendar and "Kari" not in calendar


def test_another_municipalitys_equipment_does_not_exist(square, chairs, neighbour):
    there = Client(headers={"host": "storfjordby.test"})
    for end in ("", "loan/", "calendar.ics"):
        assert there.get(f"/rooms/things/{chairs.pk}/{end}").status_code == 404


def test_what_a_room_has_is_asked_for_with_the_room(square, library, at):
    room = add_space(library, SpaceFacts("Storsalen", equipment=("projector", "piano")), by="system", at=at)
    set_hours(room, [Hours(5, 480, 1320, True)], by="system", at=at)
    address = f"/rooms/{room.pk}/booking/"
    assert "Piano" in shown(square.get(address))
    told = PARTY | {"ends": "15:00", "purpose": "Film", "name": "Kari Berg", "phone": "41234567"}
    page = square.post(address, told | {"wants": ["projector"]})
    asked = re.search(r'name="asked" value="([^"]+)"', shown(page))[1]
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    assert "Prosjektor" in shown(square.post(f"{address}code/", {"asked": asked, "code": code}))
    assert tuple(Booking.objects.get().wants) == ("projector",)


@pytest.fixture
def every_friday(chairs, ola, at):
    """Kari's loans of twelve chairs on three Fridays, written down by the desk. The first link leads to the first."""
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    days = [dt.date(2026, 3, 13) + dt.timedelta(weeks=week) for week in range(3)]
    times = [(clock.at_local(day, dt.time(10)), clock.at_local(day, dt.time(15))) for day in days]
    order = ThingOrder(chairs.pk, 12, *times[0], "Øving")
    made, _left = borrow_several(order, times, kari, channel="phone", by=ola, at=at)
    return made


def test_by_one_link_each_of_many_dates_is_seen_changed_and_given_back(square, every_friday):
    page = shown(square.get(f"{link()}dates/"))
    assert page.count("12 × Klappstol") == 3 and "Gi tilbake alle 3 datoene som kommer" in page
    second = every_friday[1]
    assert "fredag 20. mars" in shown(square.get(f"{link()}?date={second.pk}"))
    changed = FETCHED | {"day": "2026-03-20", "until_on": "2026-03-20", "begins": "10:00", "ends": "15:00"}
    there = square.post(f"{link()}time/?date={second.pk}", changed | {"pieces": "20"})
    assert there.url == f"{link()}?date={second.pk}"
    square.post(f"{link()}return/?date={second.pk}")
    second.refresh_from_db()
    assert second.pieces == 20 and second.given_back_at
    assert Loan.objects.filter(given_back_at=None).count() == 2
    assert square.post(f"{link()}dates/").status_code == 302
    assert not Loan.objects.filter(given_back_at=None).exists()
    assert "Angre: vi trenger de 3 datoene" in shown(square.get(f"{link()}dates/"))
    assert square.post(f"{link()}dates/", {"undo": "1"}).status_code == 302
    assert Loan.objects.filter(given_back_at=None).count() == 3


def test_the_calendar_of_many_dates_has_each_and_the_things_own_too(square, chairs, every_friday):
    assert square.get(f"{link()}loan.ics").content.decode().count("BEGIN:VEVENT") == 3
    feed = square.get(f"/rooms/things/{chairs.pk}/calendar.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 3


def test_the_link_of_one_opens_no_loan_of_another(square, chairs, every_friday, ola, at):
    per = find_or_add_person("Per Vik", ["41234599"], by=ola, at=at, channel="phone")
    time = every_friday[0].starts_at, every_friday[0].ends_at
    (his,), _left = borrow_several(
        ThingOrder(chairs.pk, 1, *time, "Møte"), [time], per, channel="phone", by=ola, at=at
    )
    hers = next(
        body
        for body in OutboundMessage.objects.filter(person=every_friday[0].person).values_list(
            "body", flat=True
        )
    )
    address = re.search(r"/loan/[^/\s]+/", hers)[0]
    assert square.get(f"{address}?date={his.pk}").status_code != 200
    assert square.get(f"{address}?date=x").status_code != 200


def test_a_borrower_whose_loan_cannot_be_kept_is_told_what_is_left_and_takes_it(square, chairs, ola, at):
    bring_the_code(square, chairs, ask(square, chairs))
    change_thing(chairs, ThingFacts("Klappstol", 5), by=ola, at=at)
    page = shown(square.get(link()))
    assert "bare 5 er igjen til deg" in page and "Ta de 5 som er igjen" in page
    assert 'value="5"' in shown(square.get(f"{link()}time/?pieces=5"))
    assert square.post(f"{link()}time/", FETCHED | {"pieces": "5"}).status_code == 302
    assert "igjen til deg" not in shown(square.get(link()))
