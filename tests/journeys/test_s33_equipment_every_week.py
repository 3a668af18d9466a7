"""S33: a choir borrows chairs every week; then chairs break, and the house and the choir see what cannot be kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.holidays import is_public_holiday
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_thing,
    set_fetching_hours,
)
from samspill.venues.models import Loan
from samspill.venues.rules import Hours
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARIT = "+4741300001"
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def first_on() -> dt.date:
    """A day to come with no public holiday on it in three weeks."""
    days = (clock.today() + dt.timedelta(days=n) for n in range(2, 90))
    return next(day for day in days if not any(is_public_holiday(day + WEEK * n) for n in range(3)))


@pytest.fixture
def chairs(ingrid: Any) -> Any:
    """Forty chairs of the community house, fetched and brought back on all days from eight to ten."""
    house = add_place("Samfunnshuset", by=ingrid, at=clock.now())
    thing = add_thing(house, ThingFacts("Klappstoler", 40), by=ingrid, at=clock.now())
    hours = [Hours(weekday, 8 * 60, 22 * 60, True) for weekday in range(7)]
    set_fetching_hours(thing, hours, by=ingrid, at=clock.now())
    return thing


@pytest.fixture
def rooms(ingrid: Any) -> str:
    """Where Marit, secretary of a choir, comes to what it has borrowed by her link."""
    at = clock.now()
    choir = register_group("Lillevik Blandakor", by=ingrid, at=at)
    marit = find_or_add_person("Marit Sand", [MARIT], by=ingrid, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ingrid, at=at, channel="web")
    let_act(post, by=ingrid, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=at, valid_for=OWN_PAGE_LASTS)
    return reverse("ours:rooms", args=[token, choir.pk])


@pytest.fixture
def a_party(chairs: Any, ingrid: Any, first_on: dt.date) -> Loan:
    """Somebody has thirty of the chairs on the second of the days."""
    per = find_or_add_person("Per Vik", ["41300002"], by=ingrid, at=clock.now(), channel="phone")
    begins, ends = (clock.at_local(first_on + WEEK, dt.time(hour)) for hour in (16, 21))
    order = ThingOrder(chairs.pk, 30, begins, ends, "Fest")
    return borrow_thing(order, per, channel="phone", by=ingrid, at=clock.now())


def borrow_every_week(page: Any, rooms: str, first_on: dt.date) -> None:
    page.goto(rooms)
    page.get_by_role("link", name="Klappstoler").click()
    page.get_by_label("Hvor mange?").fill("12")
    page.get_by_label("Hentes dag").fill(f"{first_on:%Y-%m-%d}")
    page.get_by_label("Hentes kl.").fill("18:00")
    page.get_by_label("Leveres kl.").fill("20:00")
    page.get_by_label("Hvor ofte?").select_option(label="Hver uke")
    page.get_by_label("Til hvilken dag?").fill(f"{first_on + 2 * WEEK:%Y-%m-%d}")
    page.get_by_label("Hva trenger du det til?").fill("Øvelse")
    page.get_by_role("button", name="Lån det").click()


def test_chairs_are_borrowed_every_week_with_fewer_where_there_are_fewer_and_given_back_in_two_clicks(
    rooms, a_party, first_on, open_page, texts
):
    page = open_page(PHONE, scripts=False)
    borrow_every_week(page, rooms, first_on)
    dates = page.locator("section.panel .rows li")
    expect(dates).to_have_count(3)
    expect(dates.nth(1)).to_contain_text("Bare 10 ledige")
    expect(dates.nth(1).get_by_role("link", name="Hva annet er ledig da")).to_be_visible()
    assert Loan.objects.count() == 1
    page.get_by_role("button", name="Ta færre på de andre").click()
    expect(page.locator("main")).to_contain_text("12 × Klappstoler")
    assert [row.pieces for row in Loan.objects.filter(purpose="Øvelse").order_by("starts_at")] == [12, 10, 12]
    assert len(texts(MARIT)) == 1

    page.get_by_role("link", name="og 2 datoer til").click()
    page.get_by_role("button", name="Gi tilbake alle 3 datoene som kommer").click()
    expect(page.locator("body")).to_contain_text("3 datoer er gitt tilbake")
    assert not Loan.objects.filter(purpose="Øvelse", given_back_at=None).exists()


def test_chairs_break_and_the_last_who_was_promised_some_is_written_to_and_takes_what_is_left(
    rooms, chairs, a_party, first_on, open_page, at_desk, texts
):
    page = open_page(PHONE, scripts=False)
    borrow_every_week(page, rooms, first_on)
    page.get_by_role("button", name="Lån de datoene som har nok").click()
    borrowed = Loan.objects.filter(purpose="Øvelse").order_by("starts_at")
    assert borrowed.count() == 2

    desk = at_desk(PHONE)
    desk.goto(reverse("desk:rooms:thing", args=[chairs.pk]))
    desk.get_by_label("Hvor mange som kan lånes").fill("7")
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.locator("main")).to_contain_text("3 lån som kommer, kan ikke holdes som lovet")
    desk.goto("/desk/")
    desk.get_by_role("link", name="Det er lovet bort mer enn det finnes av ett slags utstyr").click()
    desk.locator(".rows li", has_text="Bare 7 av 12 igjen").first.get_by_role("link").first.click()
    desk.get_by_role("link", name="Skriv til låneren").click()
    desk.get_by_role("button", name="Send").click()
    assert "bare 7 er igjen til deg" in texts(MARIT)[-1]

    page.goto(rooms)
    page.get_by_role("link", name="Ta de 7 som er igjen").first.click()
    page.get_by_role("button", name="Lagre").click()
    assert sorted(row.pieces for row in borrowed) == [7, 12]
    desk.goto(reverse("desk:rooms:loans"))
    expect(desk.locator("main .rows").first.locator("li")).to_have_count(2)
