"""A page makes as many queries with one row on it as with three: nothing is asked per row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import browser_of
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
    and address.name.endswith((":person", ":message", ":organisation", ":calendar"))
]


@pytest.fixture
def browser(leader):
    return browser_of(leader, "lillevik.test")


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_three_rows_cost_as_many_queries_as_one(address, browser, centre, leader):
    browser.get(address.path)  # What is remembered in the process is remembered now.
    with CaptureQueriesContext(connection) as one:
        first = browser.get(address.path)
    enter_everything(centre, leader, 2)
    enter_everything(centre, leader, 3)
    with CaptureQueriesContext(connection) as three:
        browser.get(address.path)
    if first.status_code == 405:
        pytest.skip("this address is only for POST")
    assert _told(three) == _told(one)


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_about_one_does_not_grow_with_the_others(address, browser, centre, leader):
    path = address.filled(**{name: row_for(name.removesuffix("_id")).pk for _, name in address.wanted})
    browser.get(path)
    with CaptureQueriesContext(connection) as one:
        assert browser.get(path).status_code == 200
    enter_everything(centre, leader, 2)
    enter_everything(centre, leader, 3)
    with CaptureQueriesContext(connection) as three:
        browser.get(path)
    assert _told(three) == _told(one)


def _told(captured: CaptureQueriesContext) -> int:
    return len([query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]])
