"""Pages whose address is a key: what stands on them works in a real browser, and no other site is told the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.people.actions import invite_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_colleague_accepts_her_invitation_and_comes_to_the_second_step(
    ingrid: Any, open_page: Callable[..., Page]
) -> None:
    unit = ingrid.roles.get().unit
    _, token = invite_staff(
        "ny@lillevik.example", name="Nora Ny", unit=unit, role="coordinator", by=ingrid, at=clock.now()
    )
    page = open_page(scripts=False)
    page.goto(f"/staff/invitation/{token}/")
    for box in page.locator("input[type=password]").all():
        box.fill("vafler-og-kaffe-til-alle")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Ett trinn til før skranken")


def test_no_other_site_is_told_the_address(ingrid: Any, open_page: Callable[..., Page]) -> None:
    unit = ingrid.roles.get().unit
    _, token = invite_staff(
        "ny@lillevik.example", name="Nora Ny", unit=unit, role="coordinator", by=ingrid, at=clock.now()
    )
    page = open_page()
    told: list[str] = []
    page.route("https://elsewhere.example/**", lambda route: _note(route, told))
    page.goto(f"/staff/invitation/{token}/")
    page.evaluate("location.href = 'https://elsewhere.example/'")
    page.wait_for_url("https://elsewhere.example/")
    assert told == [""]


def _note(route: Any, told: list[str]) -> None:
    told.append(route.request.headers.get("referer", ""))
    route.fulfill(body="hei")
