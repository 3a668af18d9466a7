"""A hall that divides: nobody is told that a half is free while the whole is lent, or the whole while a half is."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import Order, SpaceFacts, add_place, add_space, book, give_back, set_hours
from samspill.venues.rules import Hours
from tools.paper import Paper

DAY = dt.date(2026, 3, 12)
WHEN = {"day": "2026-03-12", "begins": "17:00", "ends": "19:00"}


@pytest.fixture
def rooms(town, at):
    """A hall, and the two halves it divides in; the first half can be asked for and is not had at once."""
    school = add_place("Brattlia skole", by="system", at=at)
    hall = add_space(school, SpaceFacts("Gymsalen", ahead_days=365), by="system", at=at)
    halves = [
        add_space(school, SpaceFacts(name, ahead_days=365), whole=hall, by="system", at=at)
        for name in ("Østre del", "Vestre del")
    ]
    for number, space in enumerate([hall, *halves]):
        hours = [Hours(weekday, 8 * 60, 22 * 60, number != 1) for weekday in range(7)]
        set_hours(space, hours, by="system", at=at)
    return hall, *halves


@pytest.fixture
def lent(ola, at):
    """Somebody has borrowed a room from 17 to 19, or has asked for it."""

    def lend(space, **whose):
        kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
        times = (clock.at_local(DAY, dt.time(hour)) for hour in (17, 19))
        return book(Order(space.pk, *times, "Øvelse", **whose), kari, channel="web", by=kari, at=at)

    return lend


@pytest.fixture
def told_of(square, monkeypatch):
    """What the square says of a room on that day: its calendar, the notice on its door, its free times, the search."""

    def ask(space):
        monkeypatch.setattr(clock, "today", lambda: DAY)
        calendar = square.get(f"/rooms/{space.pk}/calendar.ics").content.decode().replace("\r\n ", "")
        door = Paper(square.get(f"/rooms/{space.pk}/door.pdf").content).words
        week = square.get(f"/rooms/{space.pk}/?from=2026-03-12").content.decode()
        found = square.get("/rooms/", WHEN | {"words": space.name}).content.decode()
        return calendar, door, "17:00" not in week and "–17.00" in week, f"/rooms/{space.pk}/" in found

    return ask


@pytest.mark.parametrize(("lent_one", "looked_at"), [(0, 1), (0, 2), (2, 0)])
def test_what_is_lent_of_a_hall_is_taken_in_all_that_it_meets_and_named_with_the_room_it_is(
    rooms, lent, told_of, lent_one, looked_at
):
    lent(rooms[lent_one])
    calendar, door, is_taken, is_found = told_of(rooms[looked_at])
    name = rooms[lent_one].name
    assert f"SUMMARY:Opptatt ({name})" in calendar and "STATUS:CONFIRMED" in calendar
    assert f"17.00–19.00Opptatt ({name})" in door and door.count("Ledig") == 6
    assert is_taken and not is_found and "Kari" not in calendar + door


def test_the_other_half_stays_free(rooms, lent, told_of):
    lent(rooms[2])
    calendar, door, is_taken, is_found = told_of(rooms[1])
    assert "BEGIN:VEVENT" not in calendar and door.count("Ledig") == 7
    assert not is_taken and is_found


def test_a_wish_that_nobody_has_answered_holds_its_time_and_names_nobody(rooms, lent, told_of, ola, at):
    choir = register_group("Blandakoret", by=ola, at=at)
    wish = lent(rooms[1], organisation=choir)
    assert wish.approved_at is None
    calendar, door, is_taken, _is_found = told_of(rooms[0])
    assert "SUMMARY:Noen har spurt om det (Østre del)" in calendar and "STATUS:TENTATIVE" in calendar
    assert "17.00–19.00Noen har spurt om det (Østre del)" in door and is_taken
    assert "Blandakoret" not in calendar + door
    give_back(wish, by=wish.person, at=at)
    calendar, door, is_taken, _is_found = told_of(rooms[0])
    assert "BEGIN:VEVENT" not in calendar and door.count("Ledig") == 7 and not is_taken


def test_an_association_is_named_as_long_as_it_is_on_the_square(rooms, lent, told_of, ola, at):
    choir = register_group("Blandakoret", by=ola, at=at)
    lent(rooms[0], organisation=choir)
    calendar, door, *_ = told_of(rooms[1])
    assert "Blandakoret (Gymsalen)" in calendar and "Blandakoret (Gymsalen)" in door
    choir.hidden_at = at
    choir.save(update_fields=["hidden_at"])
    calendar, door, *_ = told_of(rooms[1])
    assert "Blandakoret" not in calendar + door and "Opptatt (Gymsalen)" in calendar
