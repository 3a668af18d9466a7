"""Everything that is stored about a person, for herself."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit
from samspill.people.queries.asking import Asker
from samspill.people.queries.holdings import rows_about
from samspill.people.queries.veils import readable


@dataclass(frozen=True)
class Happened:
    """Something that was done with a person's row: `by_herself`, or by a member of staff, or by the system."""

    at: dt.datetime
    verb: str
    channel: str
    staff: str
    by_herself: bool


#: Fields that tell nothing about the person, and bytes.
LEFT_OUT = frozenset({"municipality", "search_name", "raw", "content", "claimed_by"})


def export_person(person: Person, *, asker: Asker | None = None) -> dict[str, Any]:
    """All rows about the person by table, and the trail of what was done and who looked: ready for JSON.

    Where a member of staff takes it out, only what she may read is in it. Moments are ISO 8601 in UTC.
    """
    rows = readable(asker, list(rows_about(person)))
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(row._meta.label_lower, []).append(_told(row))
    return {"person": str(person.pk), "rows": tables, "trail": trail_of(rows)}


def happened_to(person: Person, *, latest: int = 12) -> list[Happened]:
    """What was done with the person's own row and by whom, the latest first; looks left out. Two queries."""
    entries = list(
        AuditEntry.objects.filter(subject=subject_of(person))
        .exclude(verb="looked")
        .order_by("-at", "-pk")[:latest]
    )
    names = _staff_names(entries)
    herself = subject_of(person)
    return [
        Happened(entry.at, entry.verb, entry.channel, names.get(entry.actor, ""), entry.actor == herself)
        for entry in entries
    ]


def trail_of(rows: list[Owned]) -> list[dict[str, Any]]:
    """What happened to these rows and who looked at them, the latest first, with names of staff and their unit."""
    subjects = [subject_of(row) for row in rows]
    entries: list[AuditEntry] = []
    for start in range(0, len(subjects), 500):
        entries += AuditEntry.objects.filter(subject__in=subjects[start : start + 500])
    names = _staff_names(entries)
    units = {str(unit.pk): unit.name for unit in Unit.objects.all()}
    return [
        {
            "at": entry.at.isoformat(),
            "what": entry.verb,
            "who": names.get(entry.actor, entry.actor.split(":")[0]),
            "unit": units.get(entry.facts.get("unit", ""), ""),
            "channel": entry.channel,
            "why": entry.facts.get("why", ""),
        }
        for entry in sorted(entries, key=lambda entry: entry.at, reverse=True)
    ]


def _staff_names(entries: list[AuditEntry]) -> dict[str, str]:
    prefix = StaffMember._meta.label_lower + ":"
    ids = {entry.actor.removeprefix(prefix) for entry in entries if entry.actor.startswith(prefix)}
    return {prefix + str(row.pk): row.name for row in StaffMember.objects.filter(pk__in=ids)}


def _told(row: Owned) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in LEFT_OUT]
    values = {field.name: getattr(row, field.attname) for field in fields}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", (), [])}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int | float | str | bool | list | dict) else str(value)
