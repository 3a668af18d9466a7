"""S20: an association publishes what it does from a phone, without an account, and looks after it there."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def activities(ingrid: Any) -> str:
    """Where Marit, secretary of a choir, comes to its activities by her link."""
    at = clock.now()
    choir = register_group("Lillevik Blandakor", by=ingrid, at=at)
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ingrid, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ingrid, at=at, channel="web")
    let_act(post, by=ingrid, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=at, valid_for=OWN_PAGE_LASTS)
    return reverse("ours:activities:list", args=[token, choir.pk])


def test_a_secretary_publishes_a_weekly_activity_and_looks_after_it_on_her_phone(activities, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto(activities)
    page.get_by_role("link", name="Ny aktivitet").click()
    page.get_by_label("Hva heter det?").first.fill("Åpen korøvelse")
    page.get_by_label("tirsdag", exact=True).check()
    page.locator("#id_hours").fill("18-20")
    page.locator("#id_place_text").fill("Kulturhuset")
    page.get_by_role("button", name="Legg ut på torget").click()
    expect(page.locator("#dates")).to_contain_text("Hver tirsdag kl. 18.00–20.00")
    expect(page.locator("#dates li")).to_have_count(6)
    page.get_by_role("button", name="Legg ut på torget").click()
    expect(page.locator("main h2").first).to_have_text("Åpen korøvelse")
    own = page.url

    page.get_by_role("link", name="Se det på torget").click()
    expect(page.locator("main")).to_contain_text("Kulturhuset")

    page.goto(own)
    page.locator(".rows a").first.click()
    day = clock.today() + dt.timedelta(days=9)
    page.locator("#id_day").fill(f"{day.day}.{day.month}.{day.year}")
    page.locator("#id_hours").fill("17-19")
    page.get_by_role("button", name="Lagre").click()
    moved = page.locator(".rows li", has_text="Flyttet")
    expect(moved).to_contain_text(re.compile(r"17\.00"))

    moved.get_by_role("link").click()
    page.get_by_role("button", name="Avlys denne gangen").click()
    expect(page.locator(".rows li", has_text="Avlyst")).to_have_count(1)
