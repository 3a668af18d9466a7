"""Seats at a time of an activity, behind one lock: who may take one, who waits, and who is moved up.

Whatever takes, frees or counts seats begins with the lock of the occurrence (as decision 0008 has it for shifts), and
each live sign-up has a seat number that the database keeps unique. Everything here is for the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet, Sum

from samspill.activities.actions.codes import ask_for_codes, first_code_of, next_codes
from samspill.activities.actions.telling import tell
from samspill.activities.actions.whole import (
    let_the_line_stand,
    lock_all_times,
    seat_at_the_other_times,
    seats_of_all_times,
)
from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import live_sign_ups
from samspill.activities.queries.standing import (
    Stand,
    answer_how_it_stands,
    ask_how_it_stands,
    decided_of,
    how_it_stands,
)
from samspill.activities.queries.waiting import live_waiting
from samspill.activities.queries.whole import lead_of
from samspill.activities.rules.parties import Party
from samspill.activities.rules.sign_ups import free_seats
from samspill.activities.rules.waiting import AT_ONCE, OFFER, is_in_force, offer_ends, to_move_up
from samspill.activities.wording import sign_ups as words
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.keys import as_stored
from samspill.foundation.one_trip import in_one_trip
from samspill.foundation.remembering import forget_answers_to, remembered
from samspill.foundation.tenancy import entered_number
from samspill.messaging.queries import policy, quiet_hours
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | str


def lock_occurrence(occurrence_id: uuid.UUID) -> Occurrence:
    """The time and its activity, with the time's row locked until the transaction ends; where one signs up once for all
    the times, with all of them locked.
    """
    asked = Occurrence.objects.filter(pk=occurrence_id).values_list("activity_id", "activity__for_all_times")
    activity_id, for_all_times = asked.get()
    if for_all_times:
        lock_all_times(activity_id)
    # The row as it is when the lock is ours, and the activity read after it: while waiting for the lock, it may have
    # been given another number of places.
    time = Occurrence.objects.select_for_update(no_key=True).get(pk=occurrence_id)
    time.activity = Activity.objects.select_related("unit", "place").get(pk=time.activity_id)
    return time


class Held(NamedTuple):
    """A time whose lock is held, how it stands for somebody, and the first `code` nobody has."""

    occurrence: Occurrence
    stand: Stand
    code: int


def lock_to_take_a_place(occurrence_id: uuid.UUID, person: Person, *, at: dt.datetime) -> Held:
    """As `lock_occurrence`, and how it stands for this person; for a crowd, as little as can be behind the lock. Where
    one signs up once for all the times, the time is the next, at which the line stands.

    The time and its activity are remembered for some seconds, and read where the organiser has decided something else
    meanwhile; only what the unit and the place are called, and a title that the time alone has, may be that old.
    """
    time = copy(_remembered_time(occurrence_id))
    was_for_all_times = _lock_if_for_all_times(time)
    stand, code = _lock_and_look(time, person)
    if stand.decided != decided_of(time):
        forget_answers_to(_remembered_time)
        time = copy(_remembered_time(occurrence_id))
        if not was_for_all_times and _lock_if_for_all_times(time):
            stand = how_it_stands(time, person)
    if time.activity.for_all_times:
        time, stand = _stand_of_all(time, person, at)
    return Held(time, stand, code)


@remembered(10)
def _remembered_time(occurrence_id: uuid.UUID) -> Occurrence:
    return Occurrence.objects.select_related("activity__unit", "activity__place").get(pk=occurrence_id)


def _lock_if_for_all_times(time: Occurrence) -> bool:
    if time.activity.for_all_times:
        lock_all_times(time.activity_id)
    return time.activity.for_all_times


def _lock_and_look(time: Occurrence, person: Person) -> tuple[Stand, int]:
    """Lock the time's row; then see how it stands, and take the next code, which is locked too."""
    with connection.cursor() as lock, connection.cursor() as question, connection.cursor() as codes:
        with in_one_trip():
            lock.execute(_lock(), [entered_number(), as_stored(time.pk)])
            ask_how_it_stands(question, time, person)
            ask_for_codes(codes)
        return answer_how_it_stands(question), first_code_of(codes)


def _lock() -> str:
    """SQLite has locked the whole file when the transaction began."""
    lock = " FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""
    return f"SELECT 1 FROM {Occurrence._meta.db_table} WHERE municipality_id = %s AND id = %s{lock}"


def _stand_of_all(time: Occurrence, person: Person | None, at: dt.datetime) -> tuple[Occurrence, Stand]:
    """The next time, and how all the times stand together; `time` itself where none is to come."""
    stands_at = let_the_line_stand(time.activity, at=at) or time
    stands_at.activity = time.activity
    taken = len(seats_of_all_times(time.activity, at=at))
    she = person is not None and lead_of(time.activity, person, at=at) is not None
    return stands_at, replace(how_it_stands(stands_at, person), taken=taken, she=she)


def stand_of(occurrence: Occurrence, *, at: dt.datetime) -> Stand:
    """How a time stands, or all the times together where one signs up once for them. `occurrence` is locked."""
    if occurrence.activity.for_all_times:
        return _stand_of_all(occurrence, None, at)[1]
    return how_it_stands(occurrence)


def is_off(occurrence: Occurrence) -> bool:
    """Whether it is called off, or not on the square: then nobody is given a place at it, or asked whether to have one.

    Who has a place, and who waits, keep what they have until it is back.
    """
    activity = occurrence.activity
    off = occurrence.cancelled_at or activity.cancelled_at or activity.hidden_at
    return bool(off) or activity.published_at is None


def list_is_in_force(occurrence: Occurrence, at: dt.datetime) -> bool:
    """Whether free places belong to those who wait."""
    activity = occurrence.activity
    return is_in_force(
        activity.waiting_list,
        # Who signs up for all the times waits for all of them.
        ends_the_day=activity.waiting_ends_the_day and not activity.for_all_times,
        takes_place_on=clock.local_day(occurrence.starts_at),
        today=clock.local_day(at),
    )


def seats_for(
    occurrence: Occurrence, stand: Stand, wanted: int, at: dt.datetime, *, passing_the_list: bool = False
) -> list[int] | None:
    """The lowest seats one may take, None where there are too few. Nobody passes those who wait, but whom staff write
    in; what is offered to somebody is hers while she thinks, whatever has become of the list.
    """
    places = occurrence.activity.places
    if places is not None:
        only_offered = passing_the_list or not list_is_in_force(occurrence, at)
        held = stand.line.offered if only_offered else stand.line.places
        if places - stand.taken - held < wanted:
            return None
    return free_seats(seats_taken(occurrence, at=at), places, wanted)


def seats_taken(occurrence: Occurrence, *, at: dt.datetime) -> list[int]:
    """The numbers of the seats somebody has; where one signs up once for all the times, at any of them. `occurrence` is
    locked.
    """
    if occurrence.activity.for_all_times:
        return seats_of_all_times(occurrence.activity, at=at)
    return list(live_sign_ups(occurrence).values_list("seat", flat=True))


def places_waited_for(rows: QuerySet[Waiting]) -> int:
    """How many places these wait for together."""
    return rows.order_by().aggregate(places=Sum("places"))["places"] or 0


def seat(
    occurrence: Occurrence,
    person: Person,
    party: Party,
    numbers: list[int],
    *,
    code: int,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> SignUp:
    """Write her and those with her on these seats; gives the first place, which the others belong to. Where one signs
    up once for all the times, they have the same seats at each of them.
    """
    name, *others = party.by_seat()
    first = SignUp.objects.create(
        occurrence=occurrence,
        person=person,
        for_whom=party.for_whom,
        guest_name=name,
        answers=[list(pair) for pair in party.answers],
        seat=numbers[0],
        code=code,
        signed_up_at=at,
        channel=channel,
        entered_by=by if isinstance(by, StaffMember) else None,
    )
    beside = seat_beside(first, others, numbers[1:])
    if occurrence.activity.for_all_times:
        seat_at_the_other_times(first, beside, at=at)
    facts = {"person": str(person.pk), "seat": first.seat, "places": len(numbers)}
    note("sign_up", occurrence, by=by, channel=channel, at=at, **facts)
    return first


def seat_beside(head: SignUp, names: Sequence[str], numbers: Sequence[int]) -> list[SignUp]:
    """Write those who come with somebody who has a place on these seats."""
    if not names:
        return []
    return SignUp.objects.bulk_create(
        SignUp(
            occurrence=head.occurrence,
            person=head.person,
            head=head,
            for_whom=head.for_whom,
            guest_name=name,
            seat=number,
            code=code,
            signed_up_at=head.signed_up_at,
            channel=head.channel,
            entered_by=head.entered_by,
        )
        for name, number, code in zip(names, numbers, next_codes(len(names)), strict=True)
    )


def place_of(occurrence: Occurrence, person: Person, *, at: dt.datetime) -> SignUp | None:
    """The place somebody has already: at the time, or at all the times where one signs up once for them."""
    if occurrence.activity.for_all_times:
        return lead_of(occurrence.activity, person, at=at)
    return live_sign_ups(occurrence).filter(person=person, head__isnull=True).first()


def party_of(row: Waiting) -> Party:
    """Whom she waits with."""
    return Party(
        row.for_whom,
        tuple(row.guests),
        tuple((asked, answered) for asked, answered in row.answers),
    )


def seat_one_who_waits(
    row: Waiting, occurrence: Occurrence, *, channel: str, by: Who, at: dt.datetime
) -> SignUp:
    """She has her place now, under the code she has; where she got one some other way, that one, and waits no longer.
    There must be room.
    """
    standing = place_of(occurrence, row.person, at=at)
    if standing is not None:
        row.left_at = at
        row.save(update_fields=["left_at"])
        return standing
    numbers = free_seats(seats_taken(occurrence, at=at), occurrence.activity.places, row.places)
    assert numbers is not None
    made = seat(occurrence, row.person, party_of(row), numbers, code=row.code, channel=channel, by=by, at=at)
    row.sign_up, row.guests, row.answers = made, [], []
    row.save(update_fields=["sign_up", "guests", "answers"])
    return made


def move_up(occurrence: Occurrence, *, at: dt.datetime) -> None:
    """Give what is free to those who wait, in their order, the way the organiser has chosen. `occurrence` is locked.

    Where the first needs more places than are free, nobody passes her.
    """
    activity = occurrence.activity
    if activity.for_all_times:
        stands_at = let_the_line_stand(activity, at=at)
        if stands_at is None:
            return
        occurrence = stands_at
    off = is_off(occurrence) or occurrence.starts_at <= at
    if off or activity.waiting_list not in (AT_ONCE, OFFER) or not list_is_in_force(occurrence, at):
        return
    waits = live_waiting(occurrence)
    offered = places_waited_for(waits.filter(offered_at__isnull=False))
    free = to_move_up(activity.places, len(seats_taken(occurrence, at=at)), offered)
    for row in list(waits.filter(offered_at__isnull=True).select_related("person")[:free]):
        if row.places > free:
            return
        free -= row.places
        row.occurrence = occurrence
        if activity.waiting_list == AT_ONCE:
            made = seat_one_who_waits(row, occurrence, channel=row.channel, by="system", at=at)
            tell(made, words.moved_up, key=f"moved_up:{made.pk}", at=at)
        else:
            _offer(row, at=at)


def _offer(row: Waiting, *, at: dt.datetime) -> None:
    """Hers if she answers in time. The time begins when a message may go: nobody loses her turn asleep."""
    activity, starts_at = row.occurrence.activity, row.occurrence.starts_at
    begins_at = next_permitted(at, quiet_hours(policy()), is_holiday=is_public_holiday)
    row.offered_at, row.offered_until_at = at, offer_ends(begins_at, activity.waiting_hours, starts_at)
    row.save(update_fields=["offered_at", "offered_until_at"])
    tell(row, words.offered, key=f"offered:{row.pk}", at=at)
    note("offer_place", row.occurrence, by="system", channel=row.channel, at=at, person=str(row.person_id))
