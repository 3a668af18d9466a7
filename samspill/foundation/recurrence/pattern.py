"""A pattern: when something comes back, as a person says it.

"Every other Tuesday at 17.00, not on public holidays, not in the school holidays, until 15 June." Counted out in
Norwegian wall time. What a pattern leaves out (a public holiday, a closed period) is left out and not moved; every
other week goes on counting through the gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.recurrence.expansion import Effort, expand
from samspill.foundation.recurrence.rule import Rule
from samspill.foundation.recurrence.wall import to_utc

KINDS = ("once", "daily", "weekly", "monthly")
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_LOOK_AHEAD = dt.timedelta(days=3 * 366)
_STEPS = 50_000  # three years day by day, many times over


class BrokenPattern(ValueError):
    """The pattern does not make sense; `field` names the part that must be put right."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A range of days, both included, when nothing takes place, such as the autumn holiday."""

    first_on: dt.date
    last_on: dt.date
    name: str = ""

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in the period."""
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Pattern:
    """When something takes place, in Norwegian wall time.

    kind         once, daily, weekly or monthly
    every        2 = every other (day, week, month)
    weekdays     mo tu we th fr sa su; weekly: empty means the weekday of `starts_on`; monthly with `nth`: exactly one
    nth          monthly: 1–4 first to fourth, -1 last weekday of the month; None: the same day of the month
    starts_time  None: all day
    minutes      how long it lasts; None: not told
    """

    kind: str
    starts_on: dt.date
    starts_time: dt.time | None = None
    minutes: int | None = None
    every: int = 1
    weekdays: tuple[str, ...] = ()
    nth: int | None = None
    ends_on: dt.date | None = None
    skips_public_holidays: bool = False
    closed: tuple[ClosedPeriod, ...] = ()
    skips_school_holidays: bool = False

    def __post_init__(self) -> None:
        _check(self)


def dates(pattern: Pattern, *, first_on: dt.date, last_on: dt.date) -> Iterator[dt.date]:
    """The days the pattern takes place from `first_on` to `last_on`, both included, exceptions taken out."""
    last = min(last_on, pattern.ends_on or last_on)
    start = dt.datetime.combine(pattern.starts_on, dt.time.min)
    days = expand(
        _rule(pattern),
        start,
        first=dt.datetime.combine(first_on, dt.time.min),
        last=dt.datetime.combine(last, dt.time.min),
        effort=Effort(_STEPS + 40 * max(0, (last - pattern.starts_on).days)),
    )
    return (day.date() for day in days if _takes_place(pattern, day.date()))


def moments(
    pattern: Pattern, *, first_on: dt.date, last_on: dt.date
) -> Iterator[tuple[dt.datetime, dt.datetime | None]]:
    """Start and end (UTC) of each time from `first_on` to `last_on`; the end is None where it is not told.

    All day runs from midnight to midnight in Norway. Something that lasts two hours lasts two hours, also in the night
    the clocks change.
    """
    for day in dates(pattern, first_on=first_on, last_on=last_on):
        yield _moment(pattern, day)


def next_dates(pattern: Pattern, *, after: dt.date, count: int = 6) -> list[dt.date]:
    """The next days it takes place, `after` itself included; fewer than `count` when it ends, or nothing in 3 years."""
    begin = max(after, pattern.starts_on)
    return list(islice(dates(pattern, first_on=begin, last_on=begin + _LOOK_AHEAD), count))


def _moment(pattern: Pattern, day: dt.date) -> tuple[dt.datetime, dt.datetime | None]:
    starts_at = to_utc(dt.datetime.combine(day, pattern.starts_time or dt.time.min))
    if pattern.starts_time is None:
        return starts_at, to_utc(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    return starts_at, None if pattern.minutes is None else starts_at + dt.timedelta(minutes=pattern.minutes)


def _takes_place(pattern: Pattern, day: dt.date) -> bool:
    if pattern.skips_public_holidays and is_public_holiday(day):
        return False
    return not any(period.holds(day) for period in pattern.closed)


def _rule(pattern: Pattern) -> Rule:
    numbers = tuple(WEEKDAYS.index(day) for day in pattern.weekdays)
    if pattern.kind == "once":
        return Rule("DAILY", count=1)
    if pattern.kind == "daily":
        return Rule("DAILY", every=pattern.every)
    if pattern.kind == "weekly":
        return Rule("WEEKLY", every=pattern.every, by_day=tuple((0, number) for number in numbers))
    return Rule(
        "MONTHLY", every=pattern.every, by_day=tuple((pattern.nth or 0, number) for number in numbers)
    )


def _check(pattern: Pattern) -> None:
    if pattern.kind not in KINDS:
        raise BrokenPattern("pattern", f"unknown pattern: {pattern.kind}")
    if not 1 <= pattern.every <= 52:
        raise BrokenPattern("every", "must be between 1 and 52")
    if unknown := set(pattern.weekdays) - set(WEEKDAYS):
        raise BrokenPattern("weekdays", f"unknown weekday: {', '.join(sorted(unknown))}")
    if pattern.kind == "monthly" and (pattern.nth is None) != (len(pattern.weekdays) == 0):
        raise BrokenPattern("nth", "a weekday of the month needs both which one and which weekday")
    if pattern.nth is not None and pattern.nth not in (-1, 1, 2, 3, 4):
        raise BrokenPattern("nth", "must be first to fourth, or last")
    if pattern.kind == "monthly" and len(pattern.weekdays) > 1:
        raise BrokenPattern("weekdays", "one weekday only")
    if pattern.ends_on is not None and pattern.ends_on < pattern.starts_on:
        raise BrokenPattern("ends_on", "it ends before it begins")
