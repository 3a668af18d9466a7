"""The organiser picks somebody from the line, or takes that back while nothing has come of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.actions.codes import next_codes
from samspill.activities.actions.seats import (
    Who,
    is_off,
    move_up,
    seat_one_who_waits,
    seats_for,
    seats_taken,
    stand_of,
)
from samspill.activities.actions.sign_ups import NOBODY_BESIDE
from samspill.activities.actions.telling import tell
from samspill.activities.actions.waiting import OfferIsOver, locked_wait
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.picking import is_undoable
from samspill.activities.queries.sign_ups import PICK_UNDONE, together_with
from samspill.activities.queries.whole import is_whole, places_to_come
from samspill.activities.rules.sign_ups import free_seats
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note
from samspill.messaging.actions import cancel_message
from samspill.messaging.models import OutboundMessage


class NoFreePlace(RuntimeError):
    """Nobody can be picked: every place is taken or offered to somebody."""


class PickStands(RuntimeError):
    """It cannot be undone: she has given the place back, changed how many come, or been reminded, or it has begun."""


@transaction.atomic
def pick_from_line(waiting: Waiting, *, by: Who, at: dt.datetime) -> SignUp:
    """The organiser gives a free place to somebody who waits, whichever way the list has, and she is told.

    Raises `NoFreePlace`, and `OfferIsOver` where she waits no longer.
    """
    occurrence, row = locked_wait(waiting, at)
    if row.sign_up is not None and row.sign_up.cancelled_at is None:
        return row.sign_up
    if row.left_at is not None or is_off(occurrence):
        raise OfferIsOver(waiting.pk)
    if not _has_room_for(row, occurrence, at):
        raise NoFreePlace(waiting.pk)
    made = seat_one_who_waits(row, occurrence, channel="web", by=by, at=at)
    row.picked_at = at if row.sign_up == made else None
    row.save(update_fields=["picked_at"])
    tell(made, words.moved_up, key=_key_of(made), at=at)
    return made


@transaction.atomic
def undo_pick(waiting: Waiting, *, by: Who, at: dt.datetime) -> Waiting:
    """The organiser picked the wrong one: she waits where she stood in the line, under the code she had, and the place
    is free, or goes to the next where the list moves by itself. She is told, if she had been told of the place.

    Pressing twice does the same. Raises `PickStands`.
    """
    occurrence, row = locked_wait(waiting, at)
    if row.sign_up is None and row.left_at is None:
        return row
    if row.sign_up is None or not is_undoable(row, at=at):
        raise PickStands(waiting.pk)
    never_heard = _call_off(row.sign_up, at=at)
    _take_place(row, row.sign_up, at=at)
    facts = {"person": str(row.person_id), "number": row.number}
    note("undo_pick", occurrence, by=by, channel="web", at=at, **facts)
    if not never_heard:
        tell(row, words.not_picked, key=f"not_picked:{row.pk}:{at.timestamp()}", at=at)
    move_up(occurrence, at=at)
    return row


def _take_place(row: Waiting, place: SignUp, *, at: dt.datetime) -> None:
    """Her place is free at each time to come, and she waits with those she has it with. Its code is hers as one who
    waits: the place gets another, which nobody is told.
    """
    beside = together_with(place)
    names = [one.guest_name for one in beside]
    row.for_whom, row.places = place.for_whom, len(beside)
    row.guests, row.answers = names if place.for_whom == "child" else names[1:], place.answers
    gone = (
        places_to_come(place, at=at)
        if is_whole(place)
        else SignUp.objects.filter(pk__in=[one.pk for one in beside])
    )
    keys = list(gone.values_list("pk", flat=True))
    SignUp.objects.filter(pk__in=keys).update(cancelled_at=at, cancelled_channel=PICK_UNDONE, **NOBODY_BESIDE)
    SignUp.objects.filter(pk=place.pk).update(code=next_codes(1)[0])
    row.sign_up, row.picked_at = None, None
    row.save(update_fields=["sign_up", "picked_at", "for_whom", "places", "guests", "answers"])


def _call_off(place: SignUp, *, at: dt.datetime) -> bool:
    """Whether the message that told her of the place has certainly not gone."""
    message = OutboundMessage.objects.filter(key=_key_of(place)).first()
    return message is not None and cancel_message(message, at=at)


def _key_of(place: SignUp) -> str:
    return f"moved_up:{place.pk}"


def _has_room_for(row: Waiting, occurrence: Occurrence, at: dt.datetime) -> bool:
    if row.offered_at is not None:
        return free_seats(seats_taken(occurrence, at=at), occurrence.activity.places, row.places) is not None
    return (
        seats_for(occurrence, stand_of(occurrence, at=at), row.places, at, passing_the_list=True) is not None
    )
