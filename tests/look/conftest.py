"""The demo town to look at, as a newcomer finds it, with what a day's work leaves lying about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from samspill.activities.actions.calendars import import_calendar
from samspill.config.demo.building import build_lillevik
from samspill.foundation import clock
from samspill.foundation.queries import municipality_at
from samspill.foundation.tenancy import entered
from samspill.organisations.actions.sheets import receive_sheet
from samspill.people.models import Passkey, StaffMember
from tests.look.keys import waits_for_an_answer

CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//choir//EN\r
BEGIN:VEVENT\r
UID:1@choir\r
DTSTART:20260310T170000Z\r
SUMMARY:Practice\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@choir\r
DTSTART:the day after\r
SUMMARY:Concert\r
END:VEVENT\r
END:VCALENDAR\r
"""
SHEET = b"Navn;Kontakt;Telefon\nLillevik revylag;Per Lund;400 00 222\nLillevik revylag;;hemmelig\n"


@pytest.fixture
def town_to_look_at(live_server: Any, transactional_db: None) -> Iterator[Any]:
    """Lillevik, entered."""
    build_lillevik(at=clock.now())
    municipality = municipality_at("localhost")
    assert municipality is not None
    with entered(municipality):
        somebody = StaffMember.objects.order_by("pk")[0]
        import_calendar(municipality, CALENDAR, source_name="The choir", by=somebody, at=clock.now())
        receive_sheet(SHEET, "contacts.csv", by=somebody, at=clock.now())
        told = {"credential_id": "a phone", "public_key": "none", "counter": 0, "added_at": clock.now()}
        Passkey.objects.create(person=waits_for_an_answer().person, name="Mobilen", **told)
        yield municipality


@pytest.fixture
def signed_in(town_to_look_at: Any, live_server: Any) -> dict[str, str]:
    """The cookie of a coordinator at the volunteer centre."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    staff = StaffMember.objects.filter(roles__role__in=["leader", "coordinator"]).order_by("pk").first()
    assert staff is not None, "the demo town has nobody at the desk"
    Authenticator.objects.get_or_create(
        user=staff, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
    )
    client = Client()
    client.force_login(staff)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
