"""Loans to come that cannot be kept: fewer pieces are left than are promised. Counted from what is, kept nowhere."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Greatest

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.queries import Asker
from samspill.venues.models import Loan, Place, Thing
from samspill.venues.queries import terms_of
from samspill.venues.queries.things import Offer, lent_things, live_loans, out_by_thing, out_of
from samspill.venues.rules.loans import Promise, lacking, loan_objection, most_out


@dataclass(frozen=True)
class TooFew:
    """A loan to come that lacks pieces: how many are left for it, of those that were promised."""

    loan: Loan
    left: int


def loans_with_too_few(asker: Asker, *, at: dt.datetime, place: Place | None = None) -> list[TooFew]:
    """The loans to come that cannot be kept as promised, the next first (`rules.loans.lacking`). One query."""
    return _too_few(at, Q(thing__place=place) if place else Q())


def too_few_everywhere(*, at: dt.datetime) -> list[TooFew]:
    """The same for the clock. One query."""
    return _too_few(at, Q())


def things_with_too_few(asker: Asker, *, at: dt.datetime) -> QuerySet[Thing]:
    """The things of which more is promised than there is at some moment from now on: to be counted with other piles.

    These are the things of the loans in `loans_with_too_few`. What is out is most where some loan begins, or now.
    """
    moment = Greatest("starts_at", Value(at), output_field=DateTimeField())
    tomorrow = clock.start_of_day(clock.local_day(at) + dt.timedelta(days=1))
    late = When(fetched_at__isnull=False, ends_at__lte=at, then=Value(tomorrow))
    held = (
        _holding_now(at)
        .annotate(back_at=Case(late, default=F("ends_at"), output_field=DateTimeField()))
        .filter(thing=OuterRef("thing"), starts_at__lte=OuterRef("moment"), back_at__gt=OuterRef("moment"))
        .order_by()
        .values("thing")
        .annotate(promised=Sum("pieces"), to_come=Count("pk", filter=Q(fetched_at__isnull=True)))
        .filter(promised__gt=F("thing__pieces"), to_come__gt=0)
    )
    over = _holding_now(at).filter(thing=OuterRef("pk")).annotate(moment=moment).filter(Exists(held))
    return Thing.objects.filter(Exists(over))


def too_few_of_thing(thing: Thing, *, at: dt.datetime) -> list[TooFew]:
    """The same of one thing. One query."""
    return _too_few(at, Q(thing=thing))


def too_few_of_dates(loans: Iterable[Loan], *, at: dt.datetime) -> list[TooFew]:
    """The same of all the things that these dates are of: some may have got another thing. One query."""
    return _too_few(at, Q(thing__in={loan.thing_id for loan in loans}))


def too_few_of(loans: Sequence[Loan], *, at: dt.datetime) -> list[TooFew]:
    """The same of these loans alone. One query; none where there are no loans."""
    keys = {loan.pk for loan in loans}
    return [one for one in too_few_of_dates(loans, at=at) if one.loan.pk in keys] if keys else []


def too_few_of_organisation(organisation: Organisation, *, at: dt.datetime) -> list[TooFew]:
    """What an association has borrowed and cannot have as promised, the next first. One query."""
    return [one for one in _too_few(at, Q()) if one.loan.organisation_id == organisation.pk]


def too_few_for(loan: Loan, *, at: dt.datetime) -> TooFew | None:
    """What is left for this loan where that is less than was promised. One query."""
    return next((one for one in _too_few(at, Q(thing=loan.thing_id)) if one.loan.pk == loan.pk), None)


def things_instead(loan: Loan, *, at: dt.datetime) -> list[Offer]:
    """Other things of which as many can be had in all of the loan's time, the same house first. Four queries."""
    times = loan.starts_at, loan.ends_at
    others = [
        thing
        for thing in lent_things().exclude(pk=loan.thing_id)
        if loan_objection(*times, terms_of(thing), at=at, by_staff=True) is None
    ]
    out = out_by_thing([thing.pk for thing in others], loan.starts_at, at)
    found = [Offer(thing, thing.pieces - most_out(out[thing.pk], *times), *times) for thing in others]
    enough = [one for one in found if one.left >= loan.pieces]
    return sorted(enough, key=lambda one: (one.thing.place_id != loan.thing.place_id, one.thing.name))


def _too_few(at: dt.datetime, narrowed: Q) -> list[TooFew]:
    promised: dict[uuid.UUID, list[Loan]] = defaultdict(list)
    for row in _holding_now(at).filter(_of_things_that_promise_too_much(at, narrowed)).order_by("pk"):
        promised[row.thing_id].append(row)
    found = []
    for rows in promised.values():
        lacks = lacking(rows[0].thing.pieces, [_promise(row, at) for row in rows], at=at)
        found += [TooFew(row, row.pieces - lacks[row.pk]) for row in rows if row.pk in lacks]
    return sorted(found, key=lambda one: (one.loan.starts_at, str(one.loan.pk)))


def _of_things_that_promise_too_much(at: dt.datetime, narrowed: Q) -> Q:
    """Only where all that is promised from now on is more than there is can anything be short."""
    sums = _holding_now(at).filter(narrowed).order_by().values("thing").annotate(promised=Sum("pieces"))
    return Q(thing__in=sums.filter(promised__gt=F("thing__pieces")).values("thing"))


def _holding_now(at: dt.datetime) -> QuerySet[Loan]:
    return live_loans().filter(Q(ends_at__gt=at) | Q(fetched_at__isnull=False))


def _promise(row: Loan, at: dt.datetime) -> Promise:
    out = out_of(row, at)
    return Promise(
        row.pk,
        *out,
        since=row.approved_at or row.asked_at,
        is_booked=row.approved_at is not None,
        is_out=row.fetched_at is not None,
    )
