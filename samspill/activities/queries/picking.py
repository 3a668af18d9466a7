"""Whom the organiser has picked from the line, as long as that can be undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.activities.models import Occurrence, Waiting
from samspill.activities.queries.sign_ups import places_of


def picks_to_undo(occurrence: Occurrence, *, at: dt.datetime) -> list[Waiting]:
    """Who got a place at this time by being picked and may be put back in the line, the last first, with persons."""
    rows = Waiting.objects.filter(occurrence=occurrence, picked_at__isnull=False, sign_up__isnull=False)
    rows = rows.select_related("person", "sign_up__occurrence").order_by("-picked_at", "number")
    return [row for row in rows if is_undoable(row, at=at)]


def is_undoable(row: Waiting, *, at: dt.datetime) -> bool:
    """Whether nothing has come of a pick yet. It stands where she was asked first and so has answered, has given the
    place back or changed how many come, or was reminded that she comes; and when it has begun.

    For whoever holds the time's lock it is the truth; for a page it is how it looks now.
    """
    place: Any = row.sign_up
    if place is None or row.picked_at is None or row.offered_at is not None:
        return False
    if place.cancelled_at or place.attended_at or place.reminded_at or place.occurrence.starts_at <= at:
        return False
    return places_of(place).count() == row.places
