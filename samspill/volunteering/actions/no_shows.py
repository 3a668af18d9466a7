"""Somebody who was booked did not come."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.answers import NotBooked
from samspill.volunteering.actions.asking_next import fill_again
from samspill.volunteering.models import Assignment


class NotBegun(ValueError):
    """It has not begun, so nobody can have stayed away."""


class SeatIsTaken(RuntimeError):
    """Somebody else has come in her place since."""


@transaction.atomic
def note_no_show(assignment_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> Assignment:
    """She did not come. Where it still goes on, the next are asked. Raises `NotBegun` and `NotBooked`."""
    shift = seats.lock_shift(Assignment.objects.values_list("shift_id", flat=True).get(pk=assignment_id))
    assignment = Assignment.objects.select_related("person", "shift__need").get(pk=assignment_id)
    if assignment.released_at is not None or shift.cancelled_at is not None:
        raise NotBooked(assignment_id)
    if at < shift.starts_at:
        raise NotBegun(assignment_id)
    assignment.did_not_come_at, assignment.did_not_come_by = at, by
    assignment.released_at, assignment.released_reason = at, "did_not_come"
    assignment.save()
    facts = {"person": str(assignment.person_id), "shift": str(shift.pk)}
    note("did_not_come", shift.need, by=by, channel="web", at=at, **facts)
    if not seats.is_over(shift, at):
        fill_again(shift, at=at)
    return assignment


@transaction.atomic
def undo_no_show(assignment_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """She came after all, or it was somebody else. Raises `NotBooked`, and `SeatIsTaken` where her place is gone."""
    shift = seats.lock_shift(Assignment.objects.values_list("shift_id", flat=True).get(pk=assignment_id))
    assignment = Assignment.objects.select_related("person").get(pk=assignment_id)
    if assignment.did_not_come_at is None:
        raise NotBooked(assignment_id)
    free = seats.free_seats(shift)
    if not free or seats.live_assignments(shift).filter(person=assignment.person_id).exists():
        raise SeatIsTaken(assignment_id)
    assignment.seat = assignment.seat if assignment.seat in free else free[0]
    assignment.did_not_come_at = assignment.did_not_come_by = assignment.released_at = None
    assignment.released_reason = ""
    assignment.save()
    facts = {"person": str(assignment.person_id), "shift": str(shift.pk)}
    note("came_after_all", shift.need, by=by, channel="web", at=at, **facts)
