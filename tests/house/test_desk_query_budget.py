"""No page of the desk asks the database more than twenty times, however much there is to show."""

import pytest

from conftest import browser_of, make_staff
from samspill.messaging.models import InboundMessage, OptOut, OutboundMessage, PhoneNote
from samspill.people.models import Person
from samspill.volunteering.models import Assignment, Offer, Recipient
from tests.house.walking import MOST_QUERIES, desk_pages, enter_many, path_of, queries_of

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
    assert {name: number for name, number in read.items() if number > MOST_QUERIES} == {}
    assert max(read.values()) > 5, "the pages were not shown"


def test_no_page_of_a_person_asks_more_of_one_who_has_done_much_gets_help_and_said_stopp(centre, leader, at):
    enter_many(centre, leader, 12)
    kari = Person.objects.get(name="Kari Person 1")
    for table in (Assignment, Offer, PhoneNote, OutboundMessage, InboundMessage):
        table.objects.update(person=kari)
    Recipient.objects.create(person=kari, unit=centre, since_at=at)
    OptOut.objects.create(
        channel="sms", address=kari.contact_points.filter(kind="phone")[0].value, source="sms", stopped_at=at
    )
    browser = browser_of(leader, "lillevik.test")
    pages = [page for page in desk_pages() if [name for _, name in page.wanted] == ["person_id"]]
    counted = {page.name: queries_of(browser, page.filled(person_id=kari.pk)) for page in pages}
    read = {name: number for name, number in counted.items() if number is not None}
    assert {"desk:people:person", "desk:people:stored", "desk:people:export"} <= set(read)
    assert {name: number for name, number in read.items() if number > MOST_QUERIES} == {}
