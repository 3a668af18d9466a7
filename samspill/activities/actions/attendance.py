"""Who came to a time of an activity: noted for the whole group in one step, and put right as often as need be."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction

from samspill.activities import signals
from samspill.activities.actions.seats import lock_occurrence
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.sign_ups import live_sign_ups
from samspill.foundation.actions import note
from samspill.people.models import Person, StaffMember

#: Staff, or one who acts for the association that arranges it.
Who = StaffMember | Person


class NotYet(RuntimeError):
    """Nobody can have been there: it has not begun, or is called off."""


@transaction.atomic
def note_attendance(
    occurrence_id: uuid.UUID, came: Collection[uuid.UUID], *, by: Who, at: dt.datetime
) -> Occurrence:
    """Those of the sign-ups in `came` were there, and the others not. Noting it again puts it right.

    Two who note at once wait for each other, and the last one's list stands. Which member of staff it was stands on
    the rows; who acted for an association stands in the trail. Raises `NotYet`.
    """
    occurrence = lock_occurrence(occurrence_id)
    if occurrence.starts_at > at or occurrence.cancelled_at:
        raise NotYet(occurrence_id)
    rows = list(live_sign_ups(occurrence).select_related("person").order_by("person_id"))
    for row in rows:
        row.occurrence = occurrence
        _note(row, row.pk in came, by, at)
    occurrence.attendance_noted_at, occurrence.attendance_noted_by = at, _staff(by)
    occurrence.save(update_fields=["attendance_noted_at", "attendance_noted_by"])
    there = sum(row.attended_at is not None for row in rows)
    note("note_attendance", occurrence, by=by, channel="web", at=at, came=there, signed_up=len(rows))
    return occurrence


def _note(row: SignUp, came: bool, by: Who, at: dt.datetime) -> None:
    if came == (row.attended_at is not None):
        return
    row.attended_at, row.attended_noted_by = (at, _staff(by)) if came else (None, None)
    row.save(update_fields=["attended_at", "attended_noted_by"])
    if row.is_own:
        signals.attendance_noted.send(SignUp, sign_up=row, came=came, by=by, at=at)


def _staff(by: Who) -> StaffMember | None:
    return by if isinstance(by, StaffMember) else None
