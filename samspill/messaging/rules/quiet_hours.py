"""When we may write to people: not at night, and later in the morning on Sundays and public holidays.

All hours are on the wall clock of `zone`; moments go in and come out in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

#: Longer than any quiet stretch can be; a guard against settings that leave no hour of the day.
_LONGEST_WAIT_DAYS = 3


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet from `start` until `end`, across midnight where `end` is the earlier; equal times mean never
    quiet.

    On a day of rest the quiet lasts until `rest_end`, if that is later.
    """

    start: dt.time = dt.time(21)
    end: dt.time = dt.time(8)
    rest_end: dt.time = dt.time(10)
    zone: ZoneInfo = OSLO


def next_permitted(
    moment: dt.datetime, quiet: QuietHours, *, is_holiday: Callable[[dt.date], bool]
) -> dt.datetime:
    """The first moment from `moment` on (both UTC) when we may write; `moment` itself outside quiet hours."""
    local = moment.astimezone(quiet.zone)
    for days in range(_LONGEST_WAIT_DAYS):
        day = local.date() + dt.timedelta(days=days)
        since = local if days == 0 else dt.datetime.combine(day, dt.time.min, tzinfo=quiet.zone)
        permitted = _first_on_its_day(since, quiet, rests=day.weekday() == 6 or is_holiday(day))
        if permitted:
            return permitted.astimezone(dt.UTC) if permitted is not local else moment
    return moment


def is_quiet(moment: dt.datetime, quiet: QuietHours, *, is_holiday: Callable[[dt.date], bool]) -> bool:
    """Whether we must not write at this moment (UTC)."""
    return next_permitted(moment, quiet, is_holiday=is_holiday) != moment


def _first_on_its_day(local: dt.datetime, quiet: QuietHours, *, rests: bool) -> dt.datetime | None:
    """The first permitted moment from `local` to midnight, or None."""
    wall = local.timetz().replace(tzinfo=None)
    for start, end in _permitted_stretches(quiet, rests=rests):
        if wall < end:
            return local if wall >= start else dt.datetime.combine(local.date(), start, tzinfo=quiet.zone)
    return None


def _permitted_stretches(quiet: QuietHours, *, rests: bool) -> list[tuple[dt.time, dt.time]]:
    """The stretches of one day in which we may write, in order; each ends just before its end."""
    if quiet.start == quiet.end:
        stretches = [(dt.time.min, dt.time.max)]
    elif quiet.start < quiet.end:
        stretches = [(dt.time.min, quiet.start), (quiet.end, dt.time.max)]
    else:
        stretches = [(quiet.end, quiet.start)]
    morning = quiet.rest_end if rests and quiet.start != quiet.end else dt.time.min
    return [(max(start, morning), end) for start, end in stretches if max(start, morning) < end]
