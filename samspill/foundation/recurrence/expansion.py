"""Counting a rule out: from a start and a rule to its wall-clock times, in order.

Written by ourselves because the work must be bounded: a rule that never hits (30 February, every second) would keep the
usual library busy for minutes inside one call. Here each day or step looked at costs one unit of `Effort`, and the same
file costs the same on every machine. Follows RFC 5545 section 3.3.10; where that leaves a choice, libical's.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import product

from samspill.foundation.recurrence.rule import Rule

_DAY = dt.timedelta(days=1)
_LAST_DAY = dt.date(9998, 12, 31)
_STEPS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}


class RunsAway(Exception):
    """The rule needs more work than it was given: it hits almost never, or all too often."""


class Effort:
    """A purse of steps that one or several rules spend from."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Take steps from the purse; raises RunsAway when it is empty."""
        self.left -= steps
        if self.left < 0:
            raise RunsAway


def expand(
    rule: Rule, start: dt.datetime, *, first: dt.datetime, last: dt.datetime, effort: Effort
) -> Iterator[dt.datetime]:
    """The times of a rule that begins at `start`, from `first` to `last`, both included, in order.

    All times are naive wall-clock times. `rule.until` counts when it is naive; an end in UTC is the caller's to judge,
    who knows the time zone. The start itself is among the times only if the rule hits it. Raises RunsAway.
    """
    end = min(last, rule.until) if rule.until is not None and rule.until.tzinfo is None else last
    # A rule with a count must be counted from its start; the others may begin where we look.
    begin = start if rule.count is not None else max(start, first)
    found = 0
    for group in _groups(rule, start, begin, end, effort):
        for moment in _at_positions(group, rule.by_position):
            if moment < start:
                continue
            found += 1
            if moment > end or (rule.count is not None and found > rule.count):
                return
            if moment >= first:
                yield moment


def _groups(
    rule: Rule, start: dt.datetime, begin: dt.datetime, end: dt.datetime, effort: Effort
) -> Iterator[list[dt.datetime]]:
    """The times period by period (year, month, week, day …): BYSETPOS picks among those of one period."""
    if rule.frequency in _STEPS:
        yield from _groups_of_steps(rule, start, begin, end, effort)
        return
    times = _times_of_day(rule, start)
    for days in _PERIODS[rule.frequency](rule, start.date(), begin.date(), end.date(), effort):
        yield [dt.datetime.combine(day, time) for day in days for time in times]


def _at_positions(group: list[dt.datetime], positions: tuple[int, ...]) -> Iterable[dt.datetime]:
    if not positions:
        return group
    size = len(group)
    chosen = {position - 1 if position > 0 else size + position for position in positions}
    return [group[index] for index in sorted(chosen) if 0 <= index < size]


def _times_of_day(rule: Rule, start: dt.datetime) -> list[dt.time]:
    hours = sorted(set(rule.by_hour)) or [start.hour]
    minutes = sorted(set(rule.by_minute)) or [start.minute]
    seconds = sorted({min(second, 59) for second in rule.by_second}) or [start.second]
    return [dt.time(*parts) for parts in product(hours, minutes, seconds)]


# --- whole days: years, months, weeks, days ---------------------------------------------------------------------


def _years(
    rule: Rule, start: dt.date, begin: dt.date, end: dt.date, effort: Effort
) -> Iterator[list[dt.date]]:
    if rule.by_week:
        yield from _years_of_weeks(rule, start, begin, end, effort)
        return
    months = _months_of_the_year(rule, start)
    for year in range(
        _skip(start.year, begin.year, rule.every), min(end.year, _LAST_DAY.year) + 1, rule.every
    ):
        effort.spend()
        candidates = (day for month in months for day in _days_to_try_in_month(rule, start, year, month))
        yield _keep(rule, start, candidates, effort)


def _months_of_the_year(rule: Rule, start: dt.date) -> list[int]:
    """Which months a yearly rule looks at; a day of the month alone stays in the month it began in (as libical)."""
    if rule.by_month:
        return sorted(set(rule.by_month))
    if rule.by_year_day or (rule.by_day and not rule.by_month_day):
        return list(range(1, 13))
    return list(range(1, 13)) if rule.by_day else [start.month]


def _years_of_weeks(
    rule: Rule, start: dt.date, begin: dt.date, end: dt.date, effort: Effort
) -> Iterator[list[dt.date]]:
    """Years made of whole weeks: the days around New Year belong to the year their week belongs to."""
    base = _week_year(start, rule.week_start)
    for year in range(
        _skip(base, begin.year - 1, rule.every), min(end.year + 1, _LAST_DAY.year) + 1, rule.every
    ):
        effort.spend()
        opening, weeks = _first_week(year, rule.week_start), _weeks_in(year, rule.week_start)
        numbers = sorted({number if number > 0 else weeks + 1 + number for number in rule.by_week})
        candidates = (
            opening + dt.timedelta(weeks=number - 1, days=offset)
            for number in numbers
            if 1 <= number <= weeks
            for offset in range(7)
        )
        yield _keep(rule, start, candidates, effort)


def _months(
    rule: Rule, start: dt.date, begin: dt.date, end: dt.date, effort: Effort
) -> Iterator[list[dt.date]]:
    first = _skip(start.year * 12 + start.month - 1, begin.year * 12 + begin.month - 1, rule.every)
    last = min(end, _LAST_DAY)
    for number in range(first, last.year * 12 + last.month, rule.every):
        effort.spend()
        year, month = number // 12, number % 12 + 1
        if rule.by_month and month not in rule.by_month:
            continue
        yield _keep(rule, start, _days_to_try_in_month(rule, start, year, month), effort)


def _weeks(
    rule: Rule, start: dt.date, begin: dt.date, end: dt.date, effort: Effort
) -> Iterator[list[dt.date]]:
    opening = _opening_of_week(start, rule.week_start).toordinal() // 1
    first = _skip(opening, _opening_of_week(begin, rule.week_start).toordinal(), 7 * rule.every)
    for ordinal in range(first, min(end, _LAST_DAY).toordinal() + 1, 7 * rule.every):
        effort.spend()
        yield _keep(rule, start, (dt.date.fromordinal(ordinal + offset) for offset in range(7)), effort)


def _single_days(
    rule: Rule, start: dt.date, begin: dt.date, end: dt.date, effort: Effort
) -> Iterator[list[dt.date]]:
    first = _skip(start.toordinal(), begin.toordinal(), rule.every)
    for ordinal in range(first, min(end, _LAST_DAY).toordinal() + 1, rule.every):
        yield _keep(rule, start, (dt.date.fromordinal(ordinal),), effort)


_PERIODS = {"YEARLY": _years, "MONTHLY": _months, "WEEKLY": _weeks, "DAILY": _single_days}


def _skip(base: int, wanted: int, step: int) -> int:
    """The last number of base, base + step, … that is not after `wanted`; the base when that is later."""
    return base + max(0, (wanted - base) // step) * step


def _days_to_try_in_month(rule: Rule, start: dt.date, year: int, month: int) -> Iterable[dt.date]:
    """The days of one month worth looking at; few of them when the rule names the day of the month."""
    length = calendar.monthrange(year, month)[1]
    if rule.by_month_day:
        numbers = {number if number > 0 else length + 1 + number for number in rule.by_month_day}
        return [dt.date(year, month, number) for number in sorted(numbers) if 1 <= number <= length]
    if rule.by_day or rule.by_year_day or rule.by_week:
        return [dt.date(year, month, number) for number in range(1, length + 1)]
    return [dt.date(year, month, start.day)] if start.day <= length else []


def _keep(rule: Rule, start: dt.date, candidates: Iterable[dt.date], effort: Effort) -> list[dt.date]:
    kept = []
    for day in candidates:
        effort.spend()
        if _hits(rule, start, day):
            kept.append(day)
    return kept


def _hits(rule: Rule, start: dt.date, day: dt.date) -> bool:
    return (
        (not rule.by_month or day.month in rule.by_month)
        and (not rule.by_month_day or _counted(day.day, _days_in_month(day), rule.by_month_day))
        and (not rule.by_year_day or _counted(_day_of_year(day), _days_in_year(day), rule.by_year_day))
        and _hits_weekday(rule, start, day)
    )


def _hits_weekday(rule: Rule, start: dt.date, day: dt.date) -> bool:
    if rule.by_day:
        return any(
            weekday == day.weekday() and (which == 0 or _is_which(rule, day, which))
            for which, weekday in rule.by_day
        )
    follows_start = rule.frequency == "WEEKLY" or bool(rule.by_week)
    return (
        not follows_start or bool(rule.by_month_day or rule.by_year_day) or day.weekday() == start.weekday()
    )


def _is_which(rule: Rule, day: dt.date, which: int) -> bool:
    """Whether the day is the 2nd (or the last but one …) of its weekday in the month or the year.

    "Which" has a meaning in months and years only; elsewhere it is passed over, as calendar programs do.
    """
    if rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and rule.by_month and not rule.by_week):
        place, length = day.day, _days_in_month(day)
    elif rule.frequency == "YEARLY" and not rule.by_week:
        place, length = _day_of_year(day), _days_in_year(day)
    else:
        return True
    return which == (place - 1) // 7 + 1 or which == -((length - place) // 7 + 1)


def _counted(place: int, length: int, wanted: tuple[int, ...]) -> bool:
    return place in wanted or place - length - 1 in wanted


def _days_in_month(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _days_in_year(day: dt.date) -> int:
    return 366 if calendar.isleap(day.year) else 365


def _day_of_year(day: dt.date) -> int:
    return day.toordinal() - dt.date(day.year, 1, 1).toordinal() + 1


def _opening_of_week(day: dt.date, week_start: int) -> dt.date:
    return max(dt.date.min, dt.date.fromordinal(max(1, day.toordinal() - (day.weekday() - week_start) % 7)))


def _first_week(year: int, week_start: int) -> dt.date:
    """The first day of week 1: the week that holds 4 January, whatever day weeks begin on."""
    return _opening_of_week(dt.date(year, 1, 4), week_start)


def _weeks_in(year: int, week_start: int) -> int:
    return (_first_week(year + 1, week_start) - _first_week(year, week_start)).days // 7


def _week_year(day: dt.date, week_start: int) -> int:
    if day >= _first_week(day.year + 1, week_start):
        return day.year + 1
    return day.year - 1 if day < _first_week(day.year, week_start) else day.year


# --- within the day: hours, minutes, seconds ---------------------------------------------------------------------


def _groups_of_steps(
    rule: Rule, start: dt.datetime, begin: dt.datetime, end: dt.datetime, effort: Effort
) -> Iterator[list[dt.datetime]]:
    unit = _STEPS[rule.frequency]
    step = unit * rule.every
    base = (
        start.replace(second=0)
        if unit == 60
        else start.replace(minute=0, second=0)
        if unit == 3600
        else start
    )
    moment = _aligned(base, begin - dt.timedelta(seconds=unit), step)
    while moment is not None and moment <= end:
        effort.spend()
        if (next_possible := _not_before(rule, start, moment, unit)) is None:
            yield _within_step(rule, start, moment, unit)
            next_possible = moment + dt.timedelta(seconds=1)
        moment = _aligned(base, next_possible, step)


def _aligned(base: dt.datetime, wanted: dt.datetime, step: int) -> dt.datetime | None:
    """The first of base, base + step, … that is not before `wanted`; None when that is past the calendar's end."""
    steps = max(0, -((base - wanted) // dt.timedelta(seconds=step)))
    try:
        return base + dt.timedelta(seconds=steps * step)
    except OverflowError:
        return None


def _not_before(rule: Rule, start: dt.datetime, moment: dt.datetime, unit: int) -> dt.datetime | None:
    """None if the rule may hit this step; else the earliest time at which it is worth looking again."""
    if not _hits(rule, start.date(), moment.date()):
        return dt.datetime.combine(moment.date() + _DAY, dt.time.min)
    if rule.by_hour and moment.hour not in rule.by_hour:
        return moment.replace(minute=0, second=0) + dt.timedelta(hours=1)
    if unit <= 60 and rule.by_minute and moment.minute not in rule.by_minute:
        return moment.replace(second=0) + dt.timedelta(minutes=1)
    if unit == 1 and rule.by_second and moment.second not in rule.by_second:
        return moment + dt.timedelta(seconds=1)
    return None


def _within_step(rule: Rule, start: dt.datetime, moment: dt.datetime, unit: int) -> list[dt.datetime]:
    """The times inside one hour, minute or second that the rule names."""
    minutes = [moment.minute] if unit <= 60 else sorted(set(rule.by_minute)) or [start.minute]
    wanted = sorted({min(second, 59) for second in rule.by_second}) or [start.second]
    seconds = [moment.second] if unit == 1 else wanted
    return [moment.replace(minute=minute, second=second) for minute in minutes for second in seconds]
