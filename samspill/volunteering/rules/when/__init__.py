"""When somebody says it is: «tirsdag», «12.3», «i morgon», «kl 10», «denne uken», "by Friday".

Read as it is said on the phone, in bokmål, nynorsk or English, whichever the page is in. A day without an hour is some
time that day; several days are once within them. Everything is local wall-clock time; nothing here knows what day it
is unless it is told (`today`).
"""

from __future__ import annotations

import datetime as dt
import re

from samspill.volunteering.rules.when.days import read_days
from samspill.volunteering.rules.when.hours import read_hours, read_minutes, read_night
from samspill.volunteering.rules.when.told import (
    LONGEST_MINUTES,
    LONGEST_NIGHT,
    LONGEST_WINDOW,
    USUAL_MINUTES,
    WAKING_HOURS,
    Days,
    Hours,
    NotUnderstood,
    When,
    Why,
)
from samspill.volunteering.rules.when.vocabulary import plain

__all__ = [
    "LONGEST_MINUTES",
    "LONGEST_NIGHT",
    "Days",
    "Hours",
    "NotUnderstood",
    "When",
    "Why",
    "read_days",
    "read_hours",
    "read_minutes",
    "read_night",
    "read_when",
    "written",
]


def read_when(day: str, hours: str = "", length: str = "", *, today: dt.date) -> When:
    """What day, hour and length come to together. The hour may stand behind the day: «tirsdag kl 10».

    Raises `NotUnderstood`.
    """
    day, hours = _split(day, hours)
    days = read_days(day, today=today)
    minutes = read_minutes(length) if length.strip() else None
    told = read_hours(hours) if hours.strip() else None
    if days.first != days.last:
        return _within(days, told, minutes)
    return _on_one_day(days.first, told, minutes)


def written(when: When) -> tuple[str, str, str]:
    """Day, hours and length as somebody could have typed them; `read_when` reads the same back.

    Of a window over several days the hours are not told: it lasts through its days.
    """
    first, last = when.starts.date(), when.ends.date()
    length = f"{when.minutes} min" if when.minutes else ""
    if first != last and when.is_window:
        return f"{_figures(first)}-{_figures(last)}", "", length
    if first != last:
        return (
            _figures(first),
            f"{when.starts:%H.%M}",
            f"{(when.ends - when.starts) // dt.timedelta(minutes=1)} min",
        )
    hours = f"{when.starts:%H.%M}-{when.ends:%H.%M}"
    if when.is_window:
        return _figures(first), f"mellom {hours.replace('-', ' og ')}", length
    return _figures(first), hours, ""


def _figures(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _on_one_day(day: dt.date, told: Hours | None, minutes: int | None) -> When:
    if told is None:
        told = Hours(*WAKING_HOURS, is_window=True)
    starts = dt.datetime.combine(day, told.starts)
    if told.ends is None:
        return When(starts, starts + dt.timedelta(minutes=minutes or USUAL_MINUTES))
    ends = dt.datetime.combine(day, told.ends)
    if ends <= starts:
        raise NotUnderstood("hours", Why.BACKWARDS)
    return When(starts, ends, is_window=told.is_window, minutes=_fitting(minutes, starts, ends))


def _within(days: Days, told: Hours | None, minutes: int | None) -> When:
    if told is not None:
        raise NotUnderstood("hours", Why.SEVERAL_DAYS)
    if days.last - days.first > LONGEST_WINDOW:
        raise NotUnderstood("day", Why.TOO_LONG)
    starts = dt.datetime.combine(days.first, WAKING_HOURS[0])
    return When(starts, dt.datetime.combine(days.last, WAKING_HOURS[1]), is_window=True, minutes=minutes)


def _fitting(minutes: int | None, starts: dt.datetime, ends: dt.datetime) -> int | None:
    if minutes and dt.timedelta(minutes=minutes) > ends - starts:
        raise NotUnderstood("length", Why.TOO_LONG)
    return minutes


def _split(day: str, hours: str) -> tuple[str, str]:
    """An hour written behind the day: «tirsdag kl 10», «i morgen 10.30-12»."""
    if hours.strip():
        return day, hours
    told = re.fullmatch(r"(.+?),? (?:kl\.?|klokka|klokken|at) ?(.+)", day.strip(), re.IGNORECASE)
    loose = re.fullmatch(
        r"(.*[a-zæøå]\.?),? (\d{1,2}[.:]\d\d(?: ?[-–] ?\d{1,2}[.:]\d\d)?)", day.strip(), re.IGNORECASE
    )
    found = told or (loose if loose and not _is_span_word(loose[1]) else None)
    return (found[1], found[2]) if found else (day, hours)


def _is_span_word(text: str) -> bool:
    return plain(text).split(" ")[-1] in {
        "innen",
        "innan",
        "til",
        "by",
        "before",
        "før",
        "og",
        "and",
        "den",
        "senest",
    }
