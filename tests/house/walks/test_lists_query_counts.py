"""A page makes as many queries with one row on it as with three: nothing is asked per row."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import browser_of, forget_what_is_remembered
from tests.house.addresses import all_addresses
from tests.house.cast import enter_everything, row_for

#: Not pages with lists, or not for a GET.
LEFT_OUT = ("/staff/", "/design/", "/api/", "/me/", "/static/")

LISTS = [
    address
    for address in all_addresses()
    if not address.wanted and address.name and not address.path.startswith(LEFT_OUT)
]
PAGES = [
    address
    for address in all_addresses()
    if address.path.startswith("/desk/")
    and address.name.endswith((":person", ":message", ":organisation", ":calendar", ":source"))
]


def test_no_page_asks_more_with_three_rows_of_everything_than_with_one(kept_town, town):
    """One walk over the lists, and over pages about one, which do not grow with the others."""
    browser = browser_of(kept_town.leader, "lillevik.test")
    pages = {_path_of(address): address.name for address in (*LISTS, *PAGES)}
    one = {path: _asked_at(browser, path) for path in pages}
    for number in (2, 3):
        enter_everything(kept_town.centre, kept_town.leader, number)
    three = {path: _asked_at(browser, path) for path in pages}
    grows = {pages[path]: (one[path], three[path]) for path in pages if three[path] != one[path]}
    assert grows == {}
    assert None not in [one[_path_of(address)] for address in PAGES], "a page about one was not shown"
    assert len([number for number in one.values() if number]) > 80, "the pages were not shown"


def _path_of(address) -> str:
    return address.filled(**{name: row_for(name.removesuffix("_id")).pk for _, name in address.wanted})


def _asked_at(browser, path: str) -> int | None:
    """What is remembered for a minute is remembered at the first visit, and so does not run out in the second."""
    forget_what_is_remembered()
    if browser.get(path).status_code == 405:
        return None
    with CaptureQueriesContext(connection) as seen:
        browser.get(path)
    return _told(seen)


def _told(captured: CaptureQueriesContext) -> int:
    return len([query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]])
