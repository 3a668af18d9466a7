"""S3: somebody with a free evening finds a task that fits on her phone, and follows the choice from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.volunteering.actions import publish_need, register_request
from samspill.volunteering.actions.requests import Asked
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tasks(ingrid: Any) -> None:
    """Eight tasks before noon, and one evening of knitting."""
    _wanted(ingrid, "Vert på strikkekafeen", hour=18, kind="other", public_text="Kok kaffe og ta imot folk.")
    for number in range(8):
        _wanted(ingrid, f"Handle mat {number}", hour=10, kind="shopping", private_text="Nøkkelboks 4711")


def _wanted(by: Any, title: str, *, hour: int, **facts: Any) -> None:
    now = clock.now()
    starts = clock.at_local(clock.today() + dt.timedelta(days=3), dt.time(hour))
    asked = Asked(
        caller_name="Berit Hval", caller_phone="73 00 11 22", title=title, starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2), **facts,
    )  # fmt: skip
    publish_need(register_request(asked, unit=by.roles.get().unit, by=by, at=now), by=by, at=now)


def test_she_finds_an_evening_with_wool_takes_a_choice_away_and_says_that_she_can(
    tasks: None, open_page: Callable[..., Page], live_server: Any
) -> None:
    phone = open_page(PHONE, scripts=False)
    phone.goto("/needs/")
    phone.get_by_label("Søk").fill("strikk")
    phone.get_by_text("Velg sted, tid og mer").click()
    phone.get_by_label("Hvor lang tid det tar").select_option(label="Høyst to timer (9)")
    phone.get_by_label("Tid på dagen").select_option(label="Før klokka 12 (8)")
    phone.get_by_role("button", name="Vis", exact=True).click()
    expect(phone.locator("main")).to_contain_text("Ingen slike oppdrag er ledige akkurat nå")

    phone.get_by_role("link", name="Før klokka 12 (1 oppdrag)").click()
    expect(phone.locator("li.card")).to_have_count(1)
    feed = phone.get_by_role("link", name="Nye oppdrag i en nyhetsleser (RSS)").get_attribute("href")
    assert feed is not None
    told = httpx.get(live_server.url + feed).text
    assert "Vert på strikkekafeen" in told and "Handle mat" not in told

    phone.get_by_role("link", name="Ta bort: «strikk»").click()
    expect(phone.locator("li.card")).to_have_count(9)
    phone.goto("/needs/?q=strikekafe")
    phone.get_by_role("link", name="Vert på strikkekafeen").click()
    phone.get_by_label("Navn").fill("Vigdis Holt")
    phone.get_by_label("Telefonnummeret ditt").fill("40000131")
    phone.get_by_role("button", name="Send: Dette kan jeg gjøre").click()
    expect(phone.locator("main")).to_contain_text("Vi ringer")
    phone.goto("/needs/?q=nøkkelboks")
    expect(phone.locator("li.card")).to_have_count(0)
