"""Lillevik's volunteers: enrolled by the staff as they would be, with consent, wishes and what they have shown."""

from __future__ import annotations

import datetime as dt

from samspill.config.demo.tables import Row, rows
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.places import folded
from samspill.people.actions import add_contact_point, find_or_add_person, give_consent
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import enrol_volunteer, note_qualification
from samspill.volunteering.models import Volunteer
from samspill.volunteering.rules.availability import from_codes
from samspill.volunteering.rules.codes import PARTS_OF_DAY

FIRST_NUMBER = 4_740_000_101
#: How long each proof counts, in days; the rest count for ever.
COUNTS_FOR = {"police_certificate": 3 * 365, "first_aid": 2 * 365}


def welcome_the_volunteers(unit: Unit, by: StaffMember, *, at: dt.datetime) -> dict[str, Person]:
    """Everybody in the table, by name."""
    areas = {area.name: area for area in Area.objects.all()}
    welcomed: dict[str, Person] = {}
    for place, row in enumerate(rows("volunteers")):
        number = f"+{FIRST_NUMBER + place}"
        shared = welcomed.get(row["shares_phone_with"])
        if shared is not None:
            number = shared.contact_points.values_list("value", flat=True)[0]
        joined = at - dt.timedelta(days=20 + 37 * place)
        welcomed[row["name"]] = _welcome(row, number, areas[row["area"]], unit, by, joined)
    return welcomed


def _welcome(row: Row, number: str, area: Area, unit: Unit, by: StaffMember, at: dt.datetime) -> Person:
    person = find_or_add_person(
        row["name"],
        [number],
        by=by,
        at=at,
        channel="phone",
        birth_year=row.number("birth_year"),
        gender=row["gender"],
        language=row["language"],
        languages=row.codes("languages"),
        preferred_channel=row["channel"],
        area=area,
    )
    if row["channel"] == "email":
        add_contact_point(person, "email", _mailbox(row["name"]), by=by, at=at, channel="phone")
    if row["channel"] == "letter":
        add_contact_point(person, "post", "Torggata 12, 9999 Lillevik", by=by, at=at, channel="phone")
    give_consent(person, source="phone", words="Ja, dere kan ringe og sende SMS.", by=by, at=at)
    volunteer = enrol_volunteer(
        person,
        by=by,
        at=at,
        channel="phone",
        wishes=row.codes("wishes"),
        wish_words=row["wish_words"],
        unwanted=row.codes("unwanted"),
        availability=_availability(row.codes("free")),
        unit=unit,
    )
    for kind in row.codes("qualifications"):
        _show(volunteer, kind, by, at)
    return person


def _mailbox(name: str) -> str:
    """An address under .example, where nobody lives: `kari.nordvik@epost.example`."""
    return ".".join(folded(name).split()) + "@epost.example"


def _availability(weekdays: tuple[str, ...]) -> int:
    return from_codes(f"{day}-{part}" for day in weekdays for part in PARTS_OF_DAY)


def _show(volunteer: Volunteer, kind: str, by: StaffMember, at: dt.datetime) -> None:
    shown_on = clock.local_day(at)
    days = COUNTS_FOR.get(kind)
    valid_until_on = shown_on + dt.timedelta(days=days) if days else None
    note_qualification(
        volunteer, kind=kind, held_from_on=shown_on, valid_until_on=valid_until_on, by=by, at=at
    )
