"""What was borrowed on days that a house closed afterwards: somebody would meet a locked door."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Q

from samspill.foundation import clock
from samspill.venues.models import Booking, Loan, Place
from samspill.venues.queries import closed_days_to_come, live_bookings
from samspill.venues.queries.things import live_loans

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


def _closed_spans(place: Place, at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """From when until when it is closed, each time."""
    days = closed_days_to_come(place, today=clock.local_day(at))
    return [(clock.start_of_day(one.from_on), clock.start_of_day(one.until_on + DAY)) for one in days]
