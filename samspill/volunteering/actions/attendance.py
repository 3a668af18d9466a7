"""Who came, for the whole group in one step: to a shift, on a day of a pair's, or to a time of an activity.

Volunteers are never made to log: staff, or whoever leads the group, note it, and may put it right later.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction

from samspill.activities.actions.seats import lock_occurrence
from samspill.activities.models import Occurrence
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.models import Attendance, HeadCount, Need, Shift


class NotYet(RuntimeError):
    """Nobody can have come: it has not begun, or is called off."""


class NotThatDay(ValueError):
    """The shift was not on that day."""


class NotANumber(ValueError):
    """How many, or how long, is not within reason."""


class Came(NamedTuple):
    """That a person came, or did not, and for how long."""

    person_id: uuid.UUID
    came: bool
    minutes: int = 0


class Others(NamedTuple):
    """So many more whose names are not noted, each for so long."""

    people: int
    minutes: int


MOST_PEOPLE = 5_000


@transaction.atomic
def note_attendance(
    shift_id: uuid.UUID,
    came: Sequence[Came],
    *,
    others: Others | None = None,
    on: dt.date | None = None,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
) -> Shift:
    """Note who came to a shift: the whole sheet, so noting it again puts it right. `on` is the day of a pair or window.

    Two who note at once wait for each other, and the last one's sheet stands. Raises `NotYet`, `NotThatDay` and
    `NotANumber`.
    """
    shift = seats.lock_shift(shift_id)
    day = on or clock.local_day(shift.starts_at)
    _refuse_other_days(shift, day, at)
    _write({"shift": shift}, day, came, others, by, at, channel)
    counted = sum(one.came for one in came) + (others.people if others else 0)
    note("note_attendance", shift.need, by=by, channel=channel, at=at, shift=str(shift.pk), came=counted)
    return shift


@transaction.atomic
def note_helpers(
    occurrence_id: uuid.UUID,
    came: Sequence[Came],
    *,
    others: Others | None = None,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
) -> Occurrence:
    """Note which volunteers helped at a time of an activity, as `note_attendance` does for a shift."""
    occurrence = lock_occurrence(occurrence_id)
    if occurrence.starts_at > at or occurrence.cancelled_at:
        raise NotYet(occurrence_id)
    day = clock.local_day(occurrence.starts_at)
    _write({"occurrence": occurrence}, day, came, others, by, at, channel)
    note("note_helpers", occurrence, by=by, channel=channel, at=at, came=sum(one.came for one in came))
    return occurrence


def _refuse_other_days(shift: Shift, day: dt.date, at: dt.datetime) -> None:
    if shift.cancelled_at or shift.starts_at > at or day > clock.local_day(at):
        raise NotYet(shift.pk)
    first, last = clock.local_day(shift.starts_at), clock.local_day(shift.ends_at)
    if shift.need.form in Need.WITH_HOURS:
        last = first
    if not first <= day <= last:
        raise NotThatDay(day)


def _write(
    where: dict[str, Any],
    day: dt.date,
    came: Sequence[Came],
    others: Others | None,
    by: StaffMember,
    at: dt.datetime,
    channel: str,
) -> None:
    facts = {"noted_at": at, "noted_by": by}
    _refuse_nonsense(came, others)
    listed = {one.person_id for one in came}
    Attendance.objects.filter(**where, happened_on=day).exclude(person__in=listed).delete()
    for one in came:
        told = {"came": one.came, "minutes": one.minutes if one.came else 0, "channel": channel}
        Attendance.objects.update_or_create(
            **where, person_id=one.person_id, happened_on=day, defaults=told | facts
        )
    if others is None or not others.people:
        HeadCount.objects.filter(**where, happened_on=day).delete()
        return
    counted = {"people": others.people, "minutes": others.minutes}
    HeadCount.objects.update_or_create(**where, happened_on=day, defaults=counted | facts)


def _refuse_nonsense(came: Sequence[Came], others: Others | None) -> None:
    lengths = [one.minutes for one in came if one.came] + (
        [others.minutes] if others and others.people else []
    )
    if any(not 0 <= minutes <= 24 * 60 for minutes in lengths):
        raise NotANumber
    if others and not 0 <= others.people <= MOST_PEOPLE:
        raise NotANumber
