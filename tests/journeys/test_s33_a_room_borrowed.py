"""S33: a room is found by what must be there, borrowed in three steps on a phone, and given back in two clicks."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.venues.actions import SpaceFacts, add_place, add_space, set_hours
from samspill.venues.models import Booking
from samspill.venues.rules import Hours
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KARI = "+4740000101"


@pytest.fixture
def lend(ingrid: Any) -> Any:
    """Lend a room of the community house every day from eight to ten: at once, or after somebody has said yes."""
    house = add_place("Samfunnshuset", accessibility=["step_free"], by=ingrid, at=clock.now())

    def make(name: str, *, at_once: bool, **facts: Any) -> Any:
        space = add_space(house, SpaceFacts(name, **facts), by=ingrid, at=clock.now())
        hours = [Hours(weekday, 8 * 60, 22 * 60, at_once) for weekday in range(7)]
        set_hours(space, hours, by=ingrid, at=clock.now())
        return space

    return make


@pytest.fixture
def borrow(open_page: Any, texts: Any) -> Any:
    """Ask for a room on a phone without JavaScript, from the search to the code; the page that stands there then."""

    def ask(room: str, *, begins: str = "17:00", needs: str = "") -> Any:
        page = open_page(PHONE, scripts=False)
        page.goto("/rooms/")
        day = clock.today() + dt.timedelta(days=3)
        page.locator("#id_day").fill(f"{day:%Y-%m-%d}")
        page.locator("#id_begins").fill(begins)
        page.locator("#id_ends").fill(f"{int(begins[:2]) + 2}:00")
        if needs:
            page.locator("main summary").click()
            page.get_by_label(needs).check()
        page.get_by_role("button", name="Vis det som er ledig").click()
        page.get_by_role("link", name=room).click()
        page.locator("#id_purpose").fill("Øvelse")
        page.locator("#id_name").fill("Kari Nordvik")
        page.locator("#id_phone").fill(KARI)
        page.get_by_role("button", name="Send meg en kode").click()
        page.get_by_label("Koden").fill(re.findall(r"\b\d{6}\b", texts(KARI)[-1])[0])
        page.get_by_role("button", name="Lån rommet").click()
        return page

    return ask


def own_page(sms: str) -> str:
    """Where the link in a message leads, without the town's address."""
    return re.search(r"/booking/[^/\s]+/", sms)[0]  # type: ignore[index]


def test_a_room_with_a_hearing_loop_is_found_borrowed_and_given_back_on_a_phone(
    lend, borrow, texts, open_page
):
    lend("Storsalen", at_once=True, accessibility=["hearing_loop"], door="Nøkkelboks, kode 4711.")
    lend("Kjellerstua", at_once=True)
    page = borrow("Storsalen", needs="Teleslynge")
    expect(page.locator("h1")).to_have_text("Rommet er ditt")

    page.goto("/rooms/")
    day = clock.today() + dt.timedelta(days=3)
    page.goto(f"/rooms/?day={day:%Y-%m-%d}&begins=18:00&ends=20:00")
    expect(page.locator("main")).not_to_contain_text("Storsalen")
    expect(page.locator("main")).to_contain_text("Kjellerstua")

    own = open_page(PHONE, scripts=False)
    own.goto(own_page(texts(KARI)[-1]))
    expect(own.locator("h1")).to_have_text("Rommet er ditt")
    expect(own.locator("main")).not_to_contain_text("4711")
    own.get_by_role("button", name="Gi det tilbake").click()
    expect(own.locator("h1")).to_have_text("Takk for at du ga det tilbake")
    page.reload()
    expect(page.locator("main")).to_contain_text("Storsalen")


def test_a_room_somebody_must_say_yes_to_is_held_and_a_no_has_a_reason(
    lend, borrow, texts, at_desk, open_page
):
    lend("Storsalen", at_once=False)
    page = borrow("Storsalen")
    expect(page.locator("h1")).to_have_text("Vi har fått ønsket ditt")
    booking = Booking.objects.get()

    desk = at_desk(PHONE)
    desk.goto(reverse("desk:rooms:bookings"))
    expect(desk.locator("main .rows")).to_contain_text("Kari Nordvik")
    desk.get_by_role("link", name="Storsalen").click()
    desk.get_by_label("Hvorfor").fill("Salen males den uka. Prøv Kjellerstua.")
    desk.get_by_role("button", name="Si nei, og si fra til den som spurte").click()
    booking.refresh_from_db()
    assert booking.refused_at

    told = texts(KARI)[-1]
    assert "Salen males den uka" in told
    own = open_page(PHONE, scripts=False)
    own.goto(own_page(next(text for text in reversed(texts(KARI)) if "/booking/" in text)))
    expect(own.locator("h1")).to_have_text("Du kunne ikke få låne rommet")
    expect(own.locator("main")).to_contain_text("Prøv Kjellerstua")
