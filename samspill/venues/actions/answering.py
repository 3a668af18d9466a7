"""What is asked for is answered, and what is booked is cancelled or given back: a room or a thing, it is the same."""

from __future__ import annotations

import datetime as dt

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


@transaction.atomic
def approve(row: Booking | Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say yes to a request; False where a colleague has answered or the borrower gave it back."""
    row = _as_it_stands(row)
    if not row.is_live or row.approved_at:
        return False
    row.approved_at, row.approved_by = at, by
    row.save(update_fields=["approved_at", "approved_by"])
    note("approve_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    tell(row, wording.booked, key=f"booking_approved:{row.pk}:{at.isoformat()}", at=at)
    return True


@transaction.atomic
def refuse(row: Booking | Loan, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say no to a request, with the reason she is told; False where it is answered. Raises `ReasonMissing`."""
    row, reason = _as_it_stands(row), reason_of(reason)
    if not row.is_live or row.approved_at:
        return False
    _free(row, "refused_at", by, at, reason)
    note("refuse_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    tell(row, wording.refused, key=f"booking_refused:{row.pk}", at=at)
    return True


@transaction.atomic
def cancel(row: Booking | Loan, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Take back what was booked, with the reason she is told; False where it is settled, over, or fetched.

    Raises `ReasonMissing`.
    """
    row, reason = _as_it_stands(row), reason_of(reason)
    if not row.is_live or row.ends_at <= at or _is_fetched(row):
        return False
    _free(row, "cancelled_at", by, at, reason)
    note("cancel_booking", row, by=by, channel="web", at=at, person=str(row.person_id))
    tell(row, wording.cancelled, key=f"booking_cancelled:{row.pk}", at=at)
    return True


@transaction.atomic
def give_back(row: Booking | Loan, *, by: Who, at: dt.datetime) -> bool:
    """The borrower does not need it: others can have it, and she is thanked.

    False where it was settled, where a room's time is over, and where a thing is fetched: then it is brought back
    (`bring_back`).
    """
    row = _as_it_stands(row)
    is_over = isinstance(row, Booking) and row.ends_at <= at
    if not row.is_live or is_over or _is_fetched(row):
        return False
    _free(row, "given_back_at", by, at)
    note("give_back_space", row, by=by, channel=channel_of(by), at=at, person=str(row.person_id))
    tell(row, wording.given_back, key=f"booking_back:{row.pk}", at=at, answers_now=True)
    return True


def _as_it_stands(row: Booking | Loan) -> Booking | Loan:
    return locked(row)[1] if isinstance(row, Booking) else locked_loan(row)[1]


def _is_fetched(row: Booking | Loan) -> bool:
    return isinstance(row, Loan) and row.fetched_at is not None


def _free(row: Booking | Loan, how: str, by: Who, at: dt.datetime, reason: str = "") -> None:
    """It holds its time no more; whoever planned something in a room hears of it."""
    setattr(row, how, at)
    row.reason, row.ended_by = reason, by if isinstance(by, StaffMember) else None
    row.save(update_fields=[how, "reason", "ended_by"])
    if isinstance(row, Booking):
        row.quarters.all().delete()
        if how != "refused_at":
            booking_cancelled.send(Booking, booking=row, at=at)
