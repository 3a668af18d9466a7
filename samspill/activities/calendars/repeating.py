"""A schema.org Schedule (also OpenActive's PartialSchedule) counted out: written as a calendar's rule and read as one.

So the rules of `foundation.recurrence`, with their limits, hold for both.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from samspill.activities.calendars import told_values as values
from samspill.activities.calendars.reader import read_calendar
from samspill.activities.calendars.results import Limits, ReadOccurrence
from samspill.activities.calendars.values import BrokenValue

_EVERY = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_DAYS = {"Monday": "MO", "Tuesday": "TU", "Wednesday": "WE", "Thursday": "TH", "Friday": "FR", "Saturday": "SA",
         "Sunday": "SU"}  # fmt: skip
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::\d\d)?.*", re.ASCII)


def repeats(
    schedule: Any, *, since: dt.datetime, until: dt.datetime, home: dt.tzinfo, most: int
) -> tuple[ReadOccurrence, ...]:
    """The times of a schedule in the window. Raises BrokenValue where it does not say when it begins or returns."""
    if not isinstance(schedule, dict):
        raise BrokenValue("bad_rule", "")
    source = "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:x", *_lines(schedule), "END:VEVENT", "END:VCALENDAR"]
    )
    limits = Limits(occurrences=most, occurrences_per_event=most)
    read = read_calendar(source.encode(), since=since, until=until, home=_zone(schedule, home), limits=limits)
    for problem in read.problems:
        raise BrokenValue(problem.reason, problem.detail)
    return read.events[0].occurrences if read.events else ()


def _lines(schedule: dict[str, Any]) -> list[str]:
    day, time = _day(schedule.get("startDate")), _clock(schedule.get("startTime"))
    lines = [
        f"DTSTART:{day}T{time}" if time else f"DTSTART;VALUE=DATE:{day}",
        f"RRULE:{_rule(schedule, time)}",
    ]
    if time and (lasts := _lasts(schedule)):
        lines.append(f"DURATION:{lasts}")
    excepted = schedule.get("exceptDate")
    for one in (excepted if isinstance(excepted, list) else [excepted] if excepted else [])[:400]:
        lines.append(f"EXDATE:{_day(one)}T{time}" if time else f"EXDATE;VALUE=DATE:{_day(one)}")
    return lines


def _rule(schedule: dict[str, Any], time: str) -> str:
    every = re.fullmatch(r"P(\d{1,3})([DWMY])", str(schedule.get("repeatFrequency", ""))[:10], re.ASCII)
    if every is None:
        raise BrokenValue("bad_rule", str(schedule.get("repeatFrequency", ""))[:80])
    parts = [f"FREQ={_EVERY[every[2]]}", f"INTERVAL={every[1]}"]
    told = schedule.get("byDay")
    names = [
        str(one).rsplit("/", 1)[-1]
        for one in (told if isinstance(told, list) else [told] if told else [])[:7]
    ]
    if days := [_DAYS[name] for name in names if name in _DAYS]:
        parts.append(f"BYDAY={','.join(days)}")
    if isinstance(count := schedule.get("repeatCount"), int) and 0 < count < 10_000:
        parts.append(f"COUNT={count}")
    elif schedule.get("endDate"):
        parts.append(f"UNTIL={_day(schedule['endDate'])}" + ("T235959" if time else ""))
    return ";".join(parts)


def _lasts(schedule: dict[str, Any]) -> str:
    if isinstance(told := schedule.get("duration"), str) and values.length(told):
        return told.strip()
    begin, end = _clock(schedule.get("startTime")), _clock(schedule.get("endTime"))
    if not begin or not end or end <= begin:
        return ""
    minutes = (int(end[:2]) - int(begin[:2])) * 60 + int(end[2:4]) - int(begin[2:4])
    return f"PT{minutes}M"


def _day(told: Any) -> str:
    shape = re.match(r"(\d{4})-(\d\d)-(\d\d)", told, re.ASCII) if isinstance(told, str) else None
    if shape is None:
        raise BrokenValue(
            "no_start" if not told else "bad_time", str(told)[:80] if isinstance(told, str) else ""
        )
    return "".join(shape.groups())


def _clock(told: Any) -> str:
    shape = _CLOCK.fullmatch(told) if isinstance(told, str) else None
    return f"{shape[1]}{shape[2]}00" if shape else ""


def _zone(schedule: dict[str, Any], home: dt.tzinfo) -> dt.tzinfo:
    name = schedule.get("scheduleTimezone")
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else home
    except (ValueError, OSError, LookupError):
        return home
