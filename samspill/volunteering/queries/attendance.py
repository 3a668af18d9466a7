"""Who is to have come, who came, and for how long; and what somebody has done, counted from what was noted."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.activities.models import Occurrence
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import COMES, Assignment, Attendance, HeadCount, Need, Shift
from samspill.volunteering.queries.needs import shifts_for

#: So far back the desk is shown what was not noted.
LOOKS_BACK = dt.timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One person on the sheet: whether she is ticked, and how long. `is_booked` tells her from those who just came."""

    person: Person
    came: bool
    minutes: int
    is_booked: bool = True


@dataclass(frozen=True)
class Sheet:
    """The sheet of a shift or a time of an activity on a day. `noted` is when it was filled in last, if ever."""

    on: dt.date
    lines: list[Line] = field(default_factory=list)
    minutes: int = 60
    head_count: HeadCount | None = None
    noted_at: dt.datetime | None = None
    noted_by: str = ""


def sheet_of_shift(asker: Asker, shift: Any, on: dt.date | None = None) -> Sheet:
    """The sheet of a shift that came through a gate: all who are booked ticked, or what was noted before."""
    day = on or clock.local_day(shift.starts_at)
    booked = Assignment.objects.filter(COMES, shift=shift).values_list("person_id", flat=True)
    usual = _minutes_of(shift)
    return _sheet(asker, Q(shift=shift), set(booked), day, usual)


def sheet_of_time(asker: Asker, time: Occurrence) -> Sheet:
    """The sheet of the volunteers at a time of an activity: those who helped there lately ticked, or what was noted."""
    lately = Attendance.objects.filter(occurrence__activity=time.activity_id, came=True)
    lately = lately.filter(happened_on__gte=clock.local_day(time.starts_at) - LOOKS_BACK)
    helped = set(lately.exclude(occurrence=time).values_list("person_id", flat=True))
    minutes = int((time.ends_at - time.starts_at).total_seconds() // 60) if time.ends_at else 60
    return _sheet(asker, Q(occurrence=time), helped, clock.local_day(time.starts_at), minutes)


def shifts_without_attendance(asker: Asker, *, at: dt.datetime) -> QuerySet[Any]:
    """Shifts of the asker's units that are over, had somebody booked, and where nobody noted who came; latest first."""
    noted = Attendance.objects.filter(shift=OuterRef("pk"))
    counted = HeadCount.objects.filter(shift=OuterRef("pk"))
    rows = shifts_for(asker).filter(
        ~Exists(noted),
        ~Exists(counted),
        need__unit__in=asker.caring_unit_ids,
        cancelled_at__isnull=True,
        ends_at__lt=at,
        ends_at__gt=at - LOOKS_BACK,
        taken__gt=0,
    )
    return rows.exclude(need__form=Need.Form.PAIR).order_by("-ends_at", "code")


def shift_to_note_for(asker: Asker, shift_id: uuid.UUID) -> Any:
    """The gate: a shift of a unit the asker cares for. Raises `Shift.DoesNotExist`."""
    return shifts_for(asker).filter(need__unit__in=asker.caring_unit_ids).get(pk=shift_id)


def time_to_note_for(asker: Asker, occurrence_id: uuid.UUID) -> Occurrence:
    """The gate: a time of an activity that a unit the asker cares for arranges. Raises `Occurrence.DoesNotExist`."""
    rows = Occurrence.objects.filter(activity__unit__in=asker.caring_unit_ids)
    return rows.select_related("activity__unit", "activity__place").get(pk=occurrence_id)


def times_lately(asker: Asker, *, at: dt.datetime, limit: int = 20) -> list[Any]:
    """The latest times of the activities that the asker's units arrange, with whether volunteers' hours are `noted`."""
    noted = Attendance.objects.filter(occurrence=OuterRef("pk"))
    counted = HeadCount.objects.filter(occurrence=OuterRef("pk"))
    rows = Occurrence.objects.filter(
        activity__unit__in=asker.caring_unit_ids,
        cancelled_at__isnull=True,
        starts_at__lt=at,
        starts_at__gt=at - LOOKS_BACK,
    )
    rows = rows.annotate(noted=Exists(noted) | Exists(counted)).select_related("activity")
    return list(rows.order_by("-starts_at", "pk")[:limit])


def hours_of(person: Person) -> list[Attendance]:
    """Each time she came that was noted, the latest first, with what it was."""
    rows = Attendance.objects.filter(person=person, came=True)
    rows = rows.select_related("shift__need__unit", "occurrence__activity", "noted_by")
    return list(rows.order_by("-happened_on", "-noted_at"))


def _sheet(asker: Asker, where: Q, expected: set[uuid.UUID], day: dt.date, usual: int) -> Sheet:
    noted = {one.person_id: one for one in _noted(where, day)}
    counted = HeadCount.objects.filter(where, happened_on=day).select_related("noted_by").first()
    persons = persons_for(asker).filter(pk__in=expected | noted.keys()).order_by("search_name", "pk")
    last = max((*noted.values(), *([counted] if counted else ())), key=lambda one: one.noted_at, default=None)
    return Sheet(
        on=day,
        lines=[_line(person, noted, expected, usual, is_noted=last is not None) for person in persons],
        minutes=usual,
        head_count=counted,
        noted_at=last.noted_at if last else None,
        noted_by=last.noted_by.name if last and last.noted_by else "",
    )


def _line(
    person: Person,
    noted: dict[uuid.UUID, Attendance],
    expected: set[uuid.UUID],
    usual: int,
    *,
    is_noted: bool,
) -> Line:
    one = noted.get(person.pk)
    if one is None:
        return Line(person, not is_noted, usual, person.pk in expected)
    return Line(person, one.came, one.minutes or usual, person.pk in expected)


def _noted(where: Q, day: dt.date) -> QuerySet[Attendance]:
    return Attendance.objects.filter(where, happened_on=day).select_related("noted_by")


def _minutes_of(shift: Shift) -> int:
    """How long it is meant to be; an hour where that is not told, as within a window or for a pair."""
    if shift.minutes:
        return shift.minutes
    if shift.need.form not in Need.WITH_HOURS:
        return 60
    return min(24 * 60, int((shift.ends_at - shift.starts_at).total_seconds() // 60))
