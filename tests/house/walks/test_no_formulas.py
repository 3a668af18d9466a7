"""What people write is text in a spreadsheet, and never a formula that runs where it is opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from conftest import browser_of
from samspill.activities.models import Fair, ReaderReport
from samspill.foundation.models import SameMeaning
from samspill.messaging.models import InboundMessage, MessageTemplate
from samspill.organisations.models import Organisation, Review, SheetImport
from samspill.people.models import Person, StaffMember
from samspill.venues.models import Season
from samspill.volunteering.models import (
    CallOut,
    Interest,
    Mailing,
    Need,
    Offer,
    Pool,
    Request,
    Selection,
    TaskSource,
)
from tests.house.walks.test_spreadsheets import LISTS, Rows, sheet

pytestmark = pytest.mark.one_database

HOSTILE = "=HYPERLINK(1)+cmd|'/C calc'!A0"
WRITTEN_BY_PEOPLE = (
    (Person, "name"),
    (Interest, "name"),
    (Interest, "words"),
    (InboundMessage, "body"),
    (Organisation, "name"),
    (Organisation, "place_text"),
    (Need, "title"),
    (Request, "caller_name"),
    (Pool, "name"),
    (CallOut, "title"),
    (Mailing, "name"),
    (Selection, "name"),
    (MessageTemplate, "name"),
    (SheetImport, "filename"),
    (StaffMember, "name"),
    (ReaderReport, "words"),
    (Review, "title"),
    (SameMeaning, "words"),
    (Fair, "name"),
    (Season, "name"),
    (TaskSource, "name"),
)


@pytest.fixture
def browser(leader):
    return browser_of(leader, "lillevik.test")


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_what_people_write_is_never_a_formula(address, browser, leader):
    Offer.objects.update(answer="", answered_at=None, channel="phone")
    for table, field in WRITTEN_BY_PEOPLE:
        table.objects.update(**{field: HOSTILE})
    link = Rows(browser.get(address.path).content.decode()).spreadsheet
    content = browser.get(address.path + link).content
    inside = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in inside
    if address.name != "desk:calendars:list":
        assert HOSTILE in [cell for row in sheet(browser, address.path) for cell in row]
