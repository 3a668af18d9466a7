"""Between what a person enters (a pattern) and what is kept (a schedule's fields)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from samspill.foundation.recurrence import ClosedPeriod, Pattern, moments


class ScheduleFields(Protocol):
    """The fields a schedule is kept in; see the table."""

    pattern: str
    every: int
    nth: int | None
    starts_on: dt.date
    ends_on: dt.date | None
    starts_time: dt.time | None
    minutes: int | None
    skips_public_holidays: bool
    skips_school_holidays: bool

    @property
    def weekdays(self) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """One time a schedule gives; `slot` is its start (UTC)."""

    slot: dt.datetime
    ends_at: dt.datetime | None
    is_all_day: bool


def pattern_of(schedule: ScheduleFields, school_holidays: Iterable[ClosedPeriod]) -> Pattern:
    """The pattern a schedule keeps, with the school holidays it leaves out."""
    return Pattern(
        kind=schedule.pattern,
        every=schedule.every,
        weekdays=tuple(schedule.weekdays),
        nth=schedule.nth,
        starts_on=schedule.starts_on,
        ends_on=schedule.ends_on,
        starts_time=schedule.starts_time,
        minutes=schedule.minutes,
        skips_public_holidays=schedule.skips_public_holidays,
        skips_school_holidays=schedule.skips_school_holidays,
        closed=tuple(school_holidays) if schedule.skips_school_holidays else (),
    )


def fields_of(pattern: Pattern) -> dict[str, object]:
    """The pattern as a schedule's fields."""
    return {
        "pattern": pattern.kind,
        "every": pattern.every,
        "weekdays": pattern.weekdays,
        "nth": pattern.nth,
        "starts_on": pattern.starts_on,
        "ends_on": pattern.ends_on,
        "starts_time": pattern.starts_time,
        "minutes": pattern.minutes,
        "skips_public_holidays": pattern.skips_public_holidays,
        "skips_school_holidays": pattern.skips_school_holidays,
    }


def still_holding(patterns: Iterable[Pattern], *, on: dt.date) -> list[Pattern]:
    """Those that hold on a day or later, the first to begin first; where all are over, the last."""
    in_order = sorted(patterns, key=lambda one: one.starts_on)
    return [one for one in in_order if one.ends_on is None or one.ends_on >= on] or in_order[-1:]


def planned(pattern: Pattern, *, first_on: dt.date, last_on: dt.date) -> list[PlannedTime]:
    """The times of a pattern from `first_on` to `last_on`, both included."""
    found = moments(pattern, first_on=first_on, last_on=last_on)
    return [PlannedTime(start, end, pattern.starts_time is None) for start, end in found]
