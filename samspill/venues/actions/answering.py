"""What is asked for is answered, and what is booked is cancelled or given back: a room or a thing, it is the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import Who, channel_of, reason_of
from samspill.venues.actions.halls import locked
from samspill.venues.actions.pieces import locked_loan
from samspill.venues.actions.telling import tell
from samspill.venues.models import Booking, Loan
from samspill.venues.signals import booking_cancelled
from samspill.venues.wording import Told

Row = Booking | Loan


@transaction.atomic
def approve(row: Row, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say yes to a request; False where a colleague has answered or the borrower gave it back."""
    said = yes_to(row, by=by, at=at)
    return said is not None and _told(
        said, wording.booked, key=f"booking_approved:{row.pk}:{at.isoformat()}", at=at
    )


@transaction.atomic
def refuse(row: Row, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say no to a request, with the reason she is told; False where it is answered. Raises `ReasonMissing`."""
    said = no_to(row, reason_of(reason), by=by, at=at)
    return said is not None and _told(said, wording.refused, key=f"booking_refused:{row.pk}", at=at)


@transaction.atomic
def cancel(row: Row, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Take back what was booked, with the reason she is told; False where it is settled, over, or fetched.

    Raises `ReasonMissing`.
    """
    said = taken_from(row, reason_of(reason), by=by, at=at)
    return said is not None and _told(said, wording.cancelled, key=f"booking_cancelled:{row.pk}", at=at)


@transaction.atomic
def give_back(row: Row, *, by: Who, at: dt.datetime) -> bool:
    """The borrower does not need it: others can have it, and she is thanked.

    False where it was settled, where a room's time is over, and where a thing is fetched: then it is brought back
    (`bring_back`).
    """
    said, key = given_up(row, by=by, at=at), f"booking_back:{row.pk}:{at.isoformat()}"
    return said is not None and _told(said, wording.given_back, key=key, at=at, answers_now=True)


def yes_to(row: Row, *, by: StaffMember, at: dt.datetime) -> Row | None:
    """As `approve`, and nobody is told: the row as it stands then, or None."""
    row = _as_it_stands(row)
    if not row.is_live or row.approved_at:
        return None
    row.approved_at, row.approved_by = at, by
    row.save(update_fields=["approved_at", "approved_by"])
    note("approve_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    return row


def no_to(row: Row, reason: str, *, by: StaffMember, at: dt.datetime) -> Row | None:
    """As `refuse`, and nobody is told. `reason` is from `borrowing.reason_of`."""
    row = _as_it_stands(row)
    if not row.is_live or row.approved_at:
        return None
    _free(row, "refused_at", by, at, reason)
    note("refuse_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    return row


def taken_from(row: Row, reason: str, *, by: StaffMember, at: dt.datetime) -> Row | None:
    """As `cancel`, and nobody is told. `reason` is from `borrowing.reason_of`."""
    row = _as_it_stands(row)
    if not row.is_live or row.ends_at <= at or _is_fetched(row):
        return None
    _free(row, "cancelled_at", by, at, reason)
    note("cancel_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    return row


def given_up(row: Row, *, by: Who, at: dt.datetime) -> Row | None:
    """As `give_back`, and nobody is thanked."""
    row = _as_it_stands(row)
    is_over = isinstance(row, Booking) and row.ends_at <= at
    if not row.is_live or is_over or _is_fetched(row):
        return None
    _free(row, "given_back_at", by, at)
    note("give_back_space", row, by=by, channel=channel_of(by), at=at, person=str(row.person_id))
    return row


def _told(
    row: Row,
    say: Callable[[Told], str],
    *,
    key: str,
    at: dt.datetime,
    answers_now: bool = False,
) -> bool:
    """Tell the borrower; True also where she cannot be written to."""
    tell(row, say, key=key, at=at, answers_now=answers_now)
    return True


def _as_it_stands(row: Row) -> Row:
    return locked(row)[1] if isinstance(row, Booking) else locked_loan(row)[1]


def _is_fetched(row: Row) -> bool:
    return isinstance(row, Loan) and row.fetched_at is not None


def _free(row: Row, how: str, by: Who, at: dt.datetime, reason: str = "") -> None:
    """It holds its time no more; whoever planned something in a room hears of it."""
    setattr(row, how, at)
    row.reason, row.ended_by = reason, by if isinstance(by, StaffMember) else None
    row.save(update_fields=[how, "reason", "ended_by"])
    if isinstance(row, Booking):
        row.quarters.all().delete()
        if how != "refused_at":
            booking_cancelled.send(Booking, booking=row, at=at)
