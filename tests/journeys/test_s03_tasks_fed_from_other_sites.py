"""S3: tasks that stand on another site already are read from there, so that nobody writes them twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation.tests.serving import Served, serving
from samspill.volunteering.models import OutsideTask
from samspill.volunteering.tests.outside.writing import ROOT, item, rss
from samspill.web.access.page_cache import forget_all
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site() -> Iterator[Served]:
    """Another site, with two tasks that anybody may read of."""
    with serving(rss(item("1", "Vaffelsteker på kaia"), item("2", "Turvenn"))) as served:
        yield served


def test_an_editor_lets_them_in_and_they_come_change_and_go_by_themselves(
    at_desk: Callable[..., Page], open_page: Callable[..., Page], site: Served, tick: Callable[..., None]
) -> None:
    desk, phone = at_desk(), open_page(PHONE, scripts=False)
    _let_in(desk, site)
    _stands_on_the_square(phone, "Vaffelsteker på kaia", "Turvenn")

    site.source = rss(item("2", "Turvenn på lørdag"), item("3", "Kaffekoker"))
    tick(dt.timedelta(days=1, minutes=1))
    _stands_on_the_square(phone, "Turvenn på lørdag", "Kaffekoker")
    assert OutsideTask.objects.filter(gone_at=None).count() == 2

    site.status = 503
    tick(dt.timedelta(days=2, minutes=2))
    _stands_on_the_square(phone, "Turvenn på lørdag", "Kaffekoker")

    desk.reload()
    desk.get_by_role("button", name="Skjul det Kaffekoker").click()
    _stands_on_the_square(phone, "Turvenn på lørdag")
    desk.get_by_role("button", name="Fjern den og oppdragene").click()
    expect(desk.locator("body")).to_contain_text("tatt bort fra torget")
    _look_anew(phone)
    expect(phone.locator("main")).not_to_contain_text("Fra andre")


def _let_in(desk: Page, site: Served) -> None:
    """She sees what would come in before she lets it in."""
    desk.goto("/desk/calendars/")
    desk.get_by_role("link", name="Oppdrag fra andre").click()
    desk.get_by_role("link", name="Legg til en adresse").click()
    desk.get_by_role("textbox", name="Navn", exact=True).fill("Nabohjelpen")
    desk.get_by_label("Adresse").fill(f"{site.address}/feed.rss")
    desk.get_by_role("button", name="Se hva som ville komme inn").click()
    expect(desk.locator("main")).to_contain_text("Vaffelsteker på kaia")
    assert not OutsideTask.objects.exists()
    desk.get_by_role("button", name="Begynn å lese den").click()
    expect(desk.locator("main")).to_contain_text("Vaffelsteker på kaia")


def _stands_on_the_square(phone: Page, *titles: str) -> None:
    """These and no others, each a link to its own page on the other site."""
    _look_anew(phone)
    shown = phone.locator("section", has=phone.get_by_role("heading", name="Fra andre: Nabohjelpen"))
    expect(shown.locator("li.card")).to_have_count(len(titles))
    for title in titles:
        link: Any = shown.get_by_role("link", name=title)
        assert link.get_attribute("href").startswith(ROOT)
    expect(shown).to_contain_text("Åpner hjelp.example")
    width = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0


def _look_anew(phone: Page) -> None:
    """A minute later: neither we nor her browser show what was kept."""
    phone.goto("/needs/")
    forget_all()
    phone.reload()
