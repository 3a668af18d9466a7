"""Writing a calendar for others to subscribe to (RFC 5545), one VEVENT for each time.

Each time is written out by itself, in UTC, rather than as a rule: every program reads it alike, and a time that is
moved or cancelled needs no exception. Its UID is made of our own key, so that it stays the same event when it is moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samspill.foundation.recurrence import OSLO

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One time as it is written. `key` names it for good; moments are UTC; an all-day event has days in Norway."""

    key: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    changed_at: dt.datetime
    is_all_day: bool = False
    is_cancelled: bool = False
    is_tentative: bool = False
    text: str = ""
    place: str = ""
    url: str = ""
    organiser: str = ""
    categories: tuple[str, ...] = ()


def write_calendar(events: Iterable[FeedEvent], *, name: str, host: str, language: str = "nb") -> bytes:
    """The calendar as bytes, `host` making the UIDs ours. Deterministic: the same events give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samspill//Samspill//NO", "CALSCALE:GREGORIAN"]
    lines += [
        "METHOD:PUBLISH",
        f"X-WR-CALNAME;LANGUAGE={language}:{_escaped(name)}",
        "X-WR-TIMEZONE:Europe/Oslo",
    ]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"]
    for event in events:
        lines += _event(event, host)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _event(event: FeedEvent, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{host}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(event.changed_at)}"
    yield from _times(event)
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"STATUS:{_status(event)}"
    yield from _optional(event)
    yield "END:VEVENT"


def _status(event: FeedEvent) -> str:
    """How sure it is, by the words of the standard (RFC 5545 section 3.8.1.11)."""
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_tentative else "CONFIRMED"


def _times(event: FeedEvent) -> Iterator[str]:
    if event.is_all_day:
        yield f"DTSTART;VALUE=DATE:{_day(event.starts_at)}"
        if event.ends_at is not None and _day(event.ends_at) > _day(event.starts_at):
            yield f"DTEND;VALUE=DATE:{_day(event.ends_at)}"
        return
    yield f"DTSTART:{_utc(event.starts_at)}"
    if event.ends_at is not None:
        yield f"DTEND:{_utc(event.ends_at)}"


def _optional(event: FeedEvent) -> Iterator[str]:
    text = "\n\n".join(filter(None, (event.text, event.organiser)))
    if text:
        yield f"DESCRIPTION:{_escaped(text)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.categories:
        yield f"CATEGORIES:{','.join(_escaped(category) for category in event.categories)}"


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _day(moment: dt.datetime) -> str:
    return f"{moment.astimezone(OSLO):%Y%m%d}"


def _escaped(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in lines if letter == "\n" or letter.isprintable())
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line, broken before it is longer than 75 octets, and never inside a letter."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n".join(pieces) + "\r\n"
