"""What keeps more of a thing from being lent than there is: the lock of the thing, and the pieces counted (0045).

The database refuses what the count would miss (`models.guards`).
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from samspill.people.models import StaffMember
from samspill.venues import rules
from samspill.venues.actions.borrowing import NotLent, Who
from samspill.venues.models import Loan, Thing
from samspill.venues.queries import terms_of
from samspill.venues.queries.things import free_pieces, loan_as_it_stands, things_with_terms
from samspill.venues.rules import Objection
from samspill.venues.rules.loans import Out, holds_more, hours_to_fetch, loan_objection


class TooFewLeft(RuntimeError):
    """So many pieces are not free in all of that time. `left` is how many are."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def lock_thing(thing_id: uuid.UUID) -> Thing:
    """A thing with what it demands, locked until the transaction ends. Raises `Thing.DoesNotExist`."""
    Thing.objects.select_for_update(no_key=True).get(pk=thing_id)
    return things_with_terms().get(pk=thing_id)


def locked_loan(loan: Loan) -> tuple[Thing, Loan]:
    """A loan as it stands, and its thing, which is locked. Errors as `lock_thing`."""
    thing = lock_thing(loan.thing_id)
    return thing, loan_as_it_stands(loan)


def fetching_hours(
    thing: Thing, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> rules.Hours:
    """The hours in which it is fetched. Raises `NotLent`."""
    terms = terms_of(thing)
    why = loan_objection(starts_at, ends_at, terms, at=at, by_staff=isinstance(by, StaffMember))
    hours = None if why else hours_to_fetch(starts_at, terms)
    if hours is None or thing.closed_at:
        raise NotLent(why or Objection.NO_FETCHING)
    return hours


def hold(loan: Loan, thing: Thing, *, at: dt.datetime, before: Out | None = None) -> None:
    """Write a loan that holds its pieces; `before` is what it held. The thing is locked by the caller.

    Raises `TooFewLeft`. Who asks for nothing more is never refused, also where more is promised than there is.
    """
    if before is None or holds_more(before, Out(loan.pieces, loan.starts_at, loan.ends_at)):
        left = free_pieces(thing, loan.starts_at, loan.ends_at, at=at, but=loan)
        if loan.pieces > left:
            raise TooFewLeft(left)
    try:
        with transaction.atomic():
            loan.save()
    except IntegrityError as error:
        raise TooFewLeft(0) from error
