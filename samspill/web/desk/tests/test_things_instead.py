"""The desk lends another thing on all the dates that cannot be kept: seen first, then done, then undone."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_several,
    borrow_thing,
    change_thing,
    set_fetching_hours,
)
from samspill.venues.models import Loan
from samspill.venues.rules import Hours

WEEK = dt.timedelta(days=7)


@pytest.fixture
def house(town, at):
    return add_place("Samfunnshuset", by="system", at=at)


def kept_in(house, name, pieces, at):
    thing = add_thing(house, ThingFacts(name, pieces), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 0, 1440, True) for day in range(7)], by="system", at=at)
    return thing


@pytest.fixture
def chairs(house, at):
    return kept_in(house, "Klappstol", 40, at)


@pytest.fixture
def stools(house, at):
    return kept_in(house, "Krakk", 15, at)


def somebody(name, phone):
    return find_or_add_person(name, [phone], by="system", at=clock.now(), channel="web")


@pytest.fixture
def loans(chairs):
    """Ten chairs on three days, a week between them."""
    kari, day = somebody("Kari Berg", "41234567"), clock.today() + dt.timedelta(days=3)
    first = clock.at_local(day, dt.time(10)), clock.at_local(day, dt.time(14))
    times = [(first[0] + week * WEEK, first[1] + week * WEEK) for week in range(3)]
    order = ThingOrder(chairs.pk, 10, *times[0], "Kurs")
    return borrow_several(order, times, kari, channel="web", by=kari, at=clock.now())[0]


def shown(response):
    return response.content.decode()


def test_all_the_short_dates_are_looked_at_changed_at_once_and_undone(desk, loans, chairs, stools, ola, at):
    change_thing(chairs, ThingFacts("Klappstol", 4), by=ola, at=clock.now())
    per = somebody("Per Ås", "41234599")
    taken = ThingOrder(stools.pk, 9, loans[1].starts_at, loans[1].ends_at, "Fest")
    borrow_thing(taken, per, channel="web", by=per, at=clock.now())
    of_first = f"/desk/rooms/loans/{loans[0].pk}/"
    assert "Finn noe annet for alle 3 datoene" in shown(desk.get(of_first))
    assert "Finn noe annet for det som ikke kan holdes" in shown(desk.get(f"{of_first}dates/"))
    page = shown(desk.get(f"{of_first}dates/instead/"))
    assert page.count(" checked") == 3 and "Krakk, Samfunnshuset: på 2 av 3 datoer" in page
    given = {"dates": [str(one.pk) for one in loans], "thing": str(stools.pk), "reason": "De er borte."}
    page = shown(desk.post(f"{of_first}dates/instead/", given))
    assert page.count("10 × Klappstol blir til 10 × Krakk, Samfunnshuset") == 2
    assert page.count("10 × Klappstol blir stående som det er") == 1 and "Bare 6 ledige" in page
    assert not Loan.objects.filter(thing=stools, pieces=10).exists()
    done = desk.post(f"{of_first}dates/instead/", given | {"sure": "1"}, follow=True)
    assert Loan.objects.filter(thing=stools, pieces=10).count() == 2
    assert "2 datoer er endret" in shown(done) and "Står som før: " in shown(done)
    assert "Angre: Klappstol som før, ikke Krakk" in shown(done)
    undone = desk.post(f"{of_first}instead/undoing/", follow=True)
    assert "Det er angret." in shown(undone)
    assert not Loan.objects.filter(thing=stools, pieces=10).exists()
    assert "Det er avgjort allerede" in shown(desk.post(f"{of_first}instead/undoing/", follow=True))


def test_no_dates_no_reason_and_nothing_else_free_are_said(desk, loans, chairs, ola):
    change_thing(chairs, ThingFacts("Klappstol", 4), by=ola, at=clock.now())
    address = f"/desk/rooms/loans/{loans[0].pk}/dates/instead/"
    assert "Ikke noe annet er ledig" in shown(desk.get(address))
    benches = kept_in(chairs.place, "Benk", 20, clock.now())
    missing = desk.post(address, {"thing": str(benches.pk), "reason": ""})
    assert missing.status_code == 422 and "Velg minst én dato." in shown(missing)
    assert Loan.objects.filter(thing=chairs).count() == 3


def test_one_loan_that_got_another_thing_says_so_and_is_undone(desk, loans, chairs, stools, ola):
    of_first = f"/desk/rooms/loans/{loans[0].pk}/"
    desk.post(f"{of_first}instead/", {"thing": str(stools.pk), "reason": "De males."})
    page = shown(desk.get(of_first))
    assert "I stedet for" in page and "Angre: Klappstol som før, ikke Krakk" in page
    desk.post(f"{of_first}instead/undoing/")
    assert Loan.objects.get(pk=loans[0].pk).thing == chairs
