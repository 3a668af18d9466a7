"""Somebody borrows pieces of a thing, or changes how many and when."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from samspill.foundation.actions import note
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import NotLent, Who, answer_by, channel_of, check_may, is_at_once
from samspill.venues.actions.pieces import fetching_hours, hold, lock_thing, locked_loan
from samspill.venues.actions.telling import tell
from samspill.venues.models import Loan, Thing
from samspill.venues.queries import terms_of
from samspill.venues.rules import Objection
from samspill.venues.rules.loans import Out, objection_to_return
from samspill.venues.wording import Told


@dataclass(frozen=True)
class ThingOrder:
    """What somebody wants: so many pieces of a thing, fetched and back when, for what, and for whom.

    `on_behalf_of` is a group we do not know.
    """

    thing_id: uuid.UUID
    pieces: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str
    organisation: Organisation | None = None
    on_behalf_of: str = ""


@transaction.atomic
def borrow_thing(order: ThingOrder, person: Person, *, channel: str, by: Who, at: dt.datetime) -> Loan:
    """Borrow pieces of a thing, at once or as a request that holds them until it is answered; the borrower is told.

    Pressing twice gives the one loan. Raises `NotLent`, `MayNotBorrow`, `TooFewLeft` and `HoldsNationalId`.
    """
    thing = lock_thing(order.thing_id)
    standing = stands_already(thing, order, person)
    if standing is not None:
        return standing
    loan = lent(thing, order, person, channel=channel, by=by, at=at)
    say = wording.booked if loan.approved_at else wording.asked
    tell(loan, say, key=f"loan:{loan.pk}", at=at, answers_now=True)
    return loan


def lent(
    thing: Thing,
    order: ThingOrder,
    person: Person,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
    series: uuid.UUID | None = None,
) -> Loan:
    """A new loan of a thing that the caller has locked; nobody is told. Errors as `borrow_thing`."""
    check_may(thing, order)
    hours = fetching_hours(thing, order.starts_at, order.ends_at, by=by, at=at)
    at_once = is_at_once(thing, order, person, by=by, hours_say_so=hours.at_once)
    loan = Loan(
        thing=thing, person=person, organisation=order.organisation, on_behalf_of=order.on_behalf_of,
        purpose=order.purpose, pieces=order.pieces, starts_at=order.starts_at, ends_at=order.ends_at,
        asked_at=at, channel=channel, entered_by=by if isinstance(by, StaffMember) else None,
        approved_at=at if at_once else None,
        answer_by_on=None if at_once else answer_by(thing, order.starts_at, at), series=series,
    )  # fmt: skip
    hold(loan, thing, at=at)
    note("borrow_thing", loan, by=by, channel=channel, at=at, person=str(person.pk), thing=str(thing.pk))
    return loan


@transaction.atomic
def change_loan(
    loan: Loan, pieces: int, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> Loan:
    """Other pieces or other times; it waits for an answer again where the new time demands one and she asks herself.

    What is fetched can only be kept longer or brought back sooner. Raises `NotLent` and `TooFewLeft`, and then it
    stands as it stood.
    """
    (thing, loan), by_staff = locked_loan(loan), isinstance(by, StaffMember)
    before = Out(loan.pieces, loan.starts_at, loan.ends_at)
    if not loan.is_live:
        raise NotLent(Objection.PAST)
    if loan.fetched_at:
        pieces, starts_at = loan.pieces, loan.starts_at
        why = objection_to_return(starts_at, ends_at, terms_of(thing), at=at, by_staff=by_staff)
        if why:
            raise NotLent(why)
    else:
        hours = fetching_hours(thing, starts_at, ends_at, by=by, at=at)
        if not (hours.at_once or by_staff):
            loan.approved_at, loan.answer_by_on = None, answer_by(thing, starts_at, at)
    loan.pieces, loan.starts_at, loan.ends_at, loan.moved_at = pieces, starts_at, ends_at, at
    loan.reminded_at = loan.reminded_at if loan.fetched_at else None
    loan.return_reminded_at = loan.late_told_at = loan.instead_of = None
    hold(loan, thing, at=at, before=before)
    facts = {"person": str(loan.person_id), "starts": starts_at.isoformat(), "pieces": pieces}
    note("change_loan", loan, by=by, channel=channel_of(by), at=at, **facts)
    say = _what_changed(loan, before) if loan.approved_at else wording.asked
    tell(loan, say, key=f"loan_moved:{loan.pk}:{at.isoformat()}", at=at, answers_now=True)
    return loan


def _what_changed(loan: Loan, before: Out) -> Callable[[Told], str]:
    """Nothing is said to be moved where only the number is another."""
    if (loan.starts_at, loan.ends_at) != before[1:] or loan.pieces == before.pieces:
        return wording.moved
    was = wording.pieces_words(before.pieces, loan.thing.name)
    return lambda told: wording.another_number(told, was)


def stands_already(thing: Thing, order: ThingOrder, person: Person, *, or_fewer: bool = False) -> Loan | None:
    """The live loan that is just what is wanted, or with fewer pieces: the button was pressed twice."""
    rows = Loan.objects.filter(
        thing=thing, person=person, starts_at=order.starts_at, ends_at=order.ends_at,
        **{"pieces__lte" if or_fewer else "pieces": order.pieces},
    )  # fmt: skip
    return next((row for row in rows if row.is_live), None)
