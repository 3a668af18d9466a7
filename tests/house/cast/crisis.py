"""A call-out that goes on and one that is over."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models import (
    CallOut,
    CallOutEntry,
    CallOutQuestion,
    CallOutWave,
    OrganisationCapability,
)


def called_out(person: Person, unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A call-out that goes on, one that is over, and what an association can help with."""
    for over in (False, True):
        callout = CallOut.objects.create(
            unit=unit, code=300 + 2 * number + over, title=f"Savnet {number}", wanted=2, started_at=at,
            started_by=staff, private_text="Kanal 16", ended_at=at if over else None,
        )  # fmt: skip
        wave = CallOutWave.objects.create(callout=callout, number=1, sent_at=at, sent_by=staff, asked=1)
        CallOutQuestion.objects.create(
            callout=callout, wave=wave, person=person, channel="sms", address=f"+474123456{number}", asked_at=at,
            answer="yes", answered_at=at, answer_channel="sms", there_at=at, minutes=5,
        )  # fmt: skip
        CallOutEntry.objects.create(
            callout=callout, at=at, words="Satte i gang", written_at=at, written_by=staff
        )
    today = clock.local_day(at)
    OrganisationCapability.objects.create(
        organisation=Organisation.objects.get(name=f"Turlaget {number}"), kind="people", number=12, contact=person,
        assured_on=today, valid_until_on=today + dt.timedelta(days=365), assured_channel="phone", entered_by=staff,
    )  # fmt: skip
