"""A page makes as many queries with one row on it as with three: nothing is asked per row."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conftest import browser_of, forget_what_is_remembered
from samspill.foundation.tenancy import entered
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


@pytest.fixture(scope="module")
def counted(kept_town, django_db_blocker):
    """How often each page asks with one row of everything, and then with three; by its path. None: not to be read."""
    with django_db_blocker.unblock(), entered(kept_town.municipality), transaction.atomic():
        browser = browser_of(kept_town.leader, "lillevik.test")
        paths = [_path_of(address) for address in (*LISTS, *PAGES)]
        one = {path: _asked_at(browser, path) for path in paths}
        for number in (2, 3):
            enter_everything(kept_town.centre, kept_town.leader, number)
        three = {path: _asked_at(browser, path) for path in paths}
        transaction.set_rollback(True)
    return one, three


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_three_rows_cost_as_many_queries_as_one(address, counted, town):
    one, three = counted
    if one[address.path] is None:
        pytest.skip("this address is only for POST")
    assert three[address.path] == one[address.path]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_about_one_does_not_grow_with_the_others(address, counted, town):
    one, three = counted
    path = _path_of(address)
    assert one[path] is not None
    assert three[path] == one[path]


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
