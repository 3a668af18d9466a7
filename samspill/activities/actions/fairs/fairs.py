"""A fair is made, changed, and made anew from last year's."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction

from samspill.activities.actions.fairs.locking import lock_fair
from samspill.activities.models import Fair, FairOffer, FairRoom, FairRound
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.models import StaffMember, Unit

MOST_ROUNDS = 6
Hours = tuple[dt.time, dt.time]
_COPIED = (
    *("organisation_id", "host_name", "number", "title", "text", "place_text"),
    *("from_grade", "to_grade", "minimum"),
)


class RoundsOverlap(ValueError):
    """A round ends before it begins, or begins before the one before it has ended; or there are none, or too many."""


class ClosesTooLate(ValueError):
    """The wishes close before they open, or on the day itself or after it: there is no time left to draw."""


class AlreadyDrawn(RuntimeError):
    """The places have been drawn: hours, wishes and rounds stand."""


@dataclass(frozen=True)
class FairFacts:
    """What is told about a fair. `rounds` are from when until when, in local time."""

    name: str
    held_on: dt.date
    rounds: Sequence[Hours]
    wishes_open_at: dt.datetime
    wishes_close_at: dt.datetime
    place_text: str = ""
    wishes_each: int = 4
    fewest_wishes: int = 4

    def columns(self) -> dict[str, object]:
        """The columns of a fair."""
        return {name: value for name, value in vars(self).items() if name != "rounds"}


@transaction.atomic
def make_fair(
    unit: Unit, facts: FairFacts, *, by: StaffMember, at: dt.datetime, copied_from: Fair | None = None
) -> Fair:
    """A new fair, with the lottery's seed drawn and only its fingerprint to be seen.

    Raises `RoundsOverlap` and `ClosesTooLate`.
    """
    _check(facts)
    fair = Fair.objects.create(
        unit=unit, made_at=at, made_by=by, copied_from=copied_from, **_new_seed(), **facts.columns()
    )
    _write_rounds(fair, facts.rounds)
    note("make_fair", fair, by=by, channel="web", at=at)
    return fair


@transaction.atomic
def change_fair(fair: Fair, facts: FairFacts, *, by: StaffMember, at: dt.datetime) -> Fair:
    """Change what is told. Where wishes had closed and open again, the seed has been seen: a new one is drawn.

    Raises `AlreadyDrawn`, `RoundsOverlap` and `ClosesTooLate`.
    """
    fair = lock_fair(fair.pk)
    if fair.drawing_asked_at:
        raise AlreadyDrawn(fair.pk)
    _check(facts)
    columns = facts.columns()
    if fair.has_closed(at) and facts.wishes_close_at > at:
        columns |= _new_seed()
    for name, value in columns.items():
        setattr(fair, name, value)
    fair.save(update_fields=[*columns])
    _write_rounds(fair, facts.rounds)
    FairRoom.objects.filter(offer__fair=fair, round__gt=len(facts.rounds)).delete()
    note("change_fair", fair, by=by, channel="web", at=at)
    return fair


@transaction.atomic
def copy_fair(last: Fair, facts: FairFacts, *, by: StaffMember, at: dt.datetime) -> Fair:
    """A new fair with the offers of an earlier one, as many rounds as told; no classes and no pupils.

    Raises `RoundsOverlap` and `ClosesTooLate`.
    """
    fair = make_fair(last.unit, facts, by=by, at=at, copied_from=last)
    for offer in last.offers.prefetch_related("rooms").order_by("number"):
        rooms = list(offer.rooms.all())
        copy = FairOffer.objects.create(fair=fair, **{name: getattr(offer, name) for name in _COPIED})
        FairRoom.objects.bulk_create(
            FairRoom(offer=copy, round=room.round, capacity=room.capacity)
            for room in rooms
            if room.round <= len(facts.rounds)
        )
    return fair


def _check(facts: FairFacts) -> None:
    turns = facts.rounds
    if not 1 <= len(turns) <= MOST_ROUNDS or any(ends <= begins for begins, ends in turns):
        raise RoundsOverlap
    if any(later[0] < earlier[1] for earlier, later in pairwise(turns)):
        raise RoundsOverlap
    if (
        facts.wishes_close_at <= facts.wishes_open_at
        or clock.local_day(facts.wishes_close_at) >= facts.held_on
    ):
        raise ClosesTooLate


def _new_seed() -> dict[str, str]:
    seed = secrets.token_hex(16)
    return {"seed": seed, "commitment": hashlib.sha256(seed.encode()).hexdigest()}


def _write_rounds(fair: Fair, rounds: Sequence[Hours]) -> None:
    fair.rounds.all().delete()
    FairRound.objects.bulk_create(
        FairRound(fair=fair, number=number, begins=begins, ends=ends)
        for number, (begins, ends) in enumerate(rounds, start=1)
    )
