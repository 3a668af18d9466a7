"""What was borrowed on days that a house closed afterwards: somebody would meet a locked door."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_

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


def loans_meeting_closed_doors(
    asker: Asker | None, *, at: dt.datetime, place: Place | None = None
) -> QuerySet[Loan]:
    """What is booked and is to be fetched or brought back on a day that its house has closed since, the next first.

    To be counted with other piles. None is the clock.
    """
    shut = ClosedDays.objects.filter(place=OuterRef("thing__place"))
    rows = live_loans().annotate(
        fetched_on=TruncDate("starts_at", tzinfo=clock.OSLO),
        back_on=TruncDate(
            ExpressionWrapper(F("ends_at") - Value(QUARTER), output_field=DateTimeField()), tzinfo=clock.OSLO
        ),
    )
    fetched = Exists(shut.filter(from_on__lte=OuterRef("fetched_on"), until_on__gte=OuterRef("fetched_on")))
    back = Exists(shut.filter(from_on__lte=OuterRef("back_on"), until_on__gte=OuterRef("back_on")))
    meeting = (Q(fetched) & Q(fetched_at__isnull=True) & Q(starts_at__gt=at)) | Q(back)
    rows = rows.filter(meeting, approved_at__isnull=False, ends_at__gt=at)
    return (rows.filter(thing__place=place) if place else rows).order_by("starts_at", "pk")


def closed_day_of(loan: Loan, *, at: dt.datetime) -> ClosedDays | None:
    """The days its house has closed, so that a loan cannot be fetched or brought back as promised; None where none has.

    One query.
    """
    if not loan.is_live or loan.ends_at <= at:
        return None
    fetched_on, back_on = clock.local_day(loan.starts_at), clock.local_day(loan.ends_at - QUARTER)
    waits = loan.fetched_at is None and loan.starts_at > at
    for one in loan.thing.place.closed_days.order_by("from_on", "pk"):
        if (waits and one.from_on <= fetched_on <= one.until_on) or one.from_on <= back_on <= one.until_on:
            return one
    return None


def _closed_spans(place: Place, at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """From when until when it is closed, each time."""
    days = closed_days_to_come(place, today=clock.local_day(at))
    return [(clock.start_of_day(one.from_on), clock.start_of_day(one.until_on + DAY)) for one in days]
