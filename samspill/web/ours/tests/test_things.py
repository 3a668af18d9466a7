"""An association borrows equipment, changes it and brings it back; another's is not there."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_thing,
    hand_out,
    set_fetching_hours,
)
from samspill.venues.models import Loan
from samspill.venues.rules import Hours


@pytest.fixture
def chairs(town, at):
    library = add_place("Biblioteket", by="system", at=at)
    thing = add_thing(library, ThingFacts("Klappstol", 40, lends_to="registered"), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 480, 1320, True) for day in range(7)], by="system", at=at)
    return thing


@pytest.fixture
def rooms(token, choir):
    return f"/our/{token}/{choir.pk}/rooms/"


def wanted(**other):
    day = clock.today() + dt.timedelta(days=2)
    told = {"pieces": "10", "day": f"{day:%Y-%m-%d}", "begins": "10:00", "ends": "12:00", "purpose": "Fest"}
    return told | {"until_on": f"{day + dt.timedelta(days=2):%Y-%m-%d}"} | other


def test_equipment_for_associations_is_lent_at_once_to_one_that_she_acts_for(phone, rooms, choir, chairs):
    assert "Klappstol" in phone.get(rooms).content.decode()
    address = f"{rooms}things/{chairs.pk}/"
    assert phone.get(address).status_code == 200
    assert phone.post(address, wanted(pieces="41")).status_code == 422
    assert phone.post(address, wanted()).status_code == 302
    loan = Loan.objects.get()
    assert loan.organisation == choir and loan.approved_at and loan.pieces == 10
    assert "10 × Klappstol" in phone.get(rooms).content.decode()


def test_it_is_changed_given_up_and_brought_back(phone, rooms, chairs, ola):
    phone.post(f"{rooms}things/{chairs.pk}/", wanted())
    phone.post(f"{rooms}things/{chairs.pk}/", wanted(pieces="5"))
    first, second = Loan.objects.order_by("-pieces")
    assert phone.get(f"{rooms}loans/{first.pk}/time/").status_code == 200
    assert phone.post(f"{rooms}loans/{first.pk}/time/", wanted(pieces="30")).status_code == 302
    assert phone.post(f"{rooms}loans/{first.pk}/return/").status_code == 302
    hand_out(second, by=ola, at=clock.now())
    assert phone.post(f"{rooms}loans/{second.pk}/return/", {"back": "1"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.pieces == 30 and first.given_back_at and second.brought_back_at


def test_what_another_association_has_borrowed_is_not_there(phone, rooms, chairs, secretary, ola):
    other = register_group("Hamna husflidslag", by=ola, at=clock.now())
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=3), dt.time(10))
    order = ThingOrder(chairs.pk, 1, starts_at, starts_at + dt.timedelta(hours=1), "Møte", organisation=other)
    loan = borrow_thing(order, secretary, channel="phone", by=ola, at=clock.now())
    assert phone.get(f"{rooms}loans/{loan.pk}/time/").status_code == 404
    assert phone.post(f"{rooms}loans/{loan.pk}/return/").status_code == 404
    assert phone.get(f"{rooms}things/00000000-0000-0000-0000-000000000000/").status_code == 404
