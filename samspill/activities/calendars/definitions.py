"""One VEVENT block read into values: the event itself, or what is different about one of its times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from samspill.activities.calendars.components import Component
from samspill.activities.calendars.lines import Line
from samspill.activities.calendars.values import (
    BrokenValue,
    Stamp,
    plain,
    read_length,
    read_list,
    read_stamp,
    read_text,
    unescaped,
)
from samspill.activities.calendars.zones import Zones

Note = Callable[[str, Line | None, str], None]
"""Tells the report of something that was read without its broken part: code, line, a few words."""

_LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class Definition:
    """A VEVENT block. `length` is exact time, `days` whole days for an all-day event; None where no end is told.

    `slot` is set on a block that changes one time of a series; `and_later` when it changes all later ones too.
    """

    component: Component
    start: Stamp
    length: dt.timedelta | None
    days: int | None
    texts: dict[str, str]
    is_cancelled: bool
    slot: Stamp | None
    and_later: bool
    age: tuple[int, str]

    def lasts(self) -> dt.timedelta:
        """How long it lasts, at most two years: how far back a time that still goes on may have begun."""
        length = dt.timedelta(days=self.days) if self.days else self.length or dt.timedelta(0)
        return min(length, dt.timedelta(days=731))


def read_definition(component: Component, zones: Zones, note: Note) -> Definition:
    """Read one block. Raises BrokenValue when it has no start that can be read."""
    start = _start(component, zones, note)
    length, days = _length(component, start, zones, note)
    slot_line = component.first("RECURRENCE-ID")
    return Definition(
        component=component,
        start=start,
        length=length,
        days=days,
        texts=_texts(component),
        is_cancelled=component.raw("STATUS").upper() == "CANCELLED",
        slot=read_stamp(slot_line, zones) if slot_line else None,
        and_later="RANGE=THISANDFUTURE" in slot_line.rest.upper() if slot_line else False,
        age=(_whole(component.raw("SEQUENCE")), component.raw("LAST-MODIFIED") or component.raw("DTSTAMP")),
    )


def organiser_name(component: Component) -> str:
    """The organiser's name if it is told; never an e-mail address, which is nobody else's to publish."""
    line = component.first("ORGANIZER")
    try:
        name = line.value_and_parameters()[1].get("CN", "") if line else ""
    except ValueError:
        return ""
    return "" if "@" in name else plain(unescaped(name))[:200]


def categories(component: Component) -> tuple[str, ...]:
    """What the event is filed under, each once, as written."""
    found: dict[str, None] = {}
    for line in component.lines.get("CATEGORIES", []):
        try:
            found.update(dict.fromkeys(read_list(line)))
        except BrokenValue:
            continue
    return tuple(found)[:50]


def _start(component: Component, zones: Zones, note: Note) -> Stamp:
    line = component.first("DTSTART")
    if line is None:
        raise BrokenValue("no_start", component.raw("SUMMARY"))
    start = read_stamp(line, zones)
    if start.zone_unknown:
        note("unknown_zone", line, start.zone_unknown)
    if start.wall.time() == dt.time.min and component.raw("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        return replace(start, zone=zones.home, is_day=True)
    if start.zone is dt.UTC and zones.is_named and "RRULE" in component.lines:
        # Google writes UTC and names the calendar's own zone: it is that clock the event comes back by.
        return Stamp(start.in_zone(zones.standard), zones.standard)
    return start


def _length(
    component: Component, start: Stamp, zones: Zones, note: Note
) -> tuple[dt.timedelta | None, int | None]:
    line = component.first("DTEND") or component.first("DURATION")
    if line is None:
        return None, 1 if start.is_day else None
    try:
        length, days = _told_length(line, start, zones)
    except BrokenValue as error:
        note(error.reason, line, str(error))
        return None, 1 if start.is_day else None
    if length < dt.timedelta(0) or days < 0:
        note("ends_before_start", line, line.rest.lstrip(":"))
    if start.is_day:
        return None, max(1, days)
    return (length if length > dt.timedelta(0) else None), None


def _told_length(line: Line, start: Stamp, zones: Zones) -> tuple[dt.timedelta, int]:
    if line.name == "DURATION":
        length = read_length(line.value_and_parameters()[0])
        return length, length.days
    end = read_stamp(line, zones)
    if start.is_day or end.is_day:
        gap = end.wall - start.wall
        return gap, gap.days
    return end.moment - start.moment, 0


def _texts(component: Component) -> dict[str, str]:
    texts = {
        "title": " ".join(read_text(component.first("SUMMARY")).split()),
        "text": read_text(component.first("DESCRIPTION")) or _alternative_text(component),
        "location": ", ".join(filter(None, read_text(component.first("LOCATION")).split("\n"))),
        "url": _address(component),
    }
    return {name: text for name, text in texts.items() if text}


def _alternative_text(component: Component) -> str:
    """Outlook's HTML copy of the text, for an event that has no plain one."""
    return read_text(component.first("X-ALT-DESC"))


def _address(component: Component) -> str:
    address = component.raw("URL")
    good = address.lower().startswith(("http://", "https://")) and len(address) <= _LONGEST_ADDRESS
    return address if good and not any(letter.isspace() for letter in address) else ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
