"""What was given back by a wrong touch is the borrower's again, as long as nobody else has it.

The locks are those of borrowing (0028, 0045): the hall, or the thing. So of two who press at once, one to have it again
and one to borrow it, one gets it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import Who, answer_by, channel_of
from samspill.venues.actions.dates import locked_dates, tell_dates
from samspill.venues.actions.halls import TimeTaken, locked, take
from samspill.venues.actions.pieces import TooFewLeft, hold, locked_loan
from samspill.venues.actions.telling import tell
from samspill.venues.models import Booking, Lent, Loan
from samspill.venues.queries import booking_of_link
from samspill.venues.queries.again import dates_given_back, why_not_again
from samspill.venues.queries.things import loan_as_it_stands
from samspill.venues.wording import Told

Row = Booking | Loan


@transaction.atomic
def have_again(row: Row, *, by: Who, at: dt.datetime) -> bool:
    """What was given back, or said to be back, stands as it stood before; the borrower is told.

    A request waits for an answer again. False where it is too late (`queries.again`), and then nothing is changed.
    Pressing twice does the same.
    """
    said = had_again(row, by=by, at=at)
    if said is None:
        return _as_it_stands(row).is_live
    if isinstance(said, Booking) or not said.fetched_at:
        tell(
            said,
            _what_stands(said, by, at),
            key=f"booking_again:{row.pk}:{at.isoformat()}",
            at=at,
            answers_now=True,
        )
    return True


@transaction.atomic
def have_dates_again(loan: Loan, *, by: Who, at: dt.datetime) -> tuple[int, int]:
    """The dates that were given back together the last time: how many are hers again, and how many others have now.

    One message tells of those that are.
    """
    locked_dates(dates_given_back(loan, at=at))
    rows = dates_given_back(loan, at=at)
    said = [row for row in (had_again(one, by=by, at=at) for one in rows) if row is not None]
    waits = any(row.approved_at is None for row in said)
    key = f"dates_again:{loan.series}:{at.isoformat()}"
    tell_dates(said, lambda told, dates: wording.several(told, dates, waits), key, at, answers_now=True)
    return len(said), len(rows) - len(said)


def had_again(row: Row, *, by: Who, at: dt.datetime) -> Row | None:
    """As `have_again`, and nobody is told: the row as it stands then, or None."""
    try:
        stands = _booking(row, at) if isinstance(row, Booking) else _loan(row, at)
    except (TimeTaken, TooFewLeft):
        return None
    if stands is not None:
        note("have_again", stands, by=by, channel=channel_of(by), at=at, person=str(stands.person_id))
    return stands


def _what_stands(row: Row, by: Who, at: dt.datetime) -> Callable[[Told], str]:
    """What the borrower is told of what is hers again; nobody is told where to fetch what should be fetched by now."""
    if row.approved_at is None:
        return wording.asked
    if isinstance(row, Booking) or row.starts_at > at:
        return wording.booked
    return wording.never_fetched_by_mistake if isinstance(by, StaffMember) else wording.stands_as_before


def _booking(row: Booking, at: dt.datetime) -> Booking | None:
    space, booking = locked(row)
    if why_not_again(booking, at=at):
        return None
    take(booking, space)
    booking.given_back_at, booking.ended_by = None, None
    booking.answer_by_on = _answer_by(booking, space, at)
    booking.save(update_fields=["given_back_at", "ended_by", "answer_by_on"])
    return booking


def _loan(row: Loan, at: dt.datetime) -> Loan | None:
    thing, loan = locked_loan(row)
    if why_not_again(loan, at=at):
        return None
    loan.given_back_at, loan.ended_by, loan.brought_back_at = None, None, None
    loan.answer_by_on = _answer_by(loan, thing, at)
    hold(loan, thing, at=at)
    return loan


def _answer_by(row: Row, lent: Lent, at: dt.datetime) -> dt.date | None:
    """A request that comes again is answered as one that comes now."""
    return row.answer_by_on if row.approved_at else answer_by(lent, row.starts_at, at)


def _as_it_stands(row: Row) -> Row:
    return booking_of_link(row.pk) if isinstance(row, Booking) else loan_as_it_stands(row)
