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
    change_thing,
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
    assert phone.get(rooms).content.decode().count('name="undo"') == 2
    for one in (first, second):
        assert phone.post(f"{rooms}loans/{one.pk}/return/", {"undo": "1"}).status_code == 302
    assert all(one.is_live for one in Loan.objects.all())
    phone.post(f"{rooms}loans/{first.pk}/return/")
    phone.post(f"{rooms}things/{chairs.pk}/", wanted(pieces="15"))
    phone.post(f"{rooms}loans/{first.pk}/return/", {"undo": "1"})
    assert "Det er for sent" in phone.get(rooms).content.decode()
    assert Loan.objects.get(pk=first.pk).given_back_at


def test_what_another_association_has_borrowed_is_not_there(phone, rooms, chairs, secretary, ola):
    other = register_group("Hamna husflidslag", by=ola, at=clock.now())
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=3), dt.time(10))
    order = ThingOrder(chairs.pk, 1, starts_at, starts_at + dt.timedelta(hours=1), "Møte", organisation=other)
    loan = borrow_thing(order, secretary, channel="phone", by=ola, at=clock.now())
    assert phone.get(f"{rooms}loans/{loan.pk}/time/").status_code == 404
    assert phone.post(f"{rooms}loans/{loan.pk}/return/").status_code == 404
    assert phone.get(f"{rooms}things/00000000-0000-0000-0000-000000000000/").status_code == 404


def weekly(**other):
    day = clock.today() + dt.timedelta(days=1)
    told = {"day": f"{day:%Y-%m-%d}", "until_on": "", "every": "1"}
    return wanted() | told | {"last_on": f"{day + dt.timedelta(days=21):%Y-%m-%d}"} | other


@pytest.fixture
def tuesday(monkeypatch, at):
    """It is the town's Tuesday in March, with no public holiday before Easter."""
    monkeypatch.setattr(clock, "now", lambda: at)


def test_a_thing_is_borrowed_every_week_with_a_look_at_the_dates_first(tuesday, phone, rooms, choir, chairs):
    address = f"{rooms}things/{chairs.pk}/"
    page = phone.post(address, weekly()).content.decode()
    assert page.count("Nok ledig") == 4 and "Lån alle disse datoene" in page
    assert not Loan.objects.exists()
    assert phone.post(address, weekly(sure="1")).status_code == 302
    first, *others = Loan.objects.order_by("starts_at")
    assert len(others) == 3 and all(one.series == first.series for one in others)
    page = phone.get(rooms).content.decode()
    assert (
        "Lånt: 4 datoer." in page and "og 3 datoer til" in page and page.count("10 × Klappstol</strong>") == 1
    )


def test_a_date_with_too_few_is_said_with_what_to_do_and_can_be_had_with_fewer(
    tuesday, phone, rooms, chairs, secretary, ola
):
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=8), dt.time(10))
    order = ThingOrder(chairs.pk, 34, starts_at, starts_at + dt.timedelta(hours=1), "Møte", on_behalf_of="X")
    change_thing(chairs, ThingFacts("Klappstol", 40), by=ola, at=clock.now())
    borrow_thing(order, secretary, channel="phone", by=ola, at=clock.now())
    address = f"{rooms}things/{chairs.pk}/"
    page = phone.post(address, weekly()).content.decode()
    assert "Bare 6 ledige" in page and "Hva annet er ledig da" in page
    assert "Lån de datoene som har nok" in page and "Ta færre på de andre" in page
    phone.post(address, weekly(sure="1"))
    page = phone.get(rooms).content.decode()
    assert "Lånt: 3 datoer." in page and "Utelatt: " in page and "Bare 6 er ledige" in page
    phone.post(address, weekly(sure="fewer", purpose="Enda en fest", pieces="30"))
    assert Loan.objects.filter(purpose="Enda en fest", pieces=6).count() == 1


def test_it_must_be_back_before_it_is_fetched_the_next_time(tuesday, phone, rooms, chairs):
    kept = clock.today() + dt.timedelta(days=9)
    page = phone.post(f"{rooms}things/{chairs.pk}/", weekly(until_on=f"{kept:%Y-%m-%d}"))
    assert page.status_code == 422 and "før du henter det neste gang" in page.content.decode()
    soon = clock.today() + dt.timedelta(days=1)
    page = phone.post(f"{rooms}things/{chairs.pk}/", weekly(last_on=f"{soon:%Y-%m-%d}"))
    assert page.status_code == 422 and not Loan.objects.exists()


def test_one_date_is_given_back_by_itself_and_all_to_come_in_two_clicks(tuesday, phone, rooms, chairs):
    phone.post(f"{rooms}things/{chairs.pk}/", weekly(sure="1"))
    first, second, *_others = Loan.objects.order_by("starts_at")
    dates = f"{rooms}loans/{first.pk}/dates/"
    assert f'href="{dates}"' in phone.get(rooms).content.decode()
    assert (
        phone.post(f"{rooms}loans/{second.pk}/return/", {"dates": "1"}).url
        == f"{rooms}loans/{second.pk}/dates/"
    )
    page = phone.get(dates).content.decode()
    assert "Gi tilbake alle 3 datoene som kommer" in page
    assert phone.post(dates).status_code == 302
    assert not Loan.objects.filter(given_back_at=None).exists()
    assert "Angre: vi trenger de 4 datoene" in phone.get(dates).content.decode()
    assert phone.post(dates, {"undo": "1"}).status_code == 302
    assert Loan.objects.filter(given_back_at=None).count() == 4


def test_what_cannot_be_kept_is_marked_with_what_to_do(phone, token, rooms, choir, chairs, ola):
    phone.post(f"{rooms}things/{chairs.pk}/", wanted())
    assert "igjen" not in phone.get(rooms).content.decode()
    change_thing(chairs, ThingFacts("Klappstol", 4, lends_to="registered"), by=ola, at=clock.now())
    page, loan = phone.get(rooms).content.decode(), Loan.objects.get()
    assert "Bare 4 av 10 igjen" in page and "Ta de 4 som er igjen" in page
    assert "Se hva dere kan gjøre" in phone.get(f"/our/{token}/{choir.pk}/").content.decode()
    change = f"{rooms}loans/{loan.pk}/time/?pieces=4"
    assert 'value="4"' in phone.get(change).content.decode()
    assert phone.post(change, wanted(pieces="4")).status_code == 302
    assert "av 10 igjen" not in phone.get(rooms).content.decode()


def test_dates_that_somebody_must_say_yes_to_are_said_to_be_asked_for(tuesday, phone, rooms, chairs):
    set_fetching_hours(
        chairs, [Hours(day, 480, 1320, False) for day in range(7)], by="system", at=clock.now()
    )
    phone.post(f"{rooms}things/{chairs.pk}/", weekly(sure="1"))
    assert "Spurt om: 4 datoer. Dere får svar." in phone.get(rooms).content.decode()
