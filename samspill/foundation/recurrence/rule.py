"""A recurrence rule (RRULE) as RFC 5545 section 3.3.10 writes it, read into values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class BrokenRule(ValueError):
    """The rule cannot be understood; the message says in plain English what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What comes back and how often. Numbers are as in RFC 5545; weekdays count from 0 = Monday.

    `by_day` holds pairs of (which one, weekday), where 0 means every one and -1 the last of the period.
    `until` is a naive wall-clock time (the end of the day where only a day is told), or UTC when the rule said so.
    """

    frequency: str
    every: int = 1
    count: int | None = None
    until: dt.datetime | None = None
    week_start: int = 0
    by_month: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()
    ignored: tuple[str, ...] = field(default=(), compare=False)

    def without_times(self) -> Rule:
        """The rule for an event that has a day but no time: hours, minutes and seconds mean nothing there."""
        return replace(self, by_hour=(), by_minute=(), by_second=())


def read_rule(text: str) -> Rule:
    """Read an RRULE value such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.

    Forgives what calendar programs really write: a trailing semicolon (Google Calendar), small letters, blanks, a
    COUNT below zero (taken as no count), parts of the program's own. Raises BrokenRule, with the reason, for the rest.
    """
    values: dict[str, object] = {}
    ignored: list[str] = []
    for name, value in _parts(text):
        if name not in _READERS:
            ignored.append(name)
            continue
        key, read = _READERS[name]
        values[key] = _read(name, value, read)
    return _checked(values, tuple(ignored))


def _parts(text: str) -> list[tuple[str, str]]:
    parts = []
    for part in re.sub(r"\s+", "", text).upper().split(";"):
        if not part:
            continue
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise BrokenRule(f"the rule has a part without a value: {part[:40]}")
        parts.append((name, value))
    return parts


def _read(name: str, value: str, read: Callable[[str], object]) -> object:
    try:
        return read(value)
    except (ValueError, KeyError, OverflowError) as error:
        raise BrokenRule(f"{name} cannot be {value[:40]}") from error


def _checked(values: dict[str, object], ignored: tuple[str, ...]) -> Rule:
    if "frequency" not in values:
        raise BrokenRule("the rule does not say how often (FREQ is missing)")
    until = values.pop("until", None)
    if values.pop("calendar", "GREGORIAN") not in ("GREGORIAN", "GREGORY"):
        raise BrokenRule("the rule counts in another calendar than the Gregorian (RSCALE)")
    if values.pop("skip", "OMIT") != "OMIT":
        raise BrokenRule("the rule moves days that do not exist (SKIP), which is not supported")
    return Rule(until=until, ignored=ignored, **values)  # type: ignore[arg-type]


def _frequency(text: str) -> str:
    if text not in FREQUENCIES:
        raise ValueError(text)
    return text


def _at_least_one(text: str) -> int:
    if (number := int(text)) < 1 or number > 100_000:
        raise ValueError(text)
    return number


def _count(text: str) -> int | None:
    number = int(text)
    return None if number < 0 else number


def _until(text: str) -> dt.datetime:
    shape = re.fullmatch(r"(\d{8})(?:T(\d{4})(\d{2})?(Z)?)?", text)
    if shape is None:
        raise ValueError(text)
    day, minutes, seconds, utc = shape.groups()
    if minutes is None:
        return dt.datetime.combine(dt.datetime.strptime(day, "%Y%m%d"), dt.time.max)
    moment = dt.datetime.strptime(day + minutes, "%Y%m%d%H%M").replace(second=min(int(seconds or 0), 59))
    return moment.replace(tzinfo=dt.UTC) if utc else moment


def _numbers(low: int, high: int, *, from_the_end: bool = False) -> Callable[[str], tuple[int, ...]]:
    def read(text: str) -> tuple[int, ...]:
        numbers = tuple(int(part) for part in text.split(",") if part)
        if not all(low <= (abs(number) if from_the_end else number) <= high for number in numbers):
            raise ValueError(text)
        return numbers

    return read


def _weekday(text: str) -> int:
    return WEEKDAYS.index(text)


def _days(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_day(part) for part in text.split(",") if part)


def _day(text: str) -> tuple[int, int]:
    which = int(text[:-2] or 0)
    if abs(which) > 53:
        raise ValueError(text)
    return which, _weekday(text[-2:])


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "FREQ": ("frequency", _frequency),
    "INTERVAL": ("every", _at_least_one),
    "COUNT": ("count", _count),
    "UNTIL": ("until", _until),
    "WKST": ("week_start", _weekday),
    "BYMONTH": ("by_month", _numbers(1, 12)),
    "BYWEEKNO": ("by_week", _numbers(1, 53, from_the_end=True)),
    "BYYEARDAY": ("by_year_day", _numbers(1, 366, from_the_end=True)),
    "BYMONTHDAY": ("by_month_day", _numbers(1, 31, from_the_end=True)),
    "BYDAY": ("by_day", _days),
    "BYHOUR": ("by_hour", _numbers(0, 23)),
    "BYMINUTE": ("by_minute", _numbers(0, 59)),
    "BYSECOND": ("by_second", _numbers(0, 60)),
    "BYSETPOS": ("by_position", _numbers(1, 366, from_the_end=True)),
    "RSCALE": ("calendar", str),
    "SKIP": ("skip", str),
}
