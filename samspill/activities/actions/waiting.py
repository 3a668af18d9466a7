"""Waiting for a place: getting in line, being moved up, answering an offer, leaving. All behind the time's lock."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.activities.actions.parties import refuse_what_is_no_party
from samspill.activities.actions.seats import (
    Held,
    Who,
    is_off,
    list_is_in_force,
    lock_occurrence,
    move_up,
    seat_one_who_waits,
    stand_of,
)
from samspill.activities.actions.telling import Fresh, tell
from samspill.activities.actions.whole import let_the_line_stand
from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.queries.waiting import offers_that_ran_out, times_somebody_waits_for
from samspill.activities.rules.parties import ALONE, Party
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note
from samspill.foundation.one_trip import in_one_trip
from samspill.messaging.queries import Reach
from samspill.people.models import Person, StaffMember

#: Nobody is helped by being number 301.
LONGEST_LINE = 1000
AT_ONCE = ("web", "sms", "email")


class NoWaitingList(RuntimeError):
    """One cannot wait for this: there is no list, it is closed, or it is too long already."""


class OfferIsOver(RuntimeError):
    """The place is no longer offered to her: she answered too late, or has answered already."""


class AnswerFirst(RuntimeError):
    """She is asked whether she will have the places she waits for, and cannot ask for more before she has answered."""


def get_in_line(
    held: Held,
    person: Person,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
    party: Party = ALONE,
    reach: Reach | None = None,
) -> Waiting:
    """Put her last in line and tell her; she does not wait yet. The time is `held` by the caller, who may know how she
    is reached.

    Raises `NoWaitingList`.
    """
    occurrence, line = held.occurrence, held.stand.line
    fits = occurrence.activity.places is None or party.places <= occurrence.activity.places
    if not list_is_in_force(occurrence, at) or line.highest >= LONGEST_LINE or not fits:
        raise NoWaitingList(occurrence.pk)
    row = Waiting(
        occurrence=occurrence,
        person=person,
        places=party.places,
        for_whom=party.for_whom,
        guests=list(party.guests),
        answers=[list(pair) for pair in party.answers],
        number=line.highest + 1,
        code=held.code,
        joined_at=at,
        channel=channel,
        entered_by=by if isinstance(by, StaffMember) else None,
    )
    facts = {"person": str(person.pk), "number": row.number}
    fresh = Fresh(reach, number=line.parties + 1)
    with in_one_trip():
        row.save(force_insert=True)
        note("wait_for_place", occurrence, by=by, channel=channel, at=at, **facts)
        tell(row, words.waits, key=f"waits:{row.pk}", at=at, answers_now=channel in AT_ONCE, fresh=fresh)
    return row


@transaction.atomic
def accept_place(waiting: Waiting, *, channel: str, by: Who, at: dt.datetime) -> SignUp:
    """She takes the place that is offered to her; the one she has where she has taken it. Raises `OfferIsOver`."""
    occurrence, row = locked_wait(waiting, at)
    if row.sign_up is not None and row.sign_up.cancelled_at is None:
        return row.sign_up
    if not row.is_offered(at) or is_off(occurrence):
        raise OfferIsOver(waiting.pk)
    made = seat_one_who_waits(row, occurrence, channel=channel, by=by, at=at)
    tell(made, words.signed_up, key=f"signed_up:{made.pk}", at=at, answers_now=channel in AT_ONCE)
    return made


@transaction.atomic
def leave_line(waiting: Waiting, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She waits no longer, or says no to what is offered; False where she had left or has a place already."""
    occurrence, row = locked_wait(waiting, at)
    if row.left_at is not None or row.sign_up_id is not None:
        return False
    _leave(row, "declined" if row.offered_at else "withdrew", at=at)
    note("stop_waiting", occurrence, by=by, channel=channel, at=at, person=str(row.person_id))
    key = f"left_the_list:{row.pk}"
    tell(row, words.left_the_list, key=key, at=at, answers_now=channel in AT_ONCE, with_link=False)
    move_up(occurrence, at=at)
    return True


@transaction.atomic
def change_wait(waiting: Waiting, party: Party, *, channel: str, by: Who, at: dt.datetime) -> Waiting:
    """Others wait together, or something else is answered. Fewer, or as many, keep their place in line. More go to its
    end, and are told their new number: those behind would otherwise wait for places nobody had asked for before them.

    Raises `OfferIsOver` where she waits no longer or it is off, `AnswerFirst` where she would be more while she is
    asked whether she will have what is offered, `NoWaitingList` where so many can never fit, and as a sign-up does
    `TooManyTogether` and `HoldsNationalId`.
    """
    occurrence, row = locked_wait(waiting, at)
    if row.left_at or row.sign_up_id or is_off(occurrence) or occurrence.starts_at <= at:
        raise OfferIsOver(waiting.pk)
    refuse_what_is_no_party(party, occurrence.activity)
    are_more = party.places > row.places
    if are_more and row.offered_at:
        raise AnswerFirst(waiting.pk)
    if occurrence.activity.places is not None and party.places > occurrence.activity.places:
        raise NoWaitingList(occurrence.pk)
    row.for_whom, row.guests, row.places = party.for_whom, list(party.guests), party.places
    row.answers = [list(pair) for pair in party.answers]
    if are_more:
        row.number = stand_of(occurrence, at=at).line.highest + 1
    row.save(update_fields=["for_whom", "guests", "places", "answers", "number"])
    facts = {"person": str(row.person_id), "places": row.places, "number": row.number}
    note("change_wait", occurrence, by=by, channel=channel, at=at, **facts)
    if are_more:
        tell(row, words.waits, key=f"waits:{row.pk}:{row.number}", at=at, answers_now=channel in AT_ONCE)
    move_up(occurrence, at=at)
    return row


def end_offers_that_ran_out(at: dt.datetime) -> int:
    """Let what nobody answered in time go to the next in line; how many. Run again, it ends none."""
    return sum(_end_offer(row, at=at) for row in offers_that_ran_out(at))


def move_up_at_all(activity: Activity, *, at: dt.datetime) -> None:
    """There are more places, or the list works otherwise: look at every time somebody waits for. In the caller's
    transaction, which holds no time of another activity; all are locked, in order of key, before anybody is moved.
    """
    for time in [lock_occurrence(key) for key in times_somebody_waits_for(activity, at=at)]:
        move_up(time, at=at)


def move_lines_to_the_next_time(at: dt.datetime) -> int:
    """Where one signs up once for all the times, those who wait stand at the next when one has begun; how many lines
    were moved. Run again, it moves none.
    """
    behind = Waiting.objects.filter(
        left_at__isnull=True,
        sign_up__isnull=True,
        occurrence__starts_at__lte=at,
        occurrence__activity__for_all_times=True,
    )
    return sum(
        _move_line(key, at=at) for key in behind.order_by().values_list("occurrence", flat=True).distinct()
    )


@transaction.atomic
def _move_line(occurrence_id: uuid.UUID, *, at: dt.datetime) -> bool:
    occurrence = lock_occurrence(occurrence_id)
    if let_the_line_stand(occurrence.activity, at=at) is None:
        return False
    move_up(occurrence, at=at)
    return True


@transaction.atomic
def _end_offer(waiting: Waiting, *, at: dt.datetime) -> bool:
    occurrence, row = locked_wait(waiting, at)
    if row.left_at is not None or row.sign_up_id is not None or (row.offered_until_at or at) > at:
        return False
    _leave(row, "too_late", at=at)
    note("stop_waiting", occurrence, by="system", channel="system", at=at, person=str(row.person_id))
    if occurrence.starts_at > at and occurrence.cancelled_at is None:
        tell(row, words.offer_ended, key=f"offer_ended:{row.pk}", at=at, with_link=False)
    move_up(occurrence, at=at)
    return True


def locked_wait(waiting: Waiting, at: dt.datetime) -> tuple[Occurrence, Waiting]:
    """The time, locked, and then the row as it stands."""
    occurrence = lock_occurrence(waiting.occurrence_id)
    if occurrence.activity.for_all_times:
        occurrence = let_the_line_stand(occurrence.activity, at=at) or occurrence
    row = Waiting.objects.select_related("person", "sign_up").get(pk=waiting.pk)
    row.occurrence = occurrence
    return occurrence, row


def _leave(row: Waiting, reason: str, *, at: dt.datetime) -> None:
    row.left_at, row.left_reason, row.guests, row.answers = at, reason, [], []
    row.save(update_fields=["left_at", "left_reason", "guests", "answers"])
