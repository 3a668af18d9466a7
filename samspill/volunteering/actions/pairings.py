"""What happens to a pair while it lasts: a first meeting, the start, another rhythm, a break, a review.

Each takes the pair's row first, so that of two colleagues who press the same button one is told that it is done.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember
from samspill.volunteering.actions.pair_telling import tell_side
from samspill.volunteering.models import Pairing
from samspill.volunteering.queries.sides import recipients_side, volunteers_side
from samspill.volunteering.queries.tasks import meeting
from samspill.volunteering.rules.pairings import coming_after, first_follow_up_on, kept
from samspill.volunteering.wording import pairings as wording
from samspill.volunteering.wording.times import about_when

FETCHED = ("need__unit", "need__area", "unit", "recipient__person", "volunteer__person")


class PairHasEnded(RuntimeError):
    """It has ended; a colleague may have been first."""


class PairHasStarted(RuntimeError):
    """It has started already."""


class PairHasNotStarted(RuntimeError):
    """It has not started, so there is nothing to pause or review."""


class MeetingInThePast(ValueError):
    """A first meeting cannot be arranged for a moment that is over."""


class StartsInTheFuture(ValueError):
    """A pair starts on the day they meet, or it is written down afterwards."""


class BeforeTheStart(ValueError):
    """The day is before the pair started, or the first is after the last."""


class OutOfBounds(ValueError):
    """A review comes every 1 to 104 weeks, a follow-up every 1 to 52."""


@dataclass(frozen=True)
class Rhythm:
    """How often they meet, in words and, where it is fixed, as a pattern; and how often we ask and talk with them."""

    words: str = ""
    pattern: Pattern | None = None
    review_every_weeks: int = 12
    follow_up_every_weeks: int = 8


def lock_pairing(pairing_id: uuid.UUID) -> Pairing:
    """The pair with all that texts are made of, its row locked until the transaction ends; whatever state it is in."""
    rows = Pairing.objects.select_related(*FETCHED)
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=pairing_id)


@transaction.atomic
def arrange_first_meeting(
    pairing_id: uuid.UUID,
    *,
    first_at: dt.datetime,
    place: str = "",
    there: str = "",
    introduced_by: StaffMember | None = None,
    by: StaffMember,
    at: dt.datetime,
) -> tuple[bool, bool]:
    """When and where the two meet for the first time; both are told, the volunteer with the private part.

    Gives back whether the volunteer and the recipient's side were written to; who was not is called. Again with
    something changed it is told anew. Raises `PairHasEnded`, `PairHasStarted`, `MeetingInThePast`, `HoldsNationalId`.
    """
    refuse_national_ids(place=place, there=there)
    pairing = lock_live(pairing_id)
    if pairing.started_on:
        raise PairHasStarted(pairing_id)
    if first_at <= at:
        raise MeetingInThePast(first_at)
    set_facts(
        pairing,
        first_meeting_at=first_at,
        first_meeting_place=place[:200],
        first_meeting_with=there[:120],
        introduced_by=introduced_by,
    )
    note("arrange_first_meeting", pairing, by=by, channel="web", at=at)
    return _tell_of_the_meeting(pairing, by, at)


@transaction.atomic
def start_pairing(
    pairing_id: uuid.UUID, *, started_on: dt.date, rhythm: Rhythm, by: StaffMember, at: dt.datetime
) -> Pairing:
    """They have met and go on: from this day they are asked and reviewed.

    Raises `PairHasEnded`, `PairHasStarted`, `StartsInTheFuture`, `OutOfBounds` and `HoldsNationalId`.
    """
    _check_rhythm(rhythm)
    pairing, today = lock_live(pairing_id), clock.local_day(at)
    if pairing.started_on:
        raise PairHasStarted(pairing_id)
    if started_on > today:
        raise StartsInTheFuture(started_on)
    review = coming_after(started_on, weeks=rhythm.review_every_weeks, today=started_on)
    set_facts(
        pairing,
        started_on=started_on,
        next_review_on=review,
        next_follow_up_on=first_follow_up_on(started_on),
        **_kept(rhythm),
    )
    note("start_pairing", pairing, by=by, channel="web", at=at, started_on=started_on.isoformat())
    return pairing


@transaction.atomic
def change_rhythm(pairing_id: uuid.UUID, *, rhythm: Rhythm, by: StaffMember, at: dt.datetime) -> Pairing:
    """They meet at other times, or are asked more or less often. A date already set stands until it comes round.

    Raises `PairHasEnded`, `PairHasNotStarted`, `OutOfBounds` and `HoldsNationalId`.
    """
    _check_rhythm(rhythm)
    pairing = lock_started(pairing_id)
    set_facts(pairing, **_kept(rhythm))
    note("change_rhythm", pairing, by=by, channel="web", at=at)
    return pairing


@transaction.atomic
def pause_pairing(
    pairing_id: uuid.UUID, *, by: StaffMember, at: dt.datetime, until_on: dt.date | None = None
) -> Pairing:
    """They do not meet for a while: nobody is asked how it goes. Again with another day changes the day.

    Raises `PairHasEnded`, `PairHasNotStarted` and `BeforeTheStart`.
    """
    pairing = lock_started(pairing_id)
    if until_on and until_on < clock.local_day(at):
        raise BeforeTheStart(until_on)
    set_facts(pairing, paused_at=pairing.paused_at or at, paused_until_on=until_on)
    note("pause_pairing", pairing, by=by, channel="web", at=at)
    return pairing


@transaction.atomic
def resume_pairing(pairing_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> Pairing:
    """They meet again. Both are asked in two weeks, as after a start. Raises `PairHasEnded` and `PairHasNotStarted`."""
    pairing = lock_started(pairing_id)
    if pairing.paused_at is not None:
        today = clock.local_day(at)
        set_facts(pairing, paused_at=None, paused_until_on=None, next_follow_up_on=first_follow_up_on(today))
        note("resume_pairing", pairing, by=by, channel="web", at=at)
    return pairing


def lock_live(pairing_id: uuid.UUID) -> Pairing:
    """The same, and it has not ended. Raises `PairHasEnded`."""
    pairing = lock_pairing(pairing_id)
    if pairing.ended_at:
        raise PairHasEnded(pairing_id)
    return pairing


def lock_started(pairing_id: uuid.UUID) -> Pairing:
    """The same, and it has begun. Raises `PairHasEnded` and `PairHasNotStarted`."""
    pairing = lock_live(pairing_id)
    if pairing.started_on is None:
        raise PairHasNotStarted(pairing_id)
    return pairing


def _check_rhythm(rhythm: Rhythm) -> None:
    refuse_national_ids(rhythm=rhythm.words)
    if not (1 <= rhythm.review_every_weeks <= 104 and 1 <= rhythm.follow_up_every_weeks <= 52):
        raise OutOfBounds


def _kept(rhythm: Rhythm) -> dict[str, Any]:
    return {
        "rhythm_words": rhythm.words.strip()[:120],
        "pattern": kept(rhythm.pattern),
        "review_every_weeks": rhythm.review_every_weeks,
        "follow_up_every_weeks": rhythm.follow_up_every_weeks,
    }


def set_facts(pairing: Pairing, **facts: Any) -> None:
    """Write these down; the pair must be locked."""
    for name, value in facts.items():
        setattr(pairing, name, value)
    pairing.save(update_fields=list(facts))


def _tell_of_the_meeting(pairing: Pairing, by: StaffMember, at: dt.datetime) -> tuple[bool, bool]:
    """Told once for each time, place and company: pressing the button twice tells nothing new."""
    volunteer, recipient = volunteers_side(pairing), recipients_side(pairing)
    facts = (pairing.first_meeting_at, pairing.first_meeting_place, pairing.first_meeting_with)
    key = f"{pairing.pk}:{uuid.uuid5(uuid.NAMESPACE_OID, '|'.join(map(str, facts))).hex[:12]}"
    place, there = pairing.first_meeting_place, pairing.first_meeting_with
    name, private = volunteer.asked.name, meeting(pairing.need)
    about = recipient.person.name if recipient.is_on_behalf else ""

    def to_volunteer(signed: str) -> str:
        return wording.first_meeting(name, _moment(pairing), place, there, private, signed)

    def to_recipient(signed: str) -> str:
        return wording.first_meeting_told(
            recipient.asked.name, name, _moment(pairing), place, there, signed, about=about
        )

    return (
        tell_side(volunteer, pairing, to_volunteer, key=f"meeting:volunteer:{key}", at=at, by=by),
        tell_side(recipient, pairing, to_recipient, key=f"meeting:recipient:{key}", at=at, by=by),
    )


def _moment(pairing: Pairing) -> str:
    """When they meet, in the language that is active."""
    assert pairing.first_meeting_at is not None
    return about_when(pairing.first_meeting_at, pairing.first_meeting_at)
