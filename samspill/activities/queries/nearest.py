"""What machines may read, the nearest first: by whole kilometres, for the spot is no finer; then in the usual order."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.activities.queries.nearness import kilometres_to, times_within, within
from samspill.activities.queries.open_data import places_in_use, whole_activities, whole_times
from samspill.activities.queries.times import fitting
from samspill.activities.rules.filters import Filter
from samspill.activities.rules.nearness import Near

_NEAREST = "kilometres"


class Nearby(NamedTuple):
    """A row, and how many kilometres away it is."""

    kilometres: int
    row: Any


def nearest_activities(
    looked_for: Filter, near: Near, *, after: tuple[int, uuid.UUID] | None, limit: int
) -> list[Nearby]:
    """As `activities_page`, the nearest first. Two selects."""
    times = fitting(looked_for).filter(times_within(near)).filter(activity=OuterRef("pk"))
    return _by_distance(whole_activities().filter(Exists(times)), near, "place__", after, limit)


def nearest_places(near: Near, *, after: tuple[int, uuid.UUID] | None, limit: int) -> list[Nearby]:
    """As `places_page`, the nearest first. One select."""
    return _by_distance(places_in_use().filter(within(near, "")), near, "", after, limit)


def nearest_occurrences(
    looked_for: Filter,
    near: Near,
    *,
    begin: dt.datetime,
    end: dt.datetime | None,
    after: tuple[int, dt.datetime, uuid.UUID] | None,
    limit: int,
) -> list[Nearby]:
    """As `occurrences_page`, the nearest first; as near, what begins first. One select."""
    rows = whole_times(fitting(looked_for, begin=begin, end=end).filter(times_within(near)))
    rows = rows.annotate(kilometres=kilometres_to(near, "activity__place__"))
    if after is not None:
        kilometres, starts_at, key = after
        later = Q(starts_at__gt=starts_at) | Q(starts_at=starts_at, pk__gt=key)
        rows = rows.filter(Q(kilometres__gt=kilometres) | Q(later, kilometres=kilometres))
    return _told(rows.order_by(_NEAREST, "starts_at", "pk")[:limit])


def _by_distance(
    rows: QuerySet[Any], near: Near, path: str, after: tuple[int, uuid.UUID] | None, limit: int
) -> list[Nearby]:
    rows = rows.annotate(kilometres=kilometres_to(near, path))
    if after is not None:
        kilometres, key = after
        rows = rows.filter(Q(kilometres__gt=kilometres) | Q(kilometres=kilometres, pk__gt=key))
    return _told(rows.order_by(_NEAREST, "pk")[:limit])


def _told(rows: QuerySet[Any]) -> list[Nearby]:
    return [Nearby(row.kilometres, row) for row in rows]
