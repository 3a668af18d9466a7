"""No page of the desk asks the database more than twenty times, however much there is to show; few may ask more."""

import pytest

from conftest import browser_of, make_staff
from tests.house.walking import allowed, desk_pages, enter_many, path_of, queries_of

MANY = 35


@pytest.fixture
def leader(centre, at):
    return make_staff("Lise Lund", centre, "leader", at=at)


def test_every_page_keeps_within_its_queries_with_many_rows_of_everything(centre, leader):
    """One walk, since a town with so much in it takes a while to enter."""
    enter_many(centre, leader, MANY)
    browser = browser_of(leader, "lillevik.test")
    counted = {address.name: queries_of(browser, path_of(address)) for address in desk_pages()}
    read = {name: number for name, number in counted.items() if number is not None}
    assert len(read) > 25
    assert {name: number for name, number in read.items() if number > allowed(name)} == {}
    assert max(read.values()) > 5, "the pages were not shown"
