"""The seats of a shift. Whatever books, frees or counts them holds the lock of the shift: first the shift, then more.

Decision record 0008: on PostgreSQL the row is locked, on SQLite the whole database has one writer at a time; and the
constraint `seat_taken_once` stands behind both. Seats 1 to `places` are those of people who come, single volunteers
and groups; the `reserves` seats behind them are for reserves (0014).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import cancel_unsent_about
from samspill.messaging.actions.many import queue_owed_messages
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions.telling import drafts_to_all, key_of, tell
from samspill.volunteering.models import Assignment, GroupSeat, Offer, Shift, Swap, Volunteer
from samspill.volunteering.models.needs import Need
from samspill.volunteering.models.swaps import OPEN
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.wording import messages, swaps

#: Where those are put for a moment who are to change seats.
OUT_OF_THE_WAY = 2000


class TooFewPlaces(ValueError):
    """More people are booked than there would be places. The argument is how many."""


def lock_shift(shift_id: uuid.UUID) -> Shift:
    """The shift, its need and what texts are made of, with the shift's row locked until the transaction ends."""
    return _to_lock().get(pk=shift_id)


def lock_shift_of(offer_id: uuid.UUID) -> Shift:
    """The same, of the shift that a question is about: found and locked in one. Raises `Shift.DoesNotExist`."""
    return _to_lock().get(offers=offer_id)


def lock_shifts(shift_ids: Iterable[uuid.UUID]) -> list[Shift]:
    """Several shifts as `lock_shift` gives them, locked in the order of their keys: nobody waits in a ring."""
    return list(_to_lock().filter(pk__in=set(shift_ids)).order_by("pk"))


def lock_volunteers(person_ids: Iterable[uuid.UUID]) -> None:
    """After the shifts: what these people take on at other shifts waits for us, so that nobody is booked twice."""
    rows = Volunteer.objects.select_for_update(no_key=True).filter(person__in=set(person_ids))
    list(rows.order_by("pk").values_list("pk", flat=True))


def free_seats(shift: Shift) -> list[int]:
    """The numbers of the places nobody has, neither a volunteer nor a group. The shift must be locked."""
    return [seat for seat in open_seats(shift) if seat <= shift.places]


def open_seats(shift: Shift) -> list[int]:
    """The seats nobody has: places, then seats for reserves. The shift must be locked."""
    taken = _taken(shift)
    return [seat for seat in range(1, shift.places + shift.reserves + 1) if seat not in taken]


def live_assignments(shift: Shift):  # type: ignore[no-untyped-def]
    """Those who have a seat, reserves too."""
    return Assignment.objects.filter(shift=shift, released_at__isnull=True)


def coming(shift: Shift):  # type: ignore[no-untyped-def]
    """Those who have a place."""
    return live_assignments(shift).filter(seat__lte=shift.places)


def reserves_of(shift: Shift):  # type: ignore[no-untyped-def]
    """Those who wait behind the places, the first first."""
    return live_assignments(shift).filter(seat__gt=shift.places).order_by("seat")


def is_reserve(assignment: Assignment, shift: Shift) -> bool:
    """Whether she waits behind the places."""
    return assignment.seat > shift.places


def is_busy(person_id: uuid.UUID, shift: Shift, *, beside: Iterable[uuid.UUID] = ()) -> bool:
    """Whether she has taken something else on at that very time, but for the shifts in `beside`.

    What has no hours of its own clashes with nothing.
    """
    if shift.need.form not in Need.WITH_HOURS:
        return False
    at_the_time = Assignment.objects.filter(
        person=person_id,
        released_at__isnull=True,
        shift__cancelled_at__isnull=True,
        shift__need__form__in=Need.WITH_HOURS,
        shift__starts_at__lt=shift.ends_at,
        shift__ends_at__gt=shift.starts_at,
    )
    return at_the_time.exclude(shift__in=[shift.pk, *beside]).exists()


def reseat(shift: Shift, *, places: int, reserves: int) -> list[Assignment]:
    """So many places and seats for reserves from now on; the reserves who get a place by it. The shift must be locked.

    Nobody loses a place: raises `TooFewPlaces`. A seat is a number, not a chair, so those beyond the last move down.
    """
    comers, behind = list(coming(shift).order_by("seat")), list(reserves_of(shift).select_related("person"))
    group_seats = list(GroupSeat.objects.filter(shift=shift, released_at__isnull=True).order_by("seat"))
    if len(comers) + len(group_seats) > places:
        raise TooFewPlaces(len(comers) + len(group_seats))
    _sit(behind, range(places + OUT_OF_THE_WAY, places + OUT_OF_THE_WAY + len(behind)))
    shift.places, shift.reserves = places, reserves
    beyond = [row for row in (*comers, *group_seats) if row.seat > places]
    _sit(beyond, free_seats(shift))
    free = free_seats(shift)
    moved = behind[: len(free)]
    _sit(behind, [*free, *range(places + 1, places + len(behind) + 1)])
    return moved


def open_offers(shift: Shift):  # type: ignore[no-untyped-def]
    """The questions that have not been answered and still stand."""
    return Offer.objects.filter(shift=shift, answer="", lapsed_at__isnull=True)


def is_over(shift: Shift, at: dt.datetime) -> bool:
    """Whether it is cancelled or past."""
    return shift.cancelled_at is not None or shift.need.cancelled_at is not None or at >= shift.ends_at


def tell_that_it_is_covered(shift: Shift, *, at: dt.datetime) -> int:
    """The last place went: the questions that stand lapse, and each of them is told once; how many."""
    return tell_that_they_are_covered([shift], at=at)


def tell_that_they_are_covered(shifts: Collection[Shift], *, at: dt.datetime) -> int:
    """The same of many shifts, in as many statements.

    A question no worker has carried out yet is called off instead: nobody is told that what she never heard of is over.
    """
    standing = Offer.objects.filter(
        shift__in=[shift.pk for shift in shifts], answer="", lapsed_at__isnull=True
    )
    rest = list(standing.select_related("person"))
    Offer.objects.filter(pk__in=[offer.pk for offer in rest]).update(lapsed_at=at)
    never_left = cancel_unsent_about([subject_of(offer) for offer in rest], at=at, reason="covered")
    heard: dict[uuid.UUID, list[Offer]] = {}
    for offer in rest:
        if subject_of(offer) not in never_left:
            heard.setdefault(offer.shift_id, []).append(offer)
    drafts = [
        draft
        for shift in shifts
        for draft in drafts_to_all(heard.get(shift.pk, []), shift, messages.covered, what="covered", at=at)
    ]
    queue_owed_messages(drafts, at=at)
    return len(rest)


def tell_covered(offer: Offer, shift: Shift, *, at: dt.datetime, answers_now: bool = False) -> None:
    """Say kindly that the place went to somebody else; once for each time she was asked."""
    key = key_of("covered", offer)
    tell(
        offer.person,
        shift,
        messages.covered,
        key=key,
        about=offer,
        at=at,
        way=way_of(offer),
        answers_now=answers_now,
    )


def way_of(offer: Offer) -> Way:
    """How she was asked; that is how she is told."""
    return Way(offer.channel, offer.address)


def release(
    assignment: Assignment, reason: str, *, channel: str, by: StaffMember | Person | str, at: dt.datetime
) -> None:
    """Free a seat. The shift must be locked. A swap it was part of is off, and whoever was asked about it is told."""
    assignment.released_at, assignment.released_reason, assignment.released_channel = at, reason, channel
    assignment.save(update_fields=["released_at", "released_reason", "released_channel"])
    _drop_its_swaps(assignment, at)
    facts = {"person": str(assignment.person_id), "shift": str(assignment.shift_id), "reason": reason}
    note("release", assignment.shift.need, by=by, channel=channel, at=at, **facts)


def _sit(rows: Sequence[Assignment | GroupSeat], numbers: Iterable[int]) -> None:
    for row, number in zip(rows, numbers, strict=False):
        row.seat = number
        row.save(update_fields=["seat"])


def _to_lock() -> QuerySet[Shift]:
    rows = Shift.objects.select_related("need__unit", "need__area", "need__request__recipient", "role")
    return rows.select_for_update(no_key=True, of=("self",))


def _taken(shift: Shift) -> set[int]:
    groups = GroupSeat.objects.filter(shift=shift, released_at__isnull=True)
    return {*live_assignments(shift).values_list("seat", flat=True), *groups.values_list("seat", flat=True)}


def _drop_its_swaps(assignment: Assignment, at: dt.datetime) -> None:
    rows = Swap.objects.filter(OPEN, assignment=assignment) | Swap.objects.filter(OPEN, in_return=assignment)
    for swap in rows.select_related("to_person", "assignment__shift__need__unit", "assignment__shift__role"):
        Swap.objects.filter(pk=swap.pk).update(dropped_at=at)
        if swap.to_person is not None:
            words, key = swaps.is_off, f"swap_off:{swap.pk}"
            tell(swap.to_person, swap.assignment.shift, words, key=key, about=swap, at=at)
