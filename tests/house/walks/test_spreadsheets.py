"""Every list at the desk can be taken as a spreadsheet: the same rows over all its pages, and text that stays text."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of
from samspill.foundation.models import AuditEntry
from samspill.people.models import Person
from samspill.volunteering.models import Offer
from tests.house.addresses import all_addresses

#: What a page shows and refuses is the same on either database.
pytestmark = pytest.mark.one_database

#: Lists that are not called so, and addresses called so that are no list of rows; with the reason.
ALSO_LISTS = {
    "desk:needs:calls",
    "desk:needs:failing",
    "desk:mailings:selections",
    "desk:mailings:templates",
    "desk:needs:callers",
    "desk:needs:rotas",
    "desk:needs:swaps",
    "desk:people:claims",
    "desk:people:restricted",
}
NO_LISTS: dict[str, str] = {}
LISTS = [
    address
    for address in all_addresses()
    if address.name.startswith("desk:")
    and not address.wanted
    and (address.name.endswith(":list") or address.name in ALSO_LISTS)
    and address.name not in NO_LISTS
]
#: More of everything than a page of a list shows.
ROWS = 33


class Rows(HTMLParser):
    """The rows of a page: what stands in each line of its `ul.rows`, in order, and where its spreadsheet is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.next = self.spreadsheet = ""
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "a" and known.get("rel") == "next":
            self.next = known["href"]
        if tag == "a" and "data-spreadsheet" in known:
            self.spreadsheet = known["href"]
        if tag in ("ul", "ol") and (self._depth or known.get("class") == "rows"):
            self._depth += 1
        if tag == "li" and self._depth == 1:
            self.texts.append("")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self._depth:
            self._depth -= 1

    def handle_data(self, data):
        if self._depth and self.texts:
            self.texts[-1] += data


@pytest.fixture
def browser(leader):
    return browser_of(leader, "lillevik.test")


def rows_over_all_pages(browser, address: str) -> list[str]:
    found: list[str] = []
    query = ""
    while True:
        page = Rows(browser.get(address + query).content.decode())
        found += page.texts
        if not page.next:
            return found
        query = page.next


def sheet(browser, address: str) -> list[list[object]]:
    link = Rows(browser.get(address).content.decode()).spreadsheet
    assert link, f"{address} has no link to a spreadsheet: include desk/spreadsheet.html"
    answer = browser.get(address.partition("?")[0] + link)
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_there_are_lists_to_walk():
    assert len(LISTS) >= 9


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_the_spreadsheet_holds_the_rows_of_the_list_over_all_its_pages(address, browser, leader):
    Offer.objects.update(answer="", answered_at=None, channel="phone")
    shown = rows_over_all_pages(browser, address.path)
    headings, *taken = sheet(browser, address.path)
    assert len(taken) == len(shown) > 0
    assert all(heading for heading in headings)
    named = [str(cell) for row in taken for cell in row[:3] if isinstance(cell, str) and cell]
    assert any(text in line for line in shown for text in named), "the rows are the same ones"
    line = AuditEntry.objects.get(verb="exported_list")
    assert line.actor.endswith(str(leader.pk)) and line.facts["rows"] == len(taken)


def test_a_list_narrowed_on_the_screen_is_narrowed_in_the_file(browser, leader):
    narrowed = "/desk/people/?q=412 34 562"
    everybody = Person.objects.filter(restricted_at__isnull=True)
    assert len(sheet(browser, "/desk/people/?show=all")) - 1 == everybody.count()
    shown = Rows(browser.get(narrowed).content.decode()).texts
    assert 0 < len(sheet(browser, narrowed)) - 1 == len(shown) < everybody.count()


def test_headings_are_in_the_readers_language(browser, leader):
    browser.cookies["language"] = "nn"
    assert sheet(browser, "/desk/needs/")[0][:2] == ["Kode", "Oppgåve"]


def test_moments_are_told_in_norwegian_time(browser, leader):
    from samspill.foundation import clock
    from samspill.volunteering.models import Shift

    first = Shift.objects.order_by("starts_at", "code").first()
    starts = clock.local(first.starts_at).replace(tzinfo=None, microsecond=0)
    told = sheet(browser, "/desk/needs/")[1][3]
    assert abs((told - starts).total_seconds()) < 2
