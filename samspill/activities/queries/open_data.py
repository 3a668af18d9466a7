"""What machines may read: rows with all that belongs to them, in a lasting order, a page at a time.

As many questions for one row as for a hundred. What is hidden or not yet published does not exist here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries.activities import on_the_square
from samspill.activities.queries.nearness import times_within, within
from samspill.activities.queries.times import fitting
from samspill.activities.rules.filters import Filter
from samspill.activities.rules.nearness import Near
from samspill.venues.models import Place

_ALL = Filter()
_AROUND = ("organisation", "unit", "place__area", "area")


def activities_page(
    looked_for: Filter, *, near: Near | None = None, after: uuid.UUID | None = None, limit: int
) -> list[Activity]:
    """Activities with a time, past or to come, that fits; the first made first. Two selects."""
    times = _near(fitting(looked_for), near).filter(activity=OuterRef("pk"))
    rows = whole_activities().filter(Exists(times))
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[:limit])


def told_activities(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Activity]:
    """Those of these activities that are on the square, by id. Two selects."""
    return {row.pk: row for row in whole_activities().filter(pk__in=ids)}


def only_times(activities: Collection[Activity]) -> dict[uuid.UUID, Occurrence]:
    """The time of each activity that has one, by the activity's id. One select.

    What was put off to another day has two: the one that takes place. Of more, the first.
    """
    of_these = Occurrence.objects.filter(activity__in=[row.pk for row in activities])
    rows = of_these.order_by(F("cancelled_at").asc(nulls_last=True), "-starts_at", "pk")
    return {row.activity_id: row for row in rows}


def told_times_of_series(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Occurrence]:
    """As `told_occurrences`, each with its activity's schedules at hand. Two selects."""
    rows = whole_times(fitting(_ALL)).prefetch_related("activity__schedules")
    return {row.pk: row for row in rows.filter(pk__in=ids)}


def occurrences_page(
    looked_for: Filter,
    *,
    begin: dt.datetime,
    end: dt.datetime | None = None,
    near: Near | None = None,
    after: tuple[dt.datetime, uuid.UUID] | None = None,
    limit: int,
) -> list[Occurrence]:
    """Times under way at `begin` or later, that start before `end`, in order; those called off too. One select."""
    rows = _near(fitting(looked_for, begin=begin, end=end), near)
    if after is not None:
        starts_at, key = after
        rows = rows.filter(Q(starts_at__gt=starts_at) | Q(starts_at=starts_at, pk__gt=key))
    return list(whole_times(rows).order_by("starts_at", "pk")[:limit])


def told_occurrences(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Occurrence]:
    """Those of these times that are on the square, by id. One select."""
    return {row.pk: row for row in whole_times(fitting(_ALL)).filter(pk__in=ids)}


def places_page(
    *, near: Near | None = None, after: uuid.UUID | None = None, limit: int, place_id: uuid.UUID | None = None
) -> list[Place]:
    """Places where something on the square happens. One select."""
    rows = places_in_use()
    if place_id is not None:
        rows = rows.filter(pk=place_id)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if near is not None:
        rows = rows.filter(within(near, ""))
    return list(rows.order_by("pk")[:limit])


def places_in_use() -> QuerySet[Place]:
    """Places where something on the square happens."""
    public = on_the_square().filter(place=OuterRef("pk"))
    return Place.objects.filter(Exists(public)).select_related("area")


def whole_activities() -> QuerySet[Activity]:
    """Activities on the square, each with all that is told of it."""
    return on_the_square().select_related(*_AROUND).prefetch_related("schedules")


def whole_times(times: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """These times, each with all that is told of it."""
    return times.select_related("activity", *(f"activity__{name}" for name in _AROUND))


def _near(times: QuerySet[Occurrence], near: Near | None) -> QuerySet[Occurrence]:
    return times if near is None else times.filter(times_within(near))
