"""What a calendar of ours holds: the times of a filter or of one activity, as the feed writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from samspill.activities.calendars.feed import FeedEvent
from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries.times import coming, in_language
from samspill.activities.rules.filters import Filter

MOST = 2_000
_BACK = dt.timedelta(days=31)
_RELATED = ("activity", "activity__place", "activity__organisation", "activity__unit")

Address = Callable[[Any], str]
"""Gives an activity's page from its id."""


def feed_of(looked_for: Filter, *, at: dt.datetime, language: str, address: Address) -> list[FeedEvent]:
    """The times a filter finds, from a month back, so that a diary keeps what was just there. One select."""
    return _events(coming(looked_for, at=at - _BACK), language, address)


def feed_of_activity(
    activity: Activity, *, at: dt.datetime, language: str, address: Address
) -> list[FeedEvent]:
    """The times of one activity, from a month back. One select."""
    return _events(Occurrence.objects.filter(activity=activity, starts_at__gte=at - _BACK), language, address)


def _events(times: QuerySet[Occurrence], language: str, address: Address) -> list[FeedEvent]:
    rows: Iterable[Occurrence] = times.select_related(*_RELATED).order_by("starts_at", "id")[:MOST]
    return [_event(row, row.activity, language, address) for row in rows]


def _event(time: Occurrence, activity: Activity, language: str, address: Address) -> FeedEvent:
    organiser = activity.organisation or activity.unit
    place = activity.place
    known_place = ", ".join(filter(None, (place.name, place.address, place.town))) if place else ""
    return FeedEvent(
        key=str(time.pk),
        title=in_language(time.title or activity.title, language),
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        changed_at=max(filter(None, (activity.changed_at, time.cancelled_at, time.decided_here_at))),
        is_all_day=time.is_all_day,
        is_cancelled=bool(time.cancelled_at or activity.cancelled_at),
        text=in_language(activity.text, language),
        place=time.place_text or known_place or activity.place_text,
        url=address(activity.pk),
        organiser=organiser.name if organiser else "",
        categories=tuple(activity.categories),
    )
