"""An activity parted into appointments has as many places as fit in each of its times (decision 0041)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from samspill.activities.models import Activity
from samspill.activities.rules.appointments import how_many


def part(activity: Activity, lengths: Iterable[int | None]) -> None:
    """Where it is parted into appointments, there are as many places as fit in each time, and nobody waits in line."""
    if activity.appointment_minutes:
        activity.places = how_many(lengths, activity.appointment_minutes)
        activity.takes_sign_ups, activity.waiting_list, activity.for_all_times = True, "", False


def lengths_to_come(activity: Activity, at: dt.datetime) -> list[int | None]:
    """How many minutes each time to come lasts; of what is over, the last."""
    rows = activity.occurrences.filter(cancelled_at__isnull=True).order_by("-starts_at")
    times = list(rows.filter(starts_at__gt=at)) or list(rows[:1])
    return [
        int((time.ends_at - time.starts_at).total_seconds()) // 60 if time.ends_at else None for time in times
    ]
