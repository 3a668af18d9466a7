"""Where fewer pieces are left than were promised: the borrower is written to, or gets another thing in its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from django.db import transaction
from django.utils import translation

from samspill.foundation.actions import note
from samspill.messaging.queries import language_of
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import NotLent, reason_of
from samspill.venues.actions.pieces import fetching_hours, hold, lock_thing
from samspill.venues.actions.telling import tell
from samspill.venues.models import ClosedDays, Loan, Thing
from samspill.venues.queries.promises import TooFew
from samspill.venues.queries.things import loan_as_it_stands
from samspill.venues.rules import Objection
from samspill.venues.wording import Told


def ready_words(loan: Loan, few: TooFew | None, closed: ClosedDays | None = None) -> str:
    """What to write to the borrower about a loan that cannot be kept, in her language, for staff to put right.

    Its house is closed, or it lacks pieces; "" where neither.
    """
    with translation.override(language_of(loan.person)):
        what = wording.pieces_words(loan.pieces, loan.thing.name)
        when = wording.span_words(loan.starts_at, loan.ends_at)
        if closed:
            return wording.closed_then(what, when, loan.thing.place.name, closed.reason)
        return wording.too_few_left(what, when, few.left) if few else ""


def ready_reason(loan: Loan, few: TooFew | None, closed: ClosedDays | None = None) -> str:
    """Why it is cancelled, or another thing is lent, in the borrower's language, for staff to put right."""
    with translation.override(language_of(loan.person)):
        if closed:
            return wording.why_closed(loan.thing.place.name)
        return wording.why_too_few() if few else ""


@transaction.atomic
def write_to_borrower(loan: Loan, words: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Write to whoever borrows, with the link to change or give back under it; False where she cannot be reached.

    The same words twice are sent once. Raises `ReasonMissing` where nothing is written, and `HoldsNationalId`.
    """
    words = reason_of(words)
    key = f"loan_written:{loan.pk}:{hashlib.sha256(words.encode()).hexdigest()[:16]}"
    if not tell(loan, lambda told: wording.written(told, words), key=key, at=at):
        return False
    note("write_of_loan", loan, by=by, channel="web", at=at, person=str(loan.person_id))
    return True


@transaction.atomic
def lend_instead(loan: Loan, thing_id: uuid.UUID, reason: str, *, by: StaffMember, at: dt.datetime) -> Loan:
    """Staff lend as many of another thing in its place; the borrower is told which for which, where, and the reason.

    Raises `NotLent`, `TooFewLeft`, `ReasonMissing` and `HoldsNationalId`, and then it stands as it stood.
    """
    reason = reason_of(reason)
    thing, loan = lock_both(loan, thing_id)
    before = put_instead(loan, thing, by=by, at=at)
    _tell_instead(loan, before, reason, at=at)
    return loan


def lock_both(loan: Loan, thing_id: uuid.UUID) -> tuple[Thing, Loan]:
    """The thing, and the loan as it stands; that and what the loan is of are locked, in the order of their keys."""
    for one in sorted({loan_as_it_stands(loan).thing_id, thing_id}):
        lock_thing(one)
    return lock_thing(thing_id), loan_as_it_stands(loan)


def put_instead(loan: Loan, thing: Thing, *, by: StaffMember, at: dt.datetime) -> Thing:
    """As `lend_instead`, and nobody is told: what it was of before. The caller has locked both.

    Raises `NotLent` and `TooFewLeft`.
    """
    if not loan.is_live or loan.fetched_at or loan.thing_id == thing.pk:
        raise NotLent(Objection.PAST)
    fetching_hours(thing, loan.starts_at, loan.ends_at, by=by, at=at)
    before = loan.thing
    loan.thing, loan.instead_of, loan.moved_at, loan.reminded_at = thing, before, at, None
    hold(loan, thing, at=at)
    facts = {"person": str(loan.person_id), "thing": str(thing.pk), "before": str(before.pk)}
    note("lend_instead", loan, by=by, channel="web", at=at, **facts)
    return before


def where_it_stands(thing: Thing, before: Thing) -> str:
    """The house of what is lent instead, in words; "" where that is the same house."""
    here = thing.place
    return ", ".join(part for part in (here.name, here.address) if part) if here != before.place else ""


def _tell_instead(loan: Loan, before: Thing, reason: str, *, at: dt.datetime) -> None:
    place = where_it_stands(loan.thing, before)

    def said(told: Told) -> str:
        asked = wording.pieces_words(loan.pieces, before.name)
        return wording.lent_instead(told, asked, place, reason, waits=loan.approved_at is None)

    tell(loan, said, key=key_of_instead(loan, at), at=at)


def key_of_instead(loan: Loan, at: dt.datetime) -> str:
    """What the message is called in the outbox that tells of what is lent instead; of several dates by the first."""
    return f"loan_instead:{loan.pk}:{at.isoformat()}"
