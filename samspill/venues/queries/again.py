"""What was given back by mistake: what stands in the way of having it again."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db.models import Q

from samspill.foundation import clock
from samspill.venues.models import Booking, Loan, Space, Thing
from samspill.venues.queries import clashes, spaces_with_terms, terms_of
from samspill.venues.queries.dates import dates_together
from samspill.venues.queries.things import free_pieces, live_loans, out_of, things_with_terms
from samspill.venues.rules import QUARTER
from samspill.venues.rules.loans import most_out


class TooLate(StrEnum):
    """Why what was given back cannot be had again."""

    NOT_GIVEN_BACK = "not_given_back"
    OVER = "over"
    NOT_LENT = "not_lent"
    TAKEN = "taken"


def why_not_again(row: Booking | Loan, *, at: dt.datetime) -> TooLate | None:
    """What keeps the borrower from having again what she gave back, or said was back; None where nothing does.

    It counts only for what the action finds under its lock; on a page it is how things stand for now.
    """
    if isinstance(row, Booking):
        return _room(row, spaces_with_terms().get(pk=row.space_id), at)
    return _pieces(row, things_with_terms().get(pk=row.thing_id), at)


def dates_given_back(loan: Loan, *, at: dt.datetime) -> list[Loan]:
    """Of what was asked for together what was given back the last time she did, as far as it has not begun."""
    given = [one for one in dates_together(loan) if one.given_back_at]
    last = max((one.given_back_at for one in given if one.given_back_at), default=None)
    return [one for one in given if one.given_back_at == last and one.starts_at > at]


def _room(row: Booking, space: Space, at: dt.datetime) -> TooLate | None:
    if row.given_back_at is None:
        return TooLate.NOT_GIVEN_BACK
    if row.ends_at <= at:
        return TooLate.OVER
    if space.closed_at or terms_of(space).is_closed(clock.local_day(row.starts_at)):
        return TooLate.NOT_LENT
    return TooLate.TAKEN if clashes(space, [(row.starts_at, row.ends_at)]) else None


def _pieces(row: Loan, thing: Thing, at: dt.datetime) -> TooLate | None:
    """What is said to be back can be out again until the house has seen it: then it never was back."""
    if row.returned_at or not (row.given_back_at or row.brought_back_at):
        return TooLate.NOT_GIVEN_BACK
    if row.given_back_at and row.ends_at <= at and row.given_back_at < row.starts_at:
        return TooLate.OVER
    if row.given_back_at and _is_closed(row, thing, at):
        return TooLate.NOT_LENT
    left = free_pieces(thing, row.starts_at, row.ends_at, at=at, but=row)
    if left < row.pieces or _is_lent_since(row, thing, at):
        return TooLate.TAKEN
    return None


def _is_lent_since(row: Loan, thing: Thing, at: dt.datetime) -> bool:
    """Whether others have borrowed or fetched so many, after a loan was said to be never fetched and its time is over,
    that the borrower cannot have had it.
    """
    if row.given_back_at is None or row.ends_at > at:
        return False
    since = Q(asked_at__gt=row.given_back_at) | Q(fetched_at__gt=row.given_back_at)
    until = clock.start_of_day(clock.local_day(at) + dt.timedelta(days=1))
    others = live_loans().filter(since, thing=thing, starts_at__lt=until).exclude(pk=row.pk)
    out = most_out([out_of(one, at) for one in others], row.starts_at, until)
    return out + row.pieces > thing.pieces


def _is_closed(row: Loan, thing: Thing, at: dt.datetime) -> bool:
    """Whether nobody is there any more to hand it out, or to take it back."""
    terms, back_on = terms_of(thing), clock.local_day(row.ends_at - QUARTER)
    fetched_later = row.starts_at > at
    return fetched_later and bool(
        thing.closed_at or terms.is_closed(clock.local_day(row.starts_at)) or terms.is_closed(back_on)
    )
