"""The seats of a shift. Whatever books, frees or counts them holds the lock of the shift: first the shift, then more.

Decision record 0008: on PostgreSQL the row is locked, on SQLite the whole database has one writer at a time; and the
constraint `seat_taken_once` stands behind both.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import cancel_unsent_about
from samspill.messaging.actions.many import queue_owed_messages
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions.telling import drafts_to_all, key_of, tell
from samspill.volunteering.models import Assignment, Offer, Shift
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.wording import messages


def lock_shift(shift_id: uuid.UUID) -> Shift:
    """The shift, its need and what texts are made of, with the shift's row locked until the transaction ends."""
    return _to_lock().get(pk=shift_id)


def lock_shift_of(offer_id: uuid.UUID) -> Shift:
    """The same, of the shift that a question is about: found and locked in one. Raises `Shift.DoesNotExist`."""
    return _to_lock().get(offers=offer_id)


def _to_lock() -> QuerySet[Shift]:
    rows = Shift.objects.select_related("need__unit", "need__area", "need__request__recipient")
    return rows.select_for_update(no_key=True, of=("self",))


def lock_shifts(shift_ids: Collection[uuid.UUID]) -> list[Shift]:
    """Many shifts with their needs, locked in the order of their keys, as everybody who locks several does."""
    rows = Shift.objects.filter(pk__in=shift_ids).select_related("need__unit", "need__area").order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)))


def free_seats(shift: Shift) -> list[int]:
    """The numbers of the seats nobody has. The shift must be locked."""
    taken = set(live_assignments(shift).values_list("seat", flat=True))
    return [seat for seat in range(1, shift.places + 1) if seat not in taken]


def live_assignments(shift: Shift):  # type: ignore[no-untyped-def]
    """Those who have a seat."""
    return Assignment.objects.filter(shift=shift, released_at__isnull=True)


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
    """Free a seat. The shift must be locked."""
    assignment.released_at, assignment.released_reason, assignment.released_channel = at, reason, channel
    assignment.save(update_fields=["released_at", "released_reason", "released_channel"])
    facts = {"person": str(assignment.person_id), "shift": str(assignment.shift_id), "reason": reason}
    note("release", assignment.shift.need, by=by, channel=channel, at=at, **facts)
