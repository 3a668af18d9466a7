"""Small calendars for the tests, and the large ones kept beside them as files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from samspill.activities.calendars import Limits, ReadCalendar, ReadEvent, read_calendar

OSLO = ZoneInfo("Europe/Oslo")
SPRING = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)


def written(name: str) -> bytes:
    """A calendar file as outlook, apple or google write it."""
    return (Path(__file__).parent / "calendars" / f"{name}.ics").read_bytes()


def calendar(*events: str, head: str = "", newline: str = "\r\n") -> bytes:
    """A calendar with these events, each given as the lines between BEGIN:VEVENT and END:VEVENT."""
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    head = f"{head.strip()}\n" if head else ""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n".replace("\n", newline).encode()


def event(uid: str = "a@x", title: str = "Språkkafé", start: str = "20260303T170000", *lines: str) -> str:
    """The lines of an event that lasts two hours, in Norwegian time, and any lines more."""
    return "\n".join(
        [f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;TZID=Europe/Oslo:{start}", "DURATION:PT2H", *lines]
    )


def read(
    source: bytes, *, since: dt.datetime = SPRING, until: dt.datetime = LATER, **limits: int
) -> ReadCalendar:
    """Read for a year from 1 March 2026."""
    return read_calendar(source, since=since, until=until, limits=Limits(**limits))


def only(source: bytes) -> ReadEvent:
    """The one event of a calendar that has no problems."""
    result = read(source)
    assert result.problems == ()
    (found,) = result.events
    return found


def starts(found: ReadEvent) -> list[str]:
    """When the event's times begin, in Norway: "2026-03-03 17:00"."""
    return [
        f"{time.starts_at.astimezone(OSLO):%Y-%m-%d %H:%M}"
        for time in found.occurrences
        if not time.cancelled
    ]
