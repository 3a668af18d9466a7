"""First yes wins, and somebody who cannot after all.

Every answer takes the same two locks in the same order: the shift, then the offer (decision record 0008). So under
simultaneous answers exactly as many are booked as there are places, the others are told, and nobody twice.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import note_call
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.agreeing import agree_on_pair, meet_already
from samspill.volunteering.actions.asking_next import fill_again
from samspill.volunteering.actions.callers import note_the_cover
from samspill.volunteering.actions.confirming import tell_that_it_is_hers, tell_that_she_is_reserve
from samspill.volunteering.actions.pair_ending import end_pair_of
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import Assignment, Need, Offer, Shift, Wave
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.tasks import opens_at, task
from samspill.volunteering.wording import messages

Who = StaffMember | Person | str


class Answered(NamedTuple):
    """What came of an answer: booked, reserve, already_booked, declined, covered, cancelled, over, busy or off."""

    outcome: str
    assignment: Assignment | None = None


class NotBooked(LookupError):
    """There is no live assignment to withdraw from."""


@transaction.atomic
def answer_offer(
    offer_id: uuid.UUID,
    answer: str,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> Answered:
    """Somebody answers "yes" or "no" to a question she was asked; `by` herself or the member of staff who typed it in.

    `channel` is how she answered. The same answer again changes nothing. A no from one who is booked is not taken for
    a withdrawal: the outcome is `already_booked`, and nothing changes.
    """
    shift = seats.lock_shift_of(offer_id)
    offer = (
        Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("person").get(pk=offer_id)
    )
    offer.shift = shift
    mine = seats.live_assignments(shift).filter(person=offer.person_id).first()
    if mine is not None:
        return Answered("already_booked", mine)
    if answer == Offer.Answer.NO:
        return _decline(offer, shift, channel, by, at)
    return _accept(offer, shift, channel, by, at)


@transaction.atomic
def withdraw(assignment_id: uuid.UUID, *, channel: str, by: Who, at: dt.datetime) -> Answered:
    """Somebody who is booked cannot after all: a reserve moves up, or the place is open and the next are asked.

    Those who said yes too late come first, then a new wave of the usual size. Raises `NotBooked`.
    """
    shift = seats.lock_shift(Assignment.objects.values_list("shift_id", flat=True).get(pk=assignment_id))
    assignment = _live(assignment_id)
    seats.release(assignment, "withdrew", channel=channel, by=by, at=at)
    _note_the_call(assignment.person, shift, _("Cannot after all: %(what)s"), channel, by, at)
    end_pair_of(assignment, channel=channel, by=by, at=at)
    if not seats.is_over(shift, at):
        key = f"released:{assignment.pk}"
        tell(
            assignment.person, shift, messages.released, key=key, about=assignment, at=at,
            answers_now=channel in CARRIED,
        )  # fmt: skip
        fill_again(shift, at=at)
    return Answered("off", assignment)


def book(
    person: Person,
    shift: Shift,
    seat: int,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
    offer: Offer | None = None,
    will_be_told: bool = True,
) -> Assignment:
    """Give somebody a free seat. The shift must be locked; the caller tells her, with the private part if it is open.

    Without `will_be_told` the private part is sent by itself when its time has come, or at once if that has been.
    """
    is_pair = shift.need.form == Need.Form.PAIR
    has_details = will_be_told and not is_pair and seat <= shift.places and opens_at(shift) <= at
    assignment = Assignment.objects.create(
        shift=shift,
        person=person,
        offer=offer,
        seat=seat,
        made_at=at,
        channel=channel,
        entered_by=by if isinstance(by, StaffMember) else None,
        details_told_at=at if has_details else None,
    )
    verb = "book" if seat <= shift.places else "book_reserve"
    _note(verb, person.pk, shift, channel, by, at, seat=seat)
    if shift.caller_owed_at and not seats.free_seats(shift):
        note_the_cover(shift, at=at)
    return assignment


@transaction.atomic
def undo_answer(offer_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """A no that was typed in by mistake: the question stands again. Raises `NotBooked` where there is none to undo."""
    shift = seats.lock_shift(Offer.objects.values_list("shift_id", flat=True).get(pk=offer_id))
    changed = Offer.objects.filter(pk=offer_id, answer=Offer.Answer.NO).update(
        answer="", answered_at=None, answer_channel="", answer_entered_by=None
    )
    if not changed:
        raise NotBooked
    note("undo_answer", shift.need, by=by, channel="web", at=at, offer=str(offer_id))


def _live(assignment_id: uuid.UUID) -> Assignment:
    assignment = (
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "shift__need")
        .get(pk=assignment_id)
    )
    if assignment.released_at:
        raise NotBooked(assignment_id)
    return assignment


def _decline(offer: Offer, shift: Shift, channel: str, by: Who, at: dt.datetime) -> Answered:
    if offer.answer == Offer.Answer.NO:
        return Answered("declined")
    _write_down(offer, Offer.Answer.NO, channel, by, at)
    _note("decline", offer.person_id, shift, channel, by, at)
    if not seats.open_offers(shift).exists():
        # Nobody is left to wait for, so the next wave need not wait either.
        Wave.objects.filter(shift=shift, next_due_at__gt=at).update(next_due_at=at)
    return Answered("declined")


def _accept(offer: Offer, shift: Shift, channel: str, by: Who, at: dt.datetime) -> Answered:
    if seats.is_over(shift, at):
        return _too_late(offer, shift, channel, by, at)
    seats.lock_volunteers([offer.person_id])
    if seats.is_busy(offer.person_id, shift) or meet_already(offer.person, shift):
        return Answered("busy")
    free = seats.open_seats(shift)
    if not free:
        return _covered(offer, shift, channel, by, at)
    _write_down(offer, Offer.Answer.YES, channel, by, at)
    assignment = book(offer.person, shift, free[0], offer=offer, channel=channel, by=by, at=at)
    if shift.need.form == Need.Form.PAIR:
        agree_on_pair(assignment, shift, channel=channel, by=by, at=at, answers_now=channel in CARRIED)
        outcome = "booked"
    else:
        outcome = _confirmed(assignment, shift, channel, at)
    if len(free) == 1:
        seats.tell_that_it_is_covered(shift, at=at)
    return Answered(outcome, assignment)


def _confirmed(assignment: Assignment, shift: Shift, channel: str, at: dt.datetime) -> str:
    """Tell her what she has; the word for it."""
    if seats.is_reserve(assignment, shift):
        tell_that_she_is_reserve(assignment, shift, channel=channel, at=at)
        return "reserve"
    tell_that_it_is_hers(assignment, shift, channel=channel, at=at)
    return "booked"


def _too_late(offer: Offer, shift: Shift, channel: str, by: Who, at: dt.datetime) -> Answered:
    is_cancelled = bool(shift.cancelled_at or shift.need.cancelled_at)
    _write_down(offer, Offer.Answer.YES, channel, by, at)
    if is_cancelled:
        key = f"cancelled:{offer.pk}"
        tell(offer.person, shift, messages.cancelled, key=key, about=offer, at=at, way=seats.way_of(offer))
    return Answered("cancelled" if is_cancelled else "over")


def _covered(offer: Offer, shift: Shift, channel: str, by: Who, at: dt.datetime) -> Answered:
    if offer.answer != Offer.Answer.YES:
        _write_down(offer, Offer.Answer.YES, channel, by, at)
        _note("yes_too_late", offer.person_id, shift, channel, by, at)
    seats.tell_covered(offer, shift, at=at, answers_now=channel in CARRIED)
    return Answered("covered")


def _write_down(offer: Offer, answer: str, channel: str, by: Who, at: dt.datetime) -> None:
    offer.answer, offer.answered_at, offer.answer_channel = answer, at, channel
    offer.answer_entered_by = by if isinstance(by, StaffMember) else None
    offer.save(update_fields=["answer", "answered_at", "answer_channel", "answer_entered_by"])
    said = {Offer.Answer.YES: _("Says yes to: %(what)s"), Offer.Answer.NO: _("Says no to: %(what)s")}
    _note_the_call(offer.person, offer.shift, said[Offer.Answer(answer)], channel, by, at)


def _note_the_call(person: Person, shift: Shift, said: str, channel: str, by: Who, at: dt.datetime) -> None:
    """What was said on the phone or written on paper stands in the conversation like any other answer."""
    if isinstance(by, StaffMember) and channel not in CARRIED:
        note_call(
            person, said % {"what": messages.what(task(shift))}, by=by, at=at, about=subject_of(shift.need)
        )


def _note(
    verb: str, person_id: uuid.UUID, shift: Shift, channel: str, by: Who, at: dt.datetime, **facts: Any
) -> None:
    note(
        verb,
        shift.need,
        by=by,
        channel=channel,
        at=at,
        person=str(person_id),
        shift=str(shift.pk),
        **facts,
    )
