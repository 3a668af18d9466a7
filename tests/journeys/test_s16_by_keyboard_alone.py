"""S16 and S20: by keyboard alone from the front page to a place, and from an association to the square."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.people.models import Unit
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from tests.journeys.conftest import KARI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: More stops than any page has: who has pressed so often has been led round, or is stuck.
MOST_STOPS = 120
#: What has the focus: its name, whether one sees that it has it (an outline of its own, of what it covers, or of the
#: field with its label), and whether it is on the screen.
FOCUS = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const drawn = (element, part) => {
        const style = getComputedStyle(element, part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    };
    const labels = here.labels || [], row = here.closest('.ds-field');
    return {
        name: labels.length ? labels[0].innerText : here.innerText || here.value || here.ariaLabel || '',
        isNowhere: here === document.body,
        isSeen: drawn(here) || drawn(here, '::after') || (row !== null && drawn(row)),
        isOnScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


class Keyboard:
    """A page that is reached with Tab, Enter, Space, arrows and letters, and where the focus is always seen."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def to(self, name: str) -> None:
        """Tab on until what begins with this name has the focus."""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            now = self._page.evaluate(FOCUS)
            if now["isNowhere"]:
                continue
            assert now["isSeen"] and now["isOnScreen"], now
            if now["name"].strip().startswith(name):
                return
        raise AssertionError(f"Nobody comes to «{name}» with Tab on {self._page.url}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self._page.keyboard.type(text)

    def follow(self, name: str) -> None:
        """Go to what is called so, press Enter, and wait for the page it leads to."""
        self.to(name)
        with self._page.expect_navigation():
            self.press("Enter")

    def skip_to_the_content(self) -> None:
        """The first stop of a page leads past all that stands above."""
        self.press("Tab")
        assert self._page.evaluate(FOCUS)["name"] == "Hopp til innholdet"
        self.press("Enter")
        expect(self._page.locator("main")).to_be_focused()

    def mend(self, complaint: str) -> None:
        """After a refusal one stands at what is wrong; the first stop from there leads to the first such field."""
        expect(self._page.locator("#errors")).to_be_focused()
        self.press("Tab")
        assert self._page.evaluate(FOCUS)["name"].startswith(complaint)
        self.press("Enter")
        expect(self._page.locator("[aria-invalid=true]").first).to_be_focused()


@pytest.fixture
def lantern_evening(ingrid: Any) -> None:
    """Something on the square that takes sign-ups."""
    at = clock.now()
    told = Announcement(
        title={"nb": "Lag din egen lykt"}, unit=Unit.objects.first(), takes_sign_ups=True, places=9
    )
    on = clock.local_day(at) + dt.timedelta(days=2)
    publish_activity(
        told, [Pattern(kind="once", starts_on=on, starts_time=dt.time(18), minutes=120)], by=ingrid, at=at
    )


@pytest.fixture
def choir(ingrid: Any) -> str:
    """Where the secretary of a choir comes by the link to it."""
    at = clock.now()
    choir = register_group("Lillevik Blandakor", by=ingrid, at=at)
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ingrid, at=at, channel="phone")
    let_act(
        give_post(choir, marit, "secretary", by=ingrid, at=at, channel="web"), by=ingrid, at=at, channel="web"
    )
    token = make_link(OWN_PAGE, str(marit.pk), at=at, valid_for=OWN_PAGE_LASTS)
    return reverse("ours:overview", args=[token, choir.pk])


def test_from_the_front_page_to_a_place_with_the_keyboard_alone(lantern_evening, open_page, texts):
    page = open_page()
    keyboard = Keyboard(page)
    page.goto("/")
    keyboard.skip_to_the_content()
    keyboard.follow("Jeg vil være med")
    keyboard.skip_to_the_content()
    keyboard.follow("Lag din egen lykt")
    keyboard.follow("Meld deg på")
    keyboard.write("Telefonnummeret", "40000101")
    keyboard.follow("Send meg en kode")
    keyboard.mend("Navnet ditt")
    page.keyboard.type("Kari Nordvik")
    keyboard.follow("Send meg en kode")
    code = re.search(r"\b\d{6}\b", texts(KARI)[-1])
    assert code
    keyboard.write("Kode", code[0])
    keyboard.follow("Ta plassen")
    expect(page.locator("main")).to_contain_text("Lag din egen lykt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har fått plass")


def test_from_the_associations_page_to_the_square_with_the_keyboard_alone(choir, open_page):
    page = open_page()
    keyboard = Keyboard(page)
    page.goto(choir)
    keyboard.skip_to_the_content()
    keyboard.follow("Det vi gjør")
    keyboard.follow("Ny aktivitet")
    keyboard.to("Hvor ofte")
    keyboard.press("ArrowDown")
    keyboard.to("onsdag")
    keyboard.press("Space")
    keyboard.write("Klokka", "18-20")
    keyboard.write("Et annet sted", "Kulturhuset")
    keyboard.follow("Legg ut på torget")
    keyboard.mend("Hva heter det?")
    page.keyboard.type("Korøvelse")
    keyboard.follow("Legg ut på torget")
    expect(page.locator("main h2").first).to_have_text("Korøvelse")
    expect(page.locator("main")).to_contain_text("Annenhver onsdag kl. 18.00–20.00")
