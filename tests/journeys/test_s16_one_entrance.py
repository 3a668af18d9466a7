"""S16: one municipal entrance to volunteering, by what one comes for, in the language one reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from samspill.volunteering.models import Request
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_each_comes_in_by_her_own_door_with_the_keyboard_alone(ingrid, open_page):
    page = open_page()
    page.goto("/")
    for door, heading in {
        "Jeg vil være med": "Denne uka",
        "Jeg vil hjelpe": "Jeg vil hjelpe",
        "Jeg trenger hjelp": "Jeg trenger hjelp",
        "Vi er en forening": "Lag og foreninger",
    }.items():
        page.goto("/")
        page.locator("main").get_by_role("link", name=door).first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_a_newcomer_chooses_english_once_and_is_answered_in_it(ingrid, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.goto("/request/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("I need help")
    page.locator("[name=name]").fill("Yonas Kidane")
    page.locator("[name=phone]").fill("400 00 952")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("We have received it")
    assert Request.objects.get().language == "en"


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(ingrid, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto("/request/")
    page.locator("[name=name]").fill("Borghild Sæther")
    page.locator("[name=phone]").fill("12")
    page.locator("main form button").last.click()
    assert page.locator("[name=phone]").get_attribute("aria-invalid") == "true"
    assert page.locator("[name=name]").input_value() == "Borghild Sæther"
    assert not Request.objects.exists()
