"""Another thing in place of one that cannot be lent as promised: which there are, on which dates; what is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from samspill.venues.models import Loan, Thing
from samspill.venues.queries import terms_of
from samspill.venues.queries.dates import dates_together
from samspill.venues.queries.things import free_pieces, lent_things, live_loans, out_by_thing
from samspill.venues.rules import Objection
from samspill.venues.rules.loans import loan_objection, most_out


@dataclass(frozen=True)
class DateInstead:
    """One date with another thing in its place: how many of that are free, and why it is not lent then, or None."""

    loan: Loan
    left: int
    why: Objection | None

    @property
    def can_be(self) -> bool:
        """Whether the date can have as many of the other thing."""
        return self.why is None and self.left >= self.loan.pieces


@dataclass(frozen=True)
class OtherThing:
    """A thing that some of the dates can have instead; each of the dates is there."""

    thing: Thing
    dates: tuple[DateInstead, ...]

    @property
    def suits(self) -> int:
        """How many of the dates can have it."""
        return sum(one.can_be for one in self.dates)


def things_instead_of_dates(loans: Sequence[Loan], *, at: dt.datetime) -> list[OtherThing]:
    """Other things that at least one of these dates can have, those that suit most first, then the same house.

    Four queries however many dates.
    """
    if not loans:
        return []
    first = min(one.starts_at for one in loans)
    things = list(lent_things())
    out = out_by_thing([thing.pk for thing in things], first, at)
    found = []
    for thing in things:
        asked = [one for one in loans if one.thing_id != thing.pk]
        terms = terms_of(thing)
        dates = []
        for one in asked:
            times = one.starts_at, one.ends_at
            left = max(thing.pieces - most_out(out[thing.pk], *times), 0)
            dates.append(DateInstead(one, left, loan_objection(*times, terms, at=at, by_staff=True)))
        found.append(OtherThing(thing, tuple(dates)))
    here = loans[0].thing.place_id
    suiting = [one for one in found if one.suits]
    return sorted(suiting, key=lambda one: (-one.suits, one.thing.place_id != here, one.thing.name))


def undoable(loans: Iterable[Loan]) -> list[Loan]:
    """Of loans to come one for each time that something was lent instead: that can be undone."""
    return list({one.moved_at: one for one in loans if one.instead_of_id}.values())


def lent_instead_together(loan: Loan) -> list[Loan]:
    """What was lent in place of something else together with this loan, at the same moment, as it stands."""
    if loan.instead_of_id is None:
        return []
    return [one for one in dates_together(loan) if one.instead_of_id and one.moved_at == loan.moved_at]


def is_promised_meanwhile(loan: Loan, thing: Thing, *, at: dt.datetime) -> bool:
    """Whether others were promised what this loan had before, since it got something else, and too few are left.

    Where nobody was, it goes back as it stood, also where that was too few.
    """
    if loan.pieces <= free_pieces(thing, loan.starts_at, loan.ends_at, at=at):
        return False
    since = Q(asked_at__gt=loan.moved_at) | Q(moved_at__gt=loan.moved_at)
    rows = live_loans().filter(since, thing=thing, starts_at__lt=loan.ends_at, ends_at__gt=loan.starts_at)
    return rows.exists()
