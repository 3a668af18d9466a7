"""What was borrowed on days that a house closed afterwards: somebody would meet a locked door."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import TruncDate

from samspill.foundation import clock
from samspill.people.queries import Asker
from samspill.venues.models import Booking, ClosedDays, Loan, Place
from samspill.venues.queries import closed_days_to_come, live_bookings
from samspill.venues.queries.things import live_loans
from samspill.venues.rules import QUARTER

DAY = dt.timedelta(days=1)


def bookings_meeting_closed_doors(
    asker: Asker, *, at: dt.datetime, place: Place | None = None
) -> QuerySet[Booking]:
    """What is booked of rooms on a day that its house has closed since, the next first.

    To be counted with other piles.
    """
    rows = live_bookings().annotate(on=_day_of(F("starts_at")))
    rows = rows.filter(_is_shut("space__place", "on"), approved_at__isnull=False, ends_at__gt=at)
    return (rows.filter(space__place=place) if place else rows).order_by("starts_at", "pk")


def bookings_on_closed_days(place: Place, *, at: dt.datetime) -> list[Booking]:
    """Bookings to come of its rooms on days that are closed, the next first. Two queries."""
    spans = _closed_spans(place, at)
    if not spans:
        return []
    within = reduce(or_, (Q(starts_at__lt=end, ends_at__gt=start) for start, end in spans))
    rows = live_bookings().filter(within, space__place=place, ends_at__gt=at)
    return list(rows.order_by("starts_at", "pk"))


def loans_on_closed_days(place: Place, *, at: dt.datetime) -> list[Loan]:
    """Loans of its things to be fetched or brought back on days that are closed, the next first. Two queries."""
    spans = _closed_spans(place, at)
    if not spans:
        return []
    fetched = reduce(or_, (Q(starts_at__gte=start, starts_at__lt=end) for start, end in spans))
    brought_back = reduce(or_, (Q(ends_at__gt=start, ends_at__lte=end) for start, end in spans))
    rows = live_loans().filter(
        (fetched & Q(fetched_at__isnull=True)) | brought_back, thing__place=place, ends_at__gt=at
    )
    return list(rows.order_by("starts_at", "pk"))


def with_closed_doors(rows: QuerySet[Loan]) -> QuerySet[Any]:
    """The same, each with whether its house is closed on the day it is fetched (`fetch_is_shut`), and on the day it is
    brought back (`return_is_shut`).
    """
    last_quarter = ExpressionWrapper(F("ends_at") - Value(QUARTER), output_field=DateTimeField())
    return rows.annotate(fetched_on=_day_of(F("starts_at")), back_on=_day_of(last_quarter)).annotate(
        fetch_is_shut=_is_shut("thing__place", "fetched_on"),
        return_is_shut=_is_shut("thing__place", "back_on"),
    )


def of_houses_that_are_open(rows: QuerySet[Loan], *, on: dt.date) -> QuerySet[Loan]:
    """Those of the loans whose house has not closed this day."""
    return rows.exclude(
        Exists(ClosedDays.objects.filter(place=OuterRef("thing__place"), from_on__lte=on, until_on__gte=on))
    )


def loans_meeting_closed_doors(
    asker: Asker | None, *, at: dt.datetime, place: Place | None = None
) -> QuerySet[Loan]:
    """What is booked and is to be fetched or brought back on a day that its house has closed since, the next first.

    To be counted with other piles. None is the clock.
    """
    meeting = Q(fetch_is_shut=True, fetched_at__isnull=True, starts_at__gt=at) | Q(return_is_shut=True)
    rows = with_closed_doors(live_loans()).filter(meeting, approved_at__isnull=False, ends_at__gt=at)
    return (rows.filter(thing__place=place) if place else rows).order_by("starts_at", "pk")


def closed_day_of(row: Booking | Loan, *, at: dt.datetime) -> ClosedDays | None:
    """The days its house has closed, so that a room's time falls on them, or a loan cannot be fetched or brought back
    as promised; None where none has. One query.
    """
    if not row.is_live or row.ends_at <= at:
        return None
    meets = {clock.local_day(row.starts_at)}
    if isinstance(row, Loan):
        waits = row.fetched_at is None and row.starts_at > at
        meets = {clock.local_day(row.ends_at - QUARTER), *(meets if waits else ())}
    place = row.thing.place if isinstance(row, Loan) else row.space.place
    for one in place.closed_days.order_by("from_on", "pk"):
        if any(one.from_on <= day <= one.until_on for day in meets):
            return one
    return None


def _day_of(moment: Any) -> TruncDate:
    """The day a moment falls on in Norway."""
    return TruncDate(moment, tzinfo=clock.OSLO)


def _is_shut(place: str, day: str) -> Exists:
    """Whether the house of a row is closed on a day of the row."""
    return Exists(
        ClosedDays.objects.filter(
            place=OuterRef(place), from_on__lte=OuterRef(day), until_on__gte=OuterRef(day)
        )
    )


def _closed_spans(place: Place, at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """From when until when it is closed, each time."""
    days = closed_days_to_come(place, today=clock.local_day(at))
    return [(clock.start_of_day(one.from_on), clock.start_of_day(one.until_on + DAY)) for one in days]
