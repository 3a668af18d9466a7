"""S5: the desk's morning by keyboard alone: what is urgent, where it leads, and whatever one looks for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.volunteering.actions import express_interest, receive_request
from tests.journeys.conftest import PER
from tests.journeys.test_s05_one_to_one_help import ask_everybody, type_in_the_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def morning(ingrid):
    """One who asks for help and one who wants to help came in by night."""
    at = clock.now()
    receive_request("Arne Moen", "400 00 961", words="Snømåking", at=at)
    express_interest("Yusuf Ali", "400 00 962", at=at)


def test_numbers_letters_and_enter_are_enough(at_desk, morning):
    page = at_desk()
    page.goto("/desk/")
    waiting = page.locator("ol.rows > li")
    expect(waiting).to_have_count(2)
    page.keyboard.press("1")
    expect(waiting.nth(0).locator("a").first).to_be_focused()
    page.keyboard.press("j")
    expect(waiting.nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("k")
    expect(waiting.nth(0).locator("a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/needs/requests/**")
    expect(page.locator("main")).to_contain_text("Snømåking")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/")
    page.keyboard.press("2")
    page.keyboard.press("x")
    page.wait_for_url("**/desk/interests/")


def test_what_is_unclear_stands_before_what_can_wait_and_is_read_by_keyboard(
    at_desk, morning, volunteers, texts, say
):
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    texts(PER)
    say(PER, "Kan det bli litt senere?")
    page.goto("/desk/")
    first = page.locator("ol.rows > li").first
    expect(first).to_contain_text("Per Aune skrev")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/inbox/**")
    expect(page.locator("blockquote")).to_contain_text("Kan det bli litt senere?")


def test_the_board_changes_by_itself_and_the_keyboard_stays_where_it_was(at_desk, morning):
    page = at_desk()
    page.goto("/desk/")
    page.keyboard.press("2")
    focused = page.locator("ol.rows > li").nth(1).locator("a").first
    expect(focused).to_be_focused()
    receive_request("Berit Vik", "400 00 963", words="Handling", at=clock.now())
    expect(page.locator("#board")).to_contain_text("Berit Vik ber om hjelp", timeout=20_000)
    expect(page.locator("a:focus")).to_contain_text(re.compile("vil hjelpe"))


def test_anything_is_found_and_opened_from_the_search_field(at_desk, volunteers):
    page = at_desk()
    page.goto("/desk/")
    page.keyboard.press("/")
    page.keyboard.type("Ammina Varsame")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search/**")
    expect(page.locator("main")).to_contain_text("Folk det kan være")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/people/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Warsame")


def test_the_list_of_keys_opens_with_a_key_and_stands_on_a_page(at_desk):
    page = at_desk()
    page.goto("/desk/")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_contain_text("Gjør det neste")
    page.keyboard.press("Escape")
    page.goto("/desk/keys/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hurtigtaster")


def test_the_morning_works_without_javascript(at_desk, morning):
    page = at_desk(scripts=False)
    page.goto("/desk/")
    page.get_by_role("link", name="Arne Moen ber om hjelp").click()
    expect(page.locator("main")).to_contain_text("Snømåking")
