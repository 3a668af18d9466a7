"""Many yeses at the same moment, in a handful of statements: who gets a place, who is told that it is covered.

It comes to what `answers.answer_offer` comes to one by one, in the order they came. The shifts are locked already; what
is odd is left to `answer_offer`: somebody who is booked already, is busy then, or answers what is over; pairs; and
shifts with reserves, with a group, or of which whoever asked was told that somebody is missing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from samspill.foundation.actions import note_each
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.confirming import words_of_booking
from samspill.volunteering.actions.telling import draft_to, drafts_to_all, tell
from samspill.volunteering.models import Assignment, GroupSeat, Need, Offer, Shift
from samspill.volunteering.queries.reach import ways_to_reach
from samspill.volunteering.queries.tasks import meeting, opens_at
from samspill.volunteering.wording import messages

Shifts = dict[uuid.UUID, Shift]
Span = tuple[dt.datetime, dt.datetime]


@dataclass
class _Places:
    """Who sits where on the shifts, and what else these people are booked to, as it becomes."""

    seats: dict[uuid.UUID, dict[int, uuid.UUID]]
    spans: dict[uuid.UUID, list[tuple[uuid.UUID, Span]]]
    grouped: frozenset[uuid.UUID] = frozenset()
    filled: dict[uuid.UUID, Shift] = field(default_factory=dict)

    def free(self, shift: Shift) -> int | None:
        """The first seat nobody has."""
        taken = self.seats[shift.pk]
        return next((seat for seat in range(1, shift.places + 1) if seat not in taken), None)

    def is_odd(self, person: uuid.UUID, shift: Shift, at: dt.datetime) -> bool:
        """Whether this yes needs more thought than a place or none."""
        sits = person in self.seats[shift.pk].values()
        more = (
            shift.need.form == Need.Form.PAIR
            or shift.reserves
            or shift.caller_owed_at
            or shift.pk in self.grouped
        )
        return bool(sits or more) or seats.is_over(shift, at) or self._is_busy(person, shift)

    def take(self, person: uuid.UUID, shift: Shift, seat: int) -> None:
        """It is hers now."""
        self.seats[shift.pk][seat] = person
        if shift.need.form in Need.WITH_HOURS:
            self.spans[person].append((shift.pk, (shift.starts_at, shift.ends_at)))
        if self.free(shift) is None:
            self.filled[shift.pk] = shift

    def _is_busy(self, person: uuid.UUID, shift: Shift) -> bool:
        if shift.need.form not in Need.WITH_HOURS:
            return False
        others = [span for pk, span in self.spans[person] if pk != shift.pk]
        return any(starts < shift.ends_at and ends > shift.starts_at for starts, ends in others)


def take_yeses(offers: Iterable[Offer], shifts: Shifts, channel: str, *, at: dt.datetime) -> list[Offer]:
    """Let these yeses count, by this channel and in this order; those that did. The offers must be locked and
    unanswered, their `person` fetched, and the shifts locked.
    """
    offers = list(offers)
    seats.lock_volunteers(offer.person_id for offer in offers)
    places = _places(offers, shifts)
    booked: list[Assignment] = []
    seated: list[Offer] = []
    covered: list[Offer] = []
    for offer in offers:
        shift = shifts[offer.shift_id]
        if places.is_odd(offer.person_id, shift, at):
            continue
        seat = places.free(shift)
        if seat is None:
            covered.append(offer)
        else:
            places.take(offer.person_id, shift, seat)
            seated.append(offer)
            booked.append(_seat(offer, shift, seat, channel, at))
    taken = [*seated, *covered]
    Offer.objects.filter(pk__in=[offer.pk for offer in taken]).update(
        answer=Offer.Answer.YES, answered_at=at, answer_channel=channel, answer_entered_by=None
    )
    Assignment.objects.bulk_create(booked)
    _trace(booked, covered, shifts, channel, at)
    _tell(booked, covered, shifts, at)
    late = [offer.pk for offer in covered if offer.shift_id in places.filled]
    Offer.objects.filter(pk__in=late, lapsed_at__isnull=True).update(lapsed_at=at)
    seats.tell_that_they_are_covered(list(places.filled.values()), at=at)
    return taken


def _places(offers: list[Offer], shifts: Shifts) -> _Places:
    live = Assignment.objects.filter(released_at__isnull=True)
    taken: dict[uuid.UUID, dict[int, uuid.UUID]] = defaultdict(dict)
    here = live.filter(shift__in={offer.shift_id for offer in offers})
    for shift, seat, person in here.values_list("shift_id", "seat", "person_id"):
        taken[shift][seat] = person
    spans: dict[uuid.UUID, list[tuple[uuid.UUID, Span]]] = defaultdict(list)
    with_hours = live.filter(
        person__in=[offer.person_id for offer in offers],
        shift__cancelled_at__isnull=True,
        shift__need__form__in=Need.WITH_HOURS,
        shift__ends_at__gt=min((shift.starts_at for shift in shifts.values()), default=None),
    )
    rows = with_hours.values_list("person_id", "shift_id", "shift__starts_at", "shift__ends_at")
    for person, shift, starts, ends in rows:
        spans[person].append((shift, (starts, ends)))
    grouped = GroupSeat.objects.filter(shift__in=taken.keys() | shifts.keys(), released_at__isnull=True)
    return _Places(taken, spans, frozenset(grouped.values_list("shift_id", flat=True)))


def _seat(offer: Offer, shift: Shift, seat: int, channel: str, at: dt.datetime) -> Assignment:
    return Assignment(
        shift=shift,
        person=offer.person,
        offer=offer,
        seat=seat,
        made_at=at,
        channel=channel,
        details_told_at=at if opens_at(shift) <= at else None,
    )


def _trace(
    booked: list[Assignment], covered: list[Offer], shifts: Shifts, channel: str, at: dt.datetime
) -> None:
    seated = [
        (
            one.shift.need,
            one.person,
            {"person": str(one.person_id), "shift": str(one.shift_id), "seat": one.seat},
        )
        for one in booked
    ]
    note_each("book", seated, channel=channel, at=at)
    late = [
        (
            shifts[one.shift_id].need,
            one.person,
            {"person": str(one.person_id), "shift": str(one.shift_id)},
        )
        for one in covered
    ]
    note_each("yes_too_late", late, channel=channel, at=at)


def _tell(booked: list[Assignment], covered: list[Offer], shifts: Shifts, at: dt.datetime) -> None:
    """Each who wrote is answered at once."""
    ways = ways_to_reach([assignment.person_id for assignment in booked])
    drafts: list[Draft] = []
    for one in booked:
        words = words_of_booking(one, one.shift, meeting(one.shift.need) if one.details_told_at else None)
        way = ways.get(one.person_id)
        key = f"booked:{one.pk}"
        draft = draft_to(one.person, one.shift, words, way, key=key, about=one)
        if draft:
            drafts.append(draft)
        else:  # Somebody to whom we write letters.
            tell(one.person, one.shift, words, key=key, about=one, at=at, way=way, answers_now=True)
    for offer in covered:
        drafts += drafts_to_all([offer], shifts[offer.shift_id], messages.covered, what="covered", at=at)
    queue_owed_messages(drafts, at=at, answers_now=True)
