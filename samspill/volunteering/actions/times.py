"""One time of a rota: it is moved, called off, given other numbers; or somebody takes several of them at once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.answers import book
from samspill.volunteering.actions.calling_off import call_off
from samspill.volunteering.actions.confirming import tell_that_she_is_reserve
from samspill.volunteering.actions.moving import tell_of_the_change
from samspill.volunteering.actions.needs import IsCancelled, check_time, count_the_change, need_to_change
from samspill.volunteering.actions.reserves import tell_those_who_moved_up
from samspill.volunteering.actions.telling import News, tell_each_once
from samspill.volunteering.models import Assignment, Offer, Shift
from samspill.volunteering.queries.matching import HINDERS_HER, who_fits
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.rules.fit import Mark
from samspill.volunteering.wording import messages, rotas


class TakenTimes(NamedTuple):
    """What came of taking several times: what she has, and why not the others: marks, or nothing where it is full."""

    booked: list[Assignment]
    not_booked: list[tuple[Shift, tuple[Mark, ...]]]


class MinimumTooHigh(ValueError):
    """More would be needed than there are places."""


@transaction.atomic
def move_time(
    shift_id: uuid.UUID,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    seen_version: int,
    by: StaffMember,
    at: dt.datetime,
) -> int:
    """Move one time, with all its roles; the others stay. Those who come and those asked are told; how many.

    From now on the pattern decides over it no more. Raises `ChangedMeanwhile`, `IsCancelled`, `EndsBeforeItStarts` and
    `IsPast`.
    """
    check_time(starts_at, ends_at, at)
    shifts = _the_whole_time(shift_id)
    if not shifts:
        raise IsCancelled(shift_id)
    need = need_to_change(shifts[0].need_id, seen_version)
    count_the_change(need, by, at)
    for shift in shifts:
        shift.starts_at, shift.ends_at, shift.decided_at = starts_at, ends_at, at
        shift.save(update_fields=["starts_at", "ends_at", "decided_at"])
        note("move_time", need, by=by, channel="web", at=at, shift=str(shift.pk))
    return tell_of_the_change([shift.pk for shift in shifts], need.version, at=at)


@transaction.atomic
def cancel_time(shift_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> int:
    """Call off one time, with all its roles; everybody booked or asked is told; how many. Raises `IsCancelled`."""
    shifts = _the_whole_time(shift_id)
    if not shifts:
        raise IsCancelled(shift_id)
    told = call_off(shifts, channel="web", by=by, at=at)
    for shift in shifts:
        note("cancel_time", shift.need, by=by, channel="web", at=at, shift=str(shift.pk), told=told)
    return told


@transaction.atomic
def change_numbers(
    shift_id: uuid.UUID, *, places: int, minimum: int, reserves: int, by: StaffMember, at: dt.datetime
) -> None:
    """Other numbers at one shift; reserves who get a place are told. Raises `TooFewPlaces` and `MinimumTooHigh`."""
    if minimum > places:
        raise MinimumTooHigh
    shift = seats.lock_shift(shift_id)
    moved = seats.reseat(shift, places=places, reserves=reserves)
    shift.minimum = minimum
    shift.save(update_fields=["places", "minimum", "reserves"])
    tell_those_who_moved_up(moved, shift, at=at)
    note("change_numbers", shift.need, by=by, channel="web", at=at, shift=str(shift.pk), places=places)


@transaction.atomic
def take_times(
    person: Person, shift_ids: Sequence[uuid.UUID], *, channel: str, by: StaffMember, at: dt.datetime
) -> TakenTimes:
    """Somebody takes several times in one answer; one message lists them. Where the places are taken she is reserve.

    What stands in the way is named for each time she cannot have. That she does not usually can then, or was not
    asked, does not: she says herself that she comes.
    """
    shifts = sorted(seats.lock_shifts(shift_ids), key=lambda shift: shift.starts_at)
    seats.lock_volunteers([person.pk])
    taken = TakenTimes([], [])
    for shift in shifts:
        walls = _walls(person, shift, at)
        free = seats.open_seats(shift)
        if walls or not free or seats.is_over(shift, at):
            taken.not_booked.append((shift, walls))
        else:
            taken.booked.append(_take(person, shift, free, channel, by, at))
    _tell(taken.booked, {shift.pk: shift for shift in shifts}, channel, at)
    return taken


def _walls(person: Person, shift: Shift, at: dt.datetime) -> tuple[Mark, ...]:
    found = who_fits(shift, at=at, among=[person.pk]).of([person.pk])
    if not found:
        return (Mark("not_a_volunteer"),)
    return tuple(mark for one in found for mark in one.fit.walls if mark.code in HINDERS_HER)


def _take(
    person: Person, shift: Shift, free: list[int], channel: str, by: StaffMember, at: dt.datetime
) -> Assignment:
    offer = Offer.objects.filter(shift=shift, person=person).first()
    if offer is not None and offer.answer != Offer.Answer.YES:
        offer.answer, offer.answered_at, offer.answer_channel = Offer.Answer.YES, at, channel
        offer.answer_entered_by = by
        offer.save(update_fields=["answer", "answered_at", "answer_channel", "answer_entered_by"])
    assignment = book(person, shift, free[0], offer=offer, channel=channel, by=by, at=at, will_be_told=False)
    if len(free) == 1:
        seats.tell_that_it_is_covered(shift, at=at)
    return assignment


def _tell(booked: list[Assignment], shifts: dict[uuid.UUID, Shift], channel: str, at: dt.datetime) -> None:
    """One message with all she has; where she is reserve she is told for each, for that is another promise."""
    has_place = [one for one in booked if not seats.is_reserve(one, shifts[one.shift_id])]
    news = [News(one.person, f"booked:{one.pk}", one, shifts[one.shift_id]) for one in has_place]
    tell_each_once(
        news,
        lambda task: messages.booked(task, None, ""),
        rotas.several,
        at=at,
        answers_now=channel in CARRIED,
    )
    for one in booked:
        if one not in has_place:
            tell_that_she_is_reserve(one, shifts[one.shift_id], channel=channel, at=at)


def _the_whole_time(shift_id: uuid.UUID) -> list[Shift]:
    """All the shifts of the time this one belongs to that are not called off, locked."""
    one = Shift.objects.get(pk=shift_id)
    same = Shift.objects.filter(need=one.need_id, slot=one.slot, cancelled_at__isnull=True)
    return seats.lock_shifts(same.values_list("pk", flat=True))
