"""An association borrows a room, once or many times, moves it and gives it back; another's is not there."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.venues.actions import SpaceFacts, add_place, add_space, book, set_hours
from samspill.venues.actions.bookings import Order
from samspill.venues.models import Booking
from samspill.venues.rules import Hours


@pytest.fixture
def hall(town, at):
    school = add_place("Brattlia skole", by="system", at=at)
    space = add_space(school, SpaceFacts("Gymsalen", lends_to="registered"), by="system", at=at)
    set_hours(space, [Hours(weekday, 480, 1320, True) for weekday in range(7)], by="system", at=at)
    return space


@pytest.fixture
def rooms(token, choir):
    return f"/our/{token}/{choir.pk}/rooms/"


def when(days=2, **other):
    day = clock.today() + dt.timedelta(days=days)
    return {"day": f"{day:%Y-%m-%d}", "begins": "17:00", "ends": "19:00", "purpose": "Øvelse"} | other


def test_a_room_for_associations_is_booked_at_once_for_one_that_she_acts_for(phone, rooms, choir, hall):
    assert "Gymsalen" in phone.get(rooms).content.decode()
    assert phone.get(f"{rooms}{hall.pk}/").status_code == 200
    assert phone.post(f"{rooms}{hall.pk}/", when()).status_code == 302
    booking = Booking.objects.get()
    assert booking.organisation == choir and booking.approved_at
    assert phone.post(f"{rooms}{hall.pk}/", when(begins="18:00")).status_code == 422


def test_many_dates_are_looked_at_before_they_are_booked(phone, rooms, hall):
    last_on = clock.today() + dt.timedelta(days=17)
    many = when(every="1", last_on=f"{last_on:%Y-%m-%d}")
    seen = phone.post(f"{rooms}{hall.pk}/", many)
    assert seen.status_code == 200 and not Booking.objects.exists()
    assert phone.post(f"{rooms}{hall.pk}/", many | {"sure": "1"}).status_code == 302
    assert 1 <= Booking.objects.count() <= 3


def test_it_is_moved_and_given_back(phone, rooms, hall):
    phone.post(f"{rooms}{hall.pk}/", when())
    of_one = f"{rooms}bookings/{Booking.objects.get().pk}/"
    assert phone.get(f"{of_one}time/").status_code == 200
    assert phone.post(f"{of_one}time/", when(begins="20:00", ends="21:00")).status_code == 302
    assert clock.local(Booking.objects.get().starts_at).hour == 20
    assert phone.post(f"{of_one}return/").status_code == 302 and Booking.objects.get().given_back_at
    assert "Angre" in phone.get(rooms).content.decode()
    phone.post(f"{of_one}return/", {"undo": "1"})
    assert Booking.objects.get().is_live and "Det er deres igjen." in phone.get(rooms).content.decode()


def test_what_another_association_has_borrowed_does_not_exist(phone, rooms, hall, secretary, ola):
    other = register_group("Hamna husflidslag", by=ola, at=clock.now())
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=3), dt.time(10))
    order = Order(hall.pk, starts_at, starts_at + dt.timedelta(hours=1), "Møte", organisation=other)
    booking = book(order, secretary, channel="phone", by=ola, at=clock.now())
    assert phone.get(f"{rooms}bookings/{booking.pk}/time/").status_code == 404
    assert phone.post(f"{rooms}bookings/{booking.pk}/return/").status_code == 404
    assert phone.get(f"{rooms}00000000-0000-0000-0000-000000000000/").status_code == 404
