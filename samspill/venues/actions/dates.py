"""A thing borrowed for several dates at once: «every Tuesday until Christmas». Each date is a loan of its own.

So each is handed out, brought back, changed and given up by itself; and what is to come is answered or ended together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import transaction

from samspill.foundation.keys import new_key
from samspill.people.models import Person, StaffMember
from samspill.venues import wording
from samspill.venues.actions.answering import given_up, no_to, taken_from, yes_to
from samspill.venues.actions.bookings import MOST_AT_ONCE
from samspill.venues.actions.borrowing import NotLent, Who, reason_of
from samspill.venues.actions.loans import ThingOrder, lent, stands_already
from samspill.venues.actions.pieces import TooFewLeft, lock_thing
from samspill.venues.actions.telling import tell_of_dates, tell_of_several
from samspill.venues.models import Booking, Loan, Thing
from samspill.venues.queries.dates import dates_to_come, dates_together
from samspill.venues.queries.things import free_pieces
from samspill.venues.wording import Told

#: A date that could not be had, and why.
LeftOut = tuple[dt.datetime, NotLent | TooFewLeft]


@transaction.atomic
def borrow_several(
    order: ThingOrder,
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    person: Person,
    *,
    takes_fewer: bool = False,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> tuple[list[Loan], list[LeftOut]]:
    """Borrow pieces of a thing many times; gives the loans, and the dates that could not be had with why.

    Those with enough are lent; with `takes_fewer` also those with some, as many as there are. One message tells of them
    all. Pressing twice lends once. Raises `MayNotBorrow` and `HoldsNationalId`, and then nothing is lent.
    """
    thing = lock_thing(order.thing_id)
    series, loans, left = new_key(), list[Loan](), list[LeftOut]()
    for starts_at, ends_at in times[:MOST_AT_ONCE]:
        one = replace(order, starts_at=starts_at, ends_at=ends_at)
        standing = stands_already(thing, one, person, or_fewer=takes_fewer)
        try:
            wanted = _as_many_as_there_are(thing, one, at) if takes_fewer else one
            loans.append(
                standing or lent(thing, wanted, person, channel=channel, by=by, at=at, series=series)
            )
        except (NotLent, TooFewLeft) as error:
            left.append((starts_at, error))
    made = [loan for loan in loans if loan.series == series]
    if made:
        tell_of_several(made, at=at)
    return loans, left


@transaction.atomic
def approve_dates(loan: Loan, *, by: StaffMember, at: dt.datetime) -> int:
    """Say yes to all that waits of what was asked for together; one message tells of it. How many."""
    rows = locked_dates(dates_together(loan))
    said = [row for row in (yes_to(one, by=by, at=at) for one in rows) if row is not None]
    key = f"dates_approved:{loan.series}:{at.isoformat()}"
    tell_dates(said, lambda told, dates: wording.several(told, dates, waits=False), key, at)
    return len(said)


@transaction.atomic
def end_dates(loan: Loan, reason: str, *, by: StaffMember, at: dt.datetime) -> int:
    """Say no to all that waits, and cancel all to come, of what was asked for together. How many.

    One message tells of it, with the reason. Raises `ReasonMissing` and `HoldsNationalId`.
    """
    reason = reason_of(reason)
    rows = locked_dates(dates_to_come(loan, at=at))
    ended = [(no_to if one.approved_at is None else taken_from)(one, reason, by=by, at=at) for one in rows]
    said = [row for row in ended if row is not None]
    tell_dates(said, wording.several_cancelled, f"dates_ended:{loan.series}:{at.isoformat()}", at)
    return len(said)


@transaction.atomic
def give_back_dates(loan: Loan, *, by: Who, at: dt.datetime) -> int:
    """The borrower needs nothing of what is to come of what was asked for together. How many; she is thanked once."""
    rows = locked_dates(dates_to_come(loan, at=at))
    said = [row for row in (given_up(one, by=by, at=at) for one in rows) if row is not None]
    tell_dates(
        said, wording.several_given_back, f"dates_back:{loan.series}:{at.isoformat()}", at, answers_now=True
    )
    return len(said)


def locked_dates(rows: list[Loan]) -> list[Loan]:
    """The same, with their things locked in the order of their keys: some may have got another thing."""
    for thing_id in sorted({row.thing_id for row in rows}):
        lock_thing(thing_id)
    return rows


def _as_many_as_there_are(thing: Thing, order: ThingOrder, at: dt.datetime) -> ThingOrder:
    """The order, with fewer pieces where there are fewer; as it is where there is none, and then it is refused."""
    left = free_pieces(thing, order.starts_at, order.ends_at, at=at)
    return replace(order, pieces=min(order.pieces, left) or order.pieces)


def tell_dates(
    rows: Sequence[Booking | Loan],
    say: Callable[[Told, list[str]], str],
    key: str,
    at: dt.datetime,
    *,
    answers_now: bool = False,
) -> None:
    """One message about several dates, as `telling.tell_of_dates`; none where there are no dates."""
    if rows:
        tell_of_dates(rows, say, key=key, at=at, answers_now=answers_now)
