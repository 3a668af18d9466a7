"""Appointments in the times of an activity: which are free, who has which."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from samspill.activities.models import Activity, Occurrence, SignUp
from samspill.activities.queries.sign_ups import live_sign_ups, times_to_sign_up_for
from samspill.activities.rules.appointments import Appointment, appointment

#: One that can be had: its time, and which of the time's appointments it is.
Free = tuple[Any, Appointment]


def appointments_of(time: Occurrence) -> list[Appointment]:
    """All appointments of a time, in order; none where it is not parted. Its activity should be fetched."""
    each, places = time.activity.appointment_minutes, time.activity.places
    if not each or places is None:
        return []
    return [appointment(time.starts_at, each, number) for number in range(1, places + 1)]


def appointment_of(row: SignUp) -> Appointment | None:
    """When somebody with this place is to come; None where the time is not parted. Its activity should be fetched."""
    each = row.occurrence.activity.appointment_minutes
    return appointment(row.occurrence.starts_at, each, row.seat) if each else None


def free_appointments(activity: Activity, *, at: dt.datetime) -> list[Free]:
    """Those to come that nobody has, the next first, of the next eight times. Two queries."""
    times = [time for time in times_to_sign_up_for(activity, at=at) if time.activity_id == activity.pk]
    live = SignUp.objects.filter(occurrence__in=[time.pk for time in times], cancelled_at__isnull=True)
    taken = defaultdict(set)
    for time_id, seat in live.values_list("occurrence_id", "seat"):
        taken[time_id].add(seat)
    return [
        (time, one)
        for time in times
        for one in appointments_of(time)
        if one.starts_at > at and one.number not in taken[time.pk]
    ]


def book_of(time: Occurrence) -> list[tuple[Appointment, SignUp | None]]:
    """Every appointment of a time with who has it, for the guide. One query."""
    held = {row.seat: row for row in live_sign_ups(time).select_related("person")}
    return [(one, held.get(one.number)) for one in appointments_of(time)]
