"""What those who follow along get: the times of a filter or of one activity for a calendar, what is new for a feed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from samspill.activities.calendars.feed import FeedEvent
from samspill.activities.models import Activity, Occurrence, SignUp
from samspill.activities.queries.appointments import appointment_of
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


def feed_of_appointment(row: SignUp, *, at: dt.datetime, language: str, address: Address) -> list[FeedEvent]:
    """The one appointment somebody has, and nothing of the rest of its time; cancelled where she has given it back. It
    stays the same event in her calendar when she takes another hour. Empty where the time is not parted.

    It leads to the activity's page and not to her own: calendars are shared with others.
    """
    own = appointment_of(row)
    if own is None:
        return []
    told = _event(row.occurrence, row.occurrence.activity, language, address)
    off = told.is_cancelled or row.cancelled_at is not None
    return [
        replace(
            told,
            key=str(row.pk),
            starts_at=own.starts_at,
            ends_at=own.ends_at,
            changed_at=at,
            is_all_day=False,
            is_cancelled=off,
        )
    ]


@dataclass(frozen=True, slots=True)
class News:
    """An activity on the square, and its next times: some that are called off may be among them."""

    activity: Activity
    times: list[Occurrence]

    @property
    def changed_at(self) -> dt.datetime:
        """When anything that is told of it last became so."""
        own = self.activity
        of_times = (moment for time in self.times for moment in (time.cancelled_at, time.decided_here_at))
        return max(filter(None, (own.changed_at, own.published_at, own.cancelled_at, *of_times)))


def news_of(looked_for: Filter, *, at: dt.datetime, limit: int = 50, times: int = 6) -> list[News]:
    """The activities with something to come that fit, those published last first, each with its next times.

    Two selects.
    """
    fitting = coming(looked_for, at=at)
    rows = Activity.objects.filter(pk__in=fitting.values("activity_id"))
    rows = rows.select_related("place", "area", "organisation", "unit").order_by("-published_at", "-pk")[
        :limit
    ]
    found: dict[Any, list[Occurrence]] = defaultdict(list)
    activities = list(rows)
    for time in fitting.filter(activity__in=activities).order_by("starts_at", "pk"):
        found[time.activity_id].append(time)
    return [News(one, found[one.pk][:times]) for one in activities]


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
