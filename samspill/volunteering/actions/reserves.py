"""Those who wait behind the places: when a place becomes free the first of them has it, and is told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from samspill.foundation.actions import note
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.confirming import tell_that_she_moved_up
from samspill.volunteering.models import Assignment, Shift


def move_up(shift: Shift, *, at: dt.datetime) -> int:
    """Give the free places to those who wait, the first first; how many. The shift must be locked."""
    if not shift.reserves or seats.is_over(shift, at):
        return 0
    waiting = list(seats.reserves_of(shift).select_related("person"))
    moved = []
    for assignment, seat in zip(waiting, seats.free_seats(shift), strict=False):
        assignment.seat = seat
        assignment.save(update_fields=["seat"])
        moved.append(assignment)
    tell_those_who_moved_up(moved, shift, at=at)
    return len(moved)


def tell_those_who_moved_up(moved: Iterable[Assignment], shift: Shift, *, at: dt.datetime) -> None:
    """Each of them has a place now. The shift must be locked."""
    for assignment in moved:
        tell_that_she_moved_up(assignment, shift, at=at)
        facts = {"person": str(assignment.person_id), "shift": str(shift.pk), "seat": assignment.seat}
        note("move_up", shift.need, by="system", channel="system", at=at, **facts)
