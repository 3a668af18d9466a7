"""Over all addresses with an id: the neighbouring municipality's staff get 404, and so does everybody at its host."""

import datetime as dt

import pytest
from django.test import Client

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.tenancy import entered
from samspill.people.models import Unit
from tests.house.addresses import Address, all_addresses
from tests.house.cast import row_for
from tests.look.addresses import FILLED_IN

#: What a page refuses, and whose rows there are, is the same on either database.
pytestmark = pytest.mark.one_database

WITH_IDS = [address for address in all_addresses() if any(kind == "uuid" for kind, _ in address.wanted)]
WITH_TOKENS = [
    address
    for address in all_addresses()
    if any(name == "token" for _, name in address.wanted) and address not in WITH_IDS
]

#: Parts of addresses that are neither keys of rows nor tokens, as they are in the cast.
GIVEN = {"digest": "ab12", "width": 480, "kind": "webp", "form": "atom"}


@pytest.fixture
def neighbours_browser(neighbour, at):
    with entered(neighbour):
        unit = Unit.objects.create(name="Sentralen", receives_the_public=True)
        return browser_of(make_staff("Nils Nabo", unit, "leader", at=at), "storfjordby.test")


def filled(address: Address) -> str:
    token = make_link("people.me", "x", at=clock.now(), valid_for=dt.timedelta(days=1))
    values = {name: row_for(name.removesuffix("_id")).pk for kind, name in address.wanted if kind == "uuid"}
    numbers = {name: FILLED_IN[name] for kind, name in address.wanted if kind == "int" and name in FILLED_IN}
    tokens = {name: token for kind, name in address.wanted if kind == "str"}
    return address.filled(**(GIVEN | values | numbers | tokens))


def test_there_are_addresses_to_walk():
    assert len(WITH_IDS) > 30


@pytest.mark.parametrize("address", WITH_IDS, ids=lambda address: address.name)
def test_the_neighbour_sees_nothing(address, leader, neighbours_browser):
    path = filled(address)
    own = browser_of(leader, "lillevik.test").get(path)
    assert own.status_code != 404 or "token" in address.path, "the row must be there for those who may see it"
    for answer in (neighbours_browser.get(path), neighbours_browser.post(path)):
        assert answer.status_code in (404, 405) or "token" in address.path
        assert "Person 1" not in answer.content.decode(errors="replace")
    assert Client(HTTP_HOST="storfjordby.test").get(path).status_code != 200


@pytest.mark.parametrize("address", WITH_TOKENS, ids=lambda address: address.name)
def test_a_link_opens_nothing_in_the_neighbouring_municipality(address, town, neighbours_browser):
    path = filled(address)
    assert neighbours_browser.get(path).status_code in (404, 405, 410)
    assert neighbours_browser.post(path).status_code in (200, 404, 405, 410)
