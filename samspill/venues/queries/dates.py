"""What is borrowed for several dates: what is free of a thing on each, and the dates that were asked for together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from samspill.venues.models import Booking, Loan, Thing
from samspill.venues.queries import every_booking, terms_of
from samspill.venues.queries.things import every_loan, out_by_thing
from samspill.venues.rules import Objection
from samspill.venues.rules.loans import loan_objection, most_out


@dataclass(frozen=True)
class WishedDate:
    """One of several times: why it cannot be had whoever asks, or None, and how many pieces nobody has then."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    why: Objection | None
    left: int


def wished_dates(
    thing: Thing, times: Sequence[tuple[dt.datetime, dt.datetime]], *, at: dt.datetime, by_staff: bool
) -> list[WishedDate]:
    """Each of the times with what stands in the way and how many are left. One query."""
    if not times:
        return []
    terms = terms_of(thing)
    out = out_by_thing([thing.pk], min(times)[0], at)[thing.pk]
    return [
        WishedDate(
            starts_at,
            ends_at,
            loan_objection(starts_at, ends_at, terms, at=at, by_staff=by_staff),
            max(thing.pieces - most_out(out, starts_at, ends_at), 0),
        )
        for starts_at, ends_at in times
    ]


def dates_together(loan: Loan) -> list[Loan]:
    """All that was asked for together with a loan, for the same borrower and whatever became of it, the first first."""
    if loan.series is None:
        return [loan]
    rows = every_loan().filter(series=loan.series, person=loan.person_id, organisation=loan.organisation_id)
    return list(rows.order_by("starts_at", "pk"))


def dates_to_come(loan: Loan, *, at: dt.datetime) -> list[Loan]:
    """Those of `dates_together` that hold their pieces, have not begun and are not fetched."""
    return [one for one in dates_together(loan) if one.is_live and not one.fetched_at and one.starts_at > at]


def bookings_together(booking: Booking) -> list[Booking]:
    """All times of a room that were asked for together with a booking, for the same borrower, the first first."""
    if booking.series is None:
        return [booking]
    rows = every_booking().filter(
        series=booking.series, person=booking.person_id, organisation=booking.organisation_id
    )
    return list(rows.order_by("starts_at", "pk"))


def last_end_of(row: Booking | Loan) -> dt.datetime:
    """When the last of what was asked for together is over, or brought back."""
    if row.series is None:
        return row.ends_at
    table = Booking if isinstance(row, Booking) else Loan
    found = table.objects.filter(series=row.series).aggregate(last=Max("ends_at"))["last"]
    return max(found or row.ends_at, row.ends_at)
