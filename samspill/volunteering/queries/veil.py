"""What of a person's rows a member of staff must not read: that she gets help from another unit, and all about it.

A person may volunteer, and so be known to every unit, and get help from one. What that unit knows of her as a
recipient, its requests and pairs, and what is written about a pair or holds a private part, is that unit's alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence

from samspill.foundation.tenancy import Owned
from samspill.people.queries import Asker
from samspill.volunteering.models import (
    Assignment,
    Need,
    Pairing,
    PairingFollowUp,
    PairingReview,
    Recipient,
    RecipientContact,
    Request,
    Shift,
    StoryAboutNeed,
    UnplacedAnswer,
    Wave,
)

Units = dict[uuid.UUID, uuid.UUID]


def belongs_to_another_unit(asker: Asker, rows: Sequence[Owned]) -> set[uuid.UUID]:
    """The keys of those of the rows the asker must not read."""
    cares = asker.caring_unit_ids
    hidden = {row.pk for row in rows if (unit := _unit_of(row)) is not None and unit not in cares}
    return hidden | _about_what_is_hidden(rows, cares)


#: How each table of this room tells which unit alone may read a row; a row for nobody in particular is anybody's.
UNITS: dict[type[Owned], Callable[..., uuid.UUID | None]] = {
    Recipient: lambda row: row.unit_id,
    Request: lambda row: row.unit_id if row.recipient_id else None,
    Need: lambda row: row.unit_id if row.request.recipient_id else None,
    Shift: lambda row: row.need.unit_id if row.need.request.recipient_id else None,
    Wave: lambda row: row.shift.need.unit_id if row.shift.need.request.recipient_id else None,
    StoryAboutNeed: lambda row: row.need.unit_id if row.need.request.recipient_id else None,
    RecipientContact: lambda row: row.recipient.unit_id,
    Pairing: lambda row: row.unit_id,
    PairingReview: lambda row: row.pairing.unit_id,
    PairingFollowUp: lambda row: row.pairing.unit_id,
    UnplacedAnswer: lambda row: row.unit_id,
}


def _unit_of(row: Owned) -> uuid.UUID | None:
    tells = UNITS.get(type(row))
    return tells(row) if tells else None


def _about_what_is_hidden(rows: Sequence[Owned], cares: frozenset[uuid.UUID]) -> set[uuid.UUID]:
    """Messages and notes about a pair, or about a task for a recipient, of a unit the asker does not care for."""
    about = {row.pk: getattr(row, "about", "") for row in rows}
    units: dict[str, uuid.UUID] = {}
    for label, find in ABOUT.items():
        keys = {text.partition(":")[2] for text in about.values() if text.startswith(label + ":")}
        if keys:
            units |= {f"{label}:{key}": unit for key, unit in find(keys)}
    return {key for key, text in about.items() if text in units and units[text] not in cares}


def _pairs(keys: Iterable[str]) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    return Pairing.objects.filter(pk__in=keys).values_list("pk", "unit_id")


def _follow_ups(keys: Iterable[str]) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    return PairingFollowUp.objects.filter(pk__in=keys).values_list("pk", "pairing__unit_id")


def _tasks_for_somebody(keys: Iterable[str]) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    booked = Assignment.objects.filter(pk__in=keys, shift__need__request__recipient__isnull=False)
    return booked.values_list("pk", "shift__need__unit_id")


ABOUT: dict[str, Callable[[Iterable[str]], Iterable[tuple[uuid.UUID, uuid.UUID]]]] = {
    Pairing._meta.label_lower: _pairs,
    PairingFollowUp._meta.label_lower: _follow_ups,
    Assignment._meta.label_lower: _tasks_for_somebody,
}
