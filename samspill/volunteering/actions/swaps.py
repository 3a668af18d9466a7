"""Two volunteers change with each other, and the coordinator says that it is all right.

Until then the task is hers who had it. Whatever changes hands does so in one transaction that holds the locks of both
shifts, in the order of their keys, and then those of both volunteers: nobody is ever booked twice (0008, 0014).
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import override

from samspill.foundation.actions import note
from samspill.messaging.queries import language_of
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.answers import NotBooked
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.actions.waves import DoesNotFit
from samspill.volunteering.models import Assignment, Need, Shift, Swap
from samspill.volunteering.models.swaps import OPEN
from samspill.volunteering.queries.matching import HINDERS_HER, Suggestion, who_fits
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.queries.tasks import details_day, meeting, opens_at, task
from samspill.volunteering.rules.fit import Fit
from samspill.volunteering.wording import messages, swaps
from samspill.volunteering.wording.messages import Task

Who = StaffMember | Person | str


class SwapIsOver(RuntimeError):
    """It is settled, dropped or declined already: a colleague was first, or the task changed hands in another way."""


class NotAgreed(RuntimeError):
    """The other has not said yes."""


class SwapWithHerself(ValueError):
    """One cannot change with oneself."""


class Parts(NamedTuple):
    """A swap with its shifts locked: what changes hands, and what is given in return."""

    swap: Swap
    given: Assignment
    shift: Shift
    in_return: Assignment | None
    other_shift: Shift | None


@transaction.atomic
def wish_swap(assignment_id: uuid.UUID, *, channel: str, by: Who, at: dt.datetime) -> Swap:
    """She wants to change, and somebody at the desk finds out with whom. Wished twice is one. Raises `NotBooked`."""
    shift = seats.lock_shift(Assignment.objects.values_list("shift_id", flat=True).get(pk=assignment_id))
    assignment = Assignment.objects.select_related("person").get(pk=assignment_id)
    is_pair = shift.need.form == Need.Form.PAIR  # Whoever meets somebody for long is not changed for another.
    if assignment.released_at is not None or seats.is_over(shift, at) or is_pair:
        raise NotBooked(assignment_id)
    known = Swap.objects.filter(OPEN, assignment=assignment).first()
    if known is not None:
        return known
    swap = _write_wish(assignment, channel, by, at)
    _note("wish_swap", swap, shift, by, channel, at)
    key = f"swap_wished:{swap.pk}"
    tell(assignment.person, shift, swaps.wished, key=key, about=swap, at=at, answers_now=channel in CARRIED)
    return swap


@transaction.atomic
def ask_to_swap(
    swap_id: uuid.UUID,
    to_person: Person,
    *,
    in_return: uuid.UUID | None = None,
    by: StaffMember,
    at: dt.datetime,
) -> Swap:
    """Ask somebody to take it, perhaps against a task of hers (`in_return`). One who is called gets no message.

    Raises `SwapIsOver`, `NotBooked`, `SwapWithHerself`, `DoesNotFit` and `messaging.actions.BudgetSpent`.
    """
    parts = _lock(swap_id, in_return)
    swap = parts.swap
    if swap.asked_at is not None:
        raise SwapIsOver(swap_id)
    if to_person.pk == parts.given.person_id:
        raise SwapWithHerself(swap_id)
    _check_that_both_fit(parts, to_person.pk, at)
    way = way_to_reach(to_person.pk) or Way(Channel.PHONE, "")
    swap.to_person, swap.in_return, swap.asked_at, swap.asked_by = to_person, parts.in_return, at, by
    swap.asked_channel, swap.address = way.channel, way.address
    swap.save()
    _note("ask_to_swap", swap, parts.shift, by, "web", at, person=to_person.pk)
    _put_the_question(parts, to_person, way, by, at)
    return swap


@transaction.atomic
def answer_swap(swap_id: uuid.UUID, is_yes: bool, *, channel: str, by: Who, at: dt.datetime) -> Swap:
    """The other says yes, and the coordinator is to say that it is all right; or no, and the wish stands again.

    The same answer again changes nothing. Raises `SwapIsOver` and `NotBooked`.
    """
    parts = _lock(swap_id)
    swap = parts.swap
    if swap.to_person is None:
        raise SwapIsOver(swap_id)
    if swap.agreed_at is not None and is_yes:
        return swap
    _write_answer(swap, is_yes, channel, by, at)
    verb = "agree_to_swap" if is_yes else "decline_swap"
    _note(verb, swap, parts.shift, by, channel, at, person=swap.to_person.pk)
    if is_yes:
        key = f"swap_agreed:{swap.pk}"
        tell(
            swap.to_person, parts.shift, swaps.agreed, key=key, about=swap, at=at, way=_way(swap),
            answers_now=channel in CARRIED,
        )  # fmt: skip
    else:
        _write_wish(parts.given, swap.channel, swap.entered_by or "system", swap.wished_at)
    return swap


@transaction.atomic
def bless_swap(swap_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> Swap:
    """The coordinator says that it is all right: it changes hands, and both are told.

    Raises `SwapIsOver`, `NotAgreed`, `NotBooked`, and `DoesNotFit` where something stands in the way since they agreed.
    """
    parts = _lock(swap_id)
    swap = parts.swap
    if swap.agreed_at is None or swap.to_person is None:
        raise NotAgreed(swap_id)
    if seats.is_over(parts.shift, at):
        raise NotBooked(swap_id)
    seats.lock_volunteers([parts.given.person_id, swap.to_person.pk])
    _check_that_both_fit(parts, swap.to_person.pk, at)
    swap.blessed_at, swap.blessed_by = at, by
    swap.save(update_fields=["blessed_at", "blessed_by"])
    _change_hands(parts, swap.to_person, by, at)
    _note("bless_swap", swap, parts.shift, by, "web", at, person=swap.to_person.pk)
    return swap


@transaction.atomic
def drop_swap(swap_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """She keeps it. Whoever was asked is told. Raises `SwapIsOver` and `NotBooked`."""
    parts = _lock(swap_id)
    swap = parts.swap
    swap.dropped_at = at
    swap.save(update_fields=["dropped_at"])
    _note("drop_swap", swap, parts.shift, by, "web", at)
    if swap.to_person is not None:
        key = f"swap_off:{swap.pk}"
        tell(swap.to_person, parts.shift, swaps.is_off, key=key, about=swap, at=at, way=_way(swap))


def _lock(swap_id: uuid.UUID, in_return: uuid.UUID | None = None) -> Parts:
    """The swap, after its shifts, as they are now."""
    loose = Swap.objects.get(pk=swap_id)
    wanted = [key for key in (loose.assignment_id, in_return or loose.in_return_id) if key]
    keys = dict(Assignment.objects.filter(pk__in=wanted).values_list("pk", "shift_id"))
    shifts = {shift.pk: shift for shift in seats.lock_shifts(keys.values())}
    swap = (
        Swap.objects.select_for_update(no_key=True, of=("self",))
        .select_related("to_person", "entered_by")
        .get(pk=swap_id)
    )
    if swap.declined_at or swap.dropped_at or swap.blessed_at:
        raise SwapIsOver(swap_id)
    found = Assignment.objects.select_related("person", "shift__need").in_bulk(wanted)
    other = in_return or swap.in_return_id
    if any(one.released_at for one in found.values()) or (other and other not in found):
        raise NotBooked(swap_id)
    back = found[other] if other else None
    given = found[swap.assignment_id]
    return Parts(swap, given, shifts[given.shift_id], back, shifts[back.shift_id] if back else None)


def _check_that_both_fit(parts: Parts, to_person: uuid.UUID, at: dt.datetime) -> None:
    """Each may take what the other gives. Walls are looked at again: much may have happened."""
    beside = [shift.pk for shift in (parts.shift, parts.other_shift) if shift is not None]
    _check(to_person, parts.shift, beside, at)
    if parts.in_return is not None and parts.other_shift is not None:
        is_hers = parts.in_return.person_id == to_person
        if not is_hers or parts.other_shift.need.unit_id != parts.shift.need.unit_id:
            raise NotBooked(parts.in_return.pk)
        _check(parts.given.person_id, parts.other_shift, beside, at)


def _check(person_id: uuid.UUID, shift: Shift, beside: list[uuid.UUID], at: dt.datetime) -> None:
    found = who_fits(shift, at=at, among=[person_id]).of([person_id])
    for one in found:
        walls = tuple(mark for mark in one.fit.walls if mark.code in HINDERS_HER and mark.code != "busy")
        if walls:
            raise DoesNotFit(one._replace(fit=Fit(walls, (), one.fit.score)))
    if not found or seats.is_busy(person_id, shift, beside=beside):
        raise DoesNotFit(_busy_one(person_id, found))


def _busy_one(person_id: uuid.UUID, found: list[Suggestion]) -> Suggestion:
    marks = tuple(mark for one in found for mark in one.fit.walls if mark.code == "busy")
    name = Person.objects.values_list("name", flat=True).get(pk=person_id)
    return Suggestion(person_id, name, Fit(marks, (), (1,)))


def _change_hands(parts: Parts, to_person: Person, by: StaffMember, at: dt.datetime) -> None:
    """First both seats are freed, then both are taken."""
    gives = [one for one in (parts.given, parts.in_return) if one is not None]
    for one in gives:
        seats.release(one, "swapped", channel="web", by=by, at=at)
    got = _take_over(parts.given, parts.shift, to_person, by, at)
    if parts.in_return is None or parts.other_shift is None:
        _tell_settled(got, parts.shift, None, at)
        _tell_given_away(parts, to_person, at)
        return
    back = _take_over(parts.in_return, parts.other_shift, parts.given.person, by, at)
    _tell_settled(got, parts.shift, parts.other_shift, at)
    _tell_settled(back, parts.other_shift, parts.shift, at)


def _take_over(
    before: Assignment, shift: Shift, person: Person, by: StaffMember, at: dt.datetime
) -> Assignment:
    return Assignment.objects.create(
        shift=shift,
        person=person,
        seat=before.seat,
        made_at=at,
        channel="web",
        entered_by=by,
        details_told_at=at if opens_at(shift) <= at else None,
    )


def _tell_settled(assignment: Assignment, shift: Shift, other: Shift | None, at: dt.datetime) -> None:
    language = language_of(assignment.person)
    private, day = meeting(shift.need) if assignment.details_told_at else None, details_day(shift, language)
    with override(language):
        given = messages.what(task(other)) if other else ""

    def words(told: Task) -> str:
        return swaps.settled(told, given, private, day)

    tell(
        assignment.person,
        shift,
        words,
        key=f"swapped:{assignment.pk}",
        about=assignment,
        at=at,
        must_hear=True,
    )


def _tell_given_away(parts: Parts, to_person: Person, at: dt.datetime) -> None:
    def words(told: Task) -> str:
        return swaps.given_away(told, to_person.name)

    key = f"given_away:{parts.given.pk}"
    tell(parts.given.person, parts.shift, words, key=key, about=parts.given, at=at, must_hear=True)


def _put_the_question(parts: Parts, person: Person, way: Way, by: StaffMember, at: dt.datetime) -> None:
    other, theirs = parts.given.person.name, ""
    if parts.other_shift is not None:
        with override(language_of(person)):
            theirs = messages.what(task(parts.other_shift))

    def words(told: Task) -> str:
        return swaps.question(told, person.name, other, theirs)

    key = f"swap_asked:{parts.swap.pk}"
    tell(person, parts.shift, words, key=key, about=parts.swap, at=at, way=way, by=by, is_owed=False)


def _write_wish(assignment: Assignment, channel: str, by: Who, at: dt.datetime) -> Swap:
    entered_by = by if isinstance(by, StaffMember) else None
    return Swap.objects.create(assignment=assignment, wished_at=at, channel=channel, entered_by=entered_by)


def _write_answer(swap: Swap, is_yes: bool, channel: str, by: Who, at: dt.datetime) -> None:
    swap.agreed_at, swap.declined_at = (at, None) if is_yes else (None, at)
    swap.answer_channel, swap.answer_entered_by = channel, by if isinstance(by, StaffMember) else None
    swap.save()


def _way(swap: Swap) -> Way:
    return Way(swap.asked_channel, swap.address)


def _note(
    verb: str,
    swap: Swap,
    shift: Shift,
    by: Who,
    channel: str,
    at: dt.datetime,
    person: uuid.UUID | None = None,
) -> None:
    who = person or swap.assignment.person_id
    note(verb, shift.need, by=by, channel=channel, at=at, person=str(who), shift=str(shift.pk))
