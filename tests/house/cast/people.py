"""Persons as the municipality knows them, what they ask for by right, and a colleague who is away."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.people.actions import add_provider, link_way_in
from samspill.people.models import (
    Change,
    Claim,
    Consent,
    ContactPoint,
    Hold,
    Passkey,
    Person,
    StaffMember,
    StandIn,
    Unit,
)
from samspill.volunteering.models import Absence, Qualification, StayQuestion, Volunteer


def somebody_away(unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A colleague who is away, and one who has left."""
    away = StaffMember.objects.create(
        name=f"Borte {number}", email=f"borte{number}@kommune.test", invited_at=at
    )
    today = clock.local_day(at)
    StandIn.objects.create(
        from_staff=away, to_staff=staff, unit=unit, from_on=today, until_on=today, made_at=at, made_by=staff
    )


def enter_person(name: str, phone: str, area: Area, staff: StaffMember, at: dt.datetime) -> Person:
    person = Person.objects.create(
        name=name, came_through="phone", created_at=at, area=area, languages=("nb", "ar")
    )
    ContactPoint.objects.create(person=person, kind="phone", value=phone, added_at=at, is_preferred=True)
    ContactPoint.objects.create(person=person, kind="email", value=f"{phone[1:]}@example.no", added_at=at)
    Consent.objects.create(person=person, source="phone", given_at=at, entered_by=staff)
    return person


def enter_volunteer(person: Person, unit: Unit, staff: StaffMember, at: dt.datetime) -> Volunteer:
    volunteer = Volunteer.objects.create(
        person=person, unit=unit, joined_at=at, wishes=("walk",), availability=3
    )
    today = clock.local_day(at)
    Absence.objects.create(
        volunteer=volunteer, from_on=today + dt.timedelta(days=30), until_on=today + dt.timedelta(days=31)
    )
    Qualification.objects.create(
        volunteer=volunteer, kind="course", held_from_on=today, seen_by=staff, recorded_at=at
    )
    return volunteer


def rights_of(person: Person, staff: StaffMember, at: dt.datetime) -> None:
    """What she asked for by right, what was changed, why she is kept; and one of whom nothing may be done."""
    Claim.objects.create(person=person, kind="correction", words="Feil adresse", asked_at=at, channel="web")
    Change.objects.create(
        person=person, field="address", was="Storgata 1", became="Storgata 2", changed_at=at, channel="web",
        changed_by=staff,
    )  # fmt: skip
    until_on = clock.local_day(at) + dt.timedelta(days=90)
    Hold.objects.create(person=person, reason="Klage", held_at=at, held_by=staff, until_on=until_on)
    StayQuestion.objects.create(person=person, channel="sms", asked_at=at)
    # Nobody listens there: walks over all addresses get an answer at once.
    provider = add_provider("ID-porten", "http://127.0.0.1:9", "samspill", "hemmelig", by=staff, at=at)
    link_way_in(person, provider, f"known there as {person.name}", at=at)
    Passkey.objects.create(
        person=person, name=f"The phone of {person.name}", credential_id=str(person.pk), public_key="none", counter=0,
        added_at=at,
    )  # fmt: skip
    Person.objects.create(
        name="Berit Person",
        came_through="phone",
        created_at=at,
        restricted_at=at,
        restricted_reason="disputed",
    )
