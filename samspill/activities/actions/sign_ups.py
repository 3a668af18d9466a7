"""Somebody signs up for a time of an activity, or cannot come after all. The last place is sold once (`seats`)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from samspill.activities.actions.parties import refuse_what_is_no_party
from samspill.activities.actions.seats import (
    Held,
    Who,
    is_off,
    lock_occurrence,
    lock_to_take_a_place,
    move_up,
    place_of,
    seat,
    seat_beside,
    seat_one_who_waits,
    seats_for,
    stand_of,
)
from samspill.activities.actions.telling import Fresh, tell
from samspill.activities.actions.waiting import NoWaitingList, get_in_line
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import live_sign_ups, open_times, places_of, together_with
from samspill.activities.queries.waiting import live_waiting
from samspill.activities.queries.whole import heads_of, is_whole, next_time, places_to_come
from samspill.activities.rules.parties import ALONE, Party
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note
from samspill.foundation.one_trip import in_one_trip
from samspill.messaging.queries import Reach, reach_of
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember

#: Of who came with her, and of what she answered, nothing is kept when she does not come.
NOBODY_BESIDE: dict[str, Any] = {"guest_name": "", "answers": []}
#: Channels by which a person has just written, so that she may be answered at once.
AT_ONCE = ("web", "sms", "email")


class TimeIsFull(RuntimeError):
    """The last place went. `others` are the coming times that have a place, with their activities."""

    def __init__(self, others: list[Any]) -> None:
        super().__init__(str(len(others)))
        self.others = others


class NotOpen(RuntimeError):
    """One cannot sign up for this: it is called off, over, or has no list."""


@transaction.atomic
def sign_up(
    occurrence_id: uuid.UUID, person: Person, *, channel: str, by: Who, at: dt.datetime, party: Party = ALONE
) -> SignUp:
    """Give her a place, or as many as her party needs, and tell her; the place she has where she has one. `channel` is
    how she said it.

    Nobody passes those who wait. Staff may write somebody in who came without having signed up, until who came is
    noted, and past the waiting list. Raises `TimeIsFull` with the times that have a place, and `NotOpen`.
    """
    # Everybody waits behind the lock: what can be known before it is.
    reach = reach_of(person)
    held = lock_to_take_a_place(occurrence_id, person, at=at)
    waits = live_waiting(held.occurrence).filter(person=person).get() if held.stand.line.she else None
    made = _sign_up(held, person, party, waits, reach=reach, channel=channel, by=by, at=at)
    if made is None:
        raise TimeIsFull(_others(held.occurrence, at))
    return made


@transaction.atomic
def sign_up_or_wait(
    occurrence_id: uuid.UUID, person: Person, *, channel: str, by: Who, at: dt.datetime, party: Party = ALONE
) -> SignUp | Waiting:
    """As `sign_up`; where it is full she gets in line, in the order people came. Raises `NotOpen`, and `TimeIsFull`
    where one cannot wait either.
    """
    # Everybody waits behind the lock: what can be known before it is.
    reach = reach_of(person)
    held = lock_to_take_a_place(occurrence_id, person, at=at)
    waits = live_waiting(held.occurrence).filter(person=person).get() if held.stand.line.she else None
    made = _sign_up(held, person, party, waits, reach=reach, channel=channel, by=by, at=at)
    standing = made or waits
    if standing is not None:
        return standing
    try:
        return get_in_line(held, person, party=party, channel=channel, by=by, at=at, reach=reach)
    except NoWaitingList as error:
        raise TimeIsFull(_others(held.occurrence, at)) from error


def _others(occurrence: Occurrence, at: dt.datetime) -> list[Any]:
    return open_times(occurrence.activity, at=at, beside=occurrence)


@transaction.atomic
def write_in(
    occurrence_id: uuid.UUID, name: str, phone: str, *, by: StaffMember, at: dt.datetime, party: Party = ALONE
) -> SignUp:
    """Somebody phoned, or just came: staff write her in. All or nothing; raises as `sign_up` and adding a person do."""
    person = find_or_add_person(name, [phone] if phone.strip() else [], by=by, at=at, channel="phone")
    return sign_up(occurrence_id, person, channel="phone", by=by, at=at, party=party)


@transaction.atomic
def write_in_line(
    occurrence_id: uuid.UUID, name: str, phone: str, *, by: StaffMember, at: dt.datetime
) -> SignUp | Waiting:
    """Somebody phoned, heard that it is full, and will wait; she has the place where one is free after all. Raises as
    `sign_up_or_wait` and adding a person do.
    """
    person = find_or_add_person(name, [phone] if phone.strip() else [], by=by, at=at, channel="phone")
    return sign_up_or_wait(occurrence_id, person, channel="phone", by=by, at=at)


@transaction.atomic
def cancel_sign_up(sign_up: SignUp, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She cannot come after all: the place goes to the next who waits, in the same moment, or is free again. False
    where it was free already or she has been there.

    The place that stands for all the times is given back at those to come; one of its times by itself is kept for her
    at the others, and nobody else gets it.
    """
    occurrence = sign_up.occurrence = lock_occurrence(sign_up.occurrence_id)
    all_of_it = is_whole(sign_up)
    standing = places_to_come(sign_up, at=at) if all_of_it else places_of(sign_up)
    return _give_back(sign_up, occurrence, standing, all_of_it=all_of_it, channel=channel, by=by, at=at)


@transaction.atomic
def cancel_one_time(sign_up: SignUp, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She who has signed up for all the times cannot come to the one this row is at; the others stay hers, and nobody
    else gets the place meanwhile. False where she had said so already or has been there.
    """
    occurrence = sign_up.occurrence = lock_occurrence(sign_up.occurrence_id)
    standing = places_of(sign_up)
    return _give_back(sign_up, occurrence, standing, all_of_it=False, channel=channel, by=by, at=at)


def _give_back(
    sign_up: SignUp,
    occurrence: Occurrence,
    standing: QuerySet[SignUp],
    *,
    all_of_it: bool,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> bool:
    if standing.filter(attended_at__isnull=False).exists():
        return False
    if not SignUp.objects.filter(pk__in=list(standing.values_list("pk", flat=True))).update(
        cancelled_at=at, cancelled_channel=channel, **NOBODY_BESIDE
    ):
        return False
    note("cancel_sign_up", occurrence, by=by, channel=channel, at=at, person=str(sign_up.person_id))
    if all_of_it or (occurrence.starts_at > at and occurrence.cancelled_at is None):
        key = f"sign_up_cancelled:{sign_up.pk}:{at.timestamp()}"
        once = occurrence.activity.for_all_times and not all_of_it
        say, when = (words.absent, [occurrence]) if once else (words.cancelled, [])
        tell(sign_up, say, key=key, at=at, answers_now=channel in AT_ONCE, with_link=False, when=when)
    move_up(occurrence, at=at)
    return True


@transaction.atomic
def come_after_all(sign_up: SignUp, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She who said that she cannot come to one of the times can after all: her place there was kept. False where it was
    not given back. Raises `NotOpen` where she has no place at the others, or it has begun.
    """
    occurrence = lock_occurrence(sign_up.occurrence_id)
    row = SignUp.objects.select_related("whole").get(pk=sign_up.pk)
    row.occurrence = occurrence
    others = heads_of(row.whole or row, at=at) if occurrence.activity.for_all_times else []
    if not others or occurrence.starts_at <= at:
        raise NotOpen(occurrence.pk)
    beside = together_with(others[0])
    held = set(live_sign_ups(occurrence).values_list("seat", flat=True))
    if row.cancelled_at is None or held & {one.seat for one in beside}:
        return False
    seats = {one.seat: one for one in beside}
    gone = SignUp.objects.filter(Q(pk=row.pk) | Q(head=row.pk), seat__in=seats)
    for one in gone:
        one.cancelled_at, one.cancelled_channel = None, ""
        one.guest_name, one.answers = seats[one.seat].guest_name, seats[one.seat].answers
        one.save(update_fields=["cancelled_at", "cancelled_channel", "guest_name", "answers"])
    note("come_after_all", occurrence, by=by, channel=channel, at=at, person=str(row.person_id))
    return True


@transaction.atomic
def change_sign_up(sign_up: SignUp, party: Party, *, channel: str, by: Who, at: dt.datetime) -> None:
    """Others come on it, more or fewer, or something else is answered. What is given back goes to the next who waits,
    and she is told when the number is another.

    Raises `NotOpen` where the place was given back or it is over, `TimeIsFull`, `TooManyTogether`, `HoldsNationalId`.
    """
    occurrence = sign_up.occurrence = lock_occurrence(sign_up.occurrence_id)
    parties = _parties_of(sign_up, at)
    if not parties or is_off(occurrence):
        raise NotOpen(occurrence.pk)
    refuse_what_is_no_party(party, occurrence.activity)
    head, before = parties[0][0], len(parties[0])
    head.person = sign_up.person
    more = party.places - before
    numbers = seats_for(occurrence, stand_of(occurrence, at=at), more, at) if more > 0 else []
    if numbers is None:
        raise TimeIsFull(_others(occurrence, at))
    for rows in parties:
        _write_party(rows, party, numbers, channel=channel, at=at)
    facts = {"person": str(sign_up.person_id), "places": party.places}
    note("change_sign_up", occurrence, by=by, channel=channel, at=at, **facts)
    if party.places != before:
        key = f"sign_up_changed:{sign_up.pk}:{at.timestamp()}"
        tell(sign_up, words.signed_up, key=key, at=at, answers_now=True)
        move_up(occurrence, at=at)


def _parties_of(sign_up: SignUp, at: dt.datetime) -> list[list[SignUp]]:
    """The places that may be changed, the first first: at its time, or at each time to come."""
    if is_whole(sign_up):
        return [together_with(row) for row in heads_of(sign_up, at=at)]
    rows = together_with(sign_up)
    return [rows] if rows and sign_up.occurrence.starts_at > at and sign_up.whole_id is None else []


def _write_party(
    rows: list[SignUp], party: Party, numbers: list[int], *, channel: str, at: dt.datetime
) -> None:
    """Write a party on the places it has, give back those it has too many, and add what it lacks on `numbers`."""
    names = party.by_seat()
    rows[0].answers = [list(pair) for pair in party.answers]
    for row, name in zip(rows, names, strict=False):
        row.for_whom, row.guest_name = party.for_whom, name
        row.save(update_fields=["for_whom", "guest_name", "answers"])
    too_many = [row.pk for row in rows[len(names) :]]
    SignUp.objects.filter(pk__in=too_many).update(cancelled_at=at, cancelled_channel=channel, **NOBODY_BESIDE)
    seat_beside(rows[0], names[len(rows) :], numbers)


def _sign_up(
    held: Held,
    person: Person,
    party: Party,
    waits: Waiting | None,
    *,
    reach: Reach | None,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> SignUp | None:
    """Her place; None where it is full. `waits` is how she waits for it, if she does."""
    occurrence, stand = held.occurrence, held.stand
    if stand.she:
        return place_of(occurrence, person, at=at)
    if not is_open(occurrence, by, at):
        raise NotOpen(occurrence.pk)
    refuse_what_is_no_party(party, occurrence.activity)
    wanted = waits.places if waits is not None else party.places
    is_offered = waits is not None and waits.is_offered(at)
    numbers = seats_for(occurrence, stand, wanted, at, passing_the_list=isinstance(by, StaffMember))
    if numbers is None and not is_offered:
        return None
    with in_one_trip():
        if waits is not None:
            made = seat_one_who_waits(waits, occurrence, channel=channel, by=by, at=at)
        else:
            assert numbers is not None
            made = seat(occurrence, person, party, numbers, code=held.code, channel=channel, by=by, at=at)
        if occurrence.starts_at > at:
            key, fresh = f"signed_up:{made.pk}", Fresh(reach)
            tell(made, words.signed_up, key=key, at=at, answers_now=channel in AT_ONCE, fresh=fresh)
    return made


def is_open(occurrence: Occurrence, by: Who, at: dt.datetime) -> bool:
    """Whether one may get a place now; staff until who came is noted."""
    if not occurrence.activity.takes_sign_ups or is_off(occurrence):
        return False
    if isinstance(by, StaffMember):
        return occurrence.attendance_noted_at is None
    if occurrence.activity.for_all_times and next_time(occurrence.activity, at=at) is None:
        return False
    return occurrence.starts_at > at
