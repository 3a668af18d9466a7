"""At the counter of the house: pieces are handed out, come back, and are counted; the borrower may say so herself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import Who, channel_of
from samspill.venues.actions.pieces import hold, locked_loan
from samspill.venues.actions.telling import tell
from samspill.venues.models import Loan, Thing


class MoreThanLent(ValueError):
    """More pieces are said to be missing than were lent."""


@transaction.atomic
def hand_out(loan: Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    """The borrower has fetched it. False where it is fetched already, not booked, or settled."""
    _thing, loan = locked_loan(loan)
    if not (loan.is_live and loan.approved_at) or loan.fetched_at:
        return False
    _write(loan, fetched_at=at, fetched_by=by)
    note("hand_out_thing", loan, by=by, channel="web", at=at, person=str(loan.person_id))
    return True


@transaction.atomic
def undo_hand_out(loan: Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    """It was not fetched after all. False where it is not out."""
    _thing, loan = locked_loan(loan)
    if not (loan.is_live and loan.fetched_at):
        return False
    _write(loan, fetched_at=None, fetched_by=None)
    note("undo_hand_out", loan, by=by, channel="web", at=at, person=str(loan.person_id))
    return True


@transaction.atomic
def bring_back(loan: Loan, *, by: Who, at: dt.datetime) -> bool:
    """The borrower says that it is back: others can have it, and the house looks it over.

    False where it was said before, is settled, or is not begun: then it is given back instead.
    """
    _thing, loan = locked_loan(loan)
    if not (loan.is_live and loan.approved_at) or not (loan.fetched_at or loan.starts_at <= at):
        return False
    _write(loan, brought_back_at=at)
    note("bring_back_thing", loan, by=by, channel=channel_of(by), at=at, person=str(loan.person_id))
    tell(loan, wording.brought_back, key=f"loan_brought:{loan.pk}:{at.isoformat()}", at=at, answers_now=True)
    return True


@transaction.atomic
def take_back(loan: Loan, missing: int = 0, *, by: StaffMember, at: dt.datetime) -> bool:
    """The house has it again; so many pieces did not come, and are lent no more until they are found.

    False where it is settled or not booked. Raises `MoreThanLent`.
    """
    thing, loan = locked_loan(loan)
    if loan.returned_at or not loan.approved_at or not (loan.is_live or loan.brought_back_at):
        return False
    if not 0 <= missing <= loan.pieces:
        raise MoreThanLent(missing)
    _write(loan, returned_at=at, returned_by=by, missing=missing)
    Thing.objects.filter(pk=thing.pk).update(pieces=max(thing.pieces - missing, 0))
    facts = {"person": str(loan.person_id), "missing": missing}
    note("take_back_thing", loan, by=by, channel="web", at=at, **facts)
    return True


@transaction.atomic
def undo_take_back(loan: Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    """It was marked by mistake: it is out as before. False where it is not marked.

    Raises `TooFewLeft` where others have borrowed the pieces meanwhile.
    """
    thing, loan = locked_loan(loan)
    if loan.returned_at is None:
        return False
    _found(thing, loan)
    thing.pieces += loan.missing
    loan.returned_at, loan.returned_by, loan.missing, loan.brought_back_at = None, None, 0, None
    hold(loan, thing, at=at)
    note("undo_take_back", loan, by=by, channel="web", at=at, person=str(loan.person_id))
    return True


@transaction.atomic
def find_missing(loan: Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    """What was missing came after all, and is lent again. False where nothing is missing."""
    thing, loan = locked_loan(loan)
    if not loan.missing:
        return False
    _found(thing, loan)
    facts = {"person": str(loan.person_id), "found": loan.missing}
    _write(loan, missing=0)
    note("find_missing", loan, by=by, channel="web", at=at, **facts)
    return True


def _found(thing: Thing, loan: Loan) -> None:
    Thing.objects.filter(pk=thing.pk).update(pieces=F("pieces") + loan.missing)


def _write(loan: Loan, **facts: object) -> None:
    for name, value in facts.items():
        setattr(loan, name, value)
    loan.save(update_fields=list(facts))
