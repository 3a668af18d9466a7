"""Which clock an event goes by: IANA names, Outlook's names, definitions in the file itself."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from samspill.activities.calendars.components import Component
from samspill.foundation.recurrence import BrokenRule, Effort, RunsAway, expand, read_rule

_STEPS = 5_000
_MARGIN = dt.timedelta(days=800)


class Zones:
    """The time zones one calendar file names, looked up as they are met."""

    def __init__(
        self,
        definitions: list[Component],
        *,
        home: dt.tzinfo,
        standard: dt.tzinfo | None,
        around: tuple[dt.datetime, dt.datetime],
    ) -> None:
        """`home` is where the reader is; `standard` what the calendar says of times without a zone of their own."""
        self.home = home
        self.standard = standard or home
        self.is_named = standard is not None
        self._definitions = {_name(component.raw("TZID")): component for component in definitions}
        self._around = around
        self._found: dict[str, dt.tzinfo | None] = {}

    def named(self, name: str) -> dt.tzinfo | None:
        """The zone of this TZID, or None if nobody knows it."""
        name = _name(name)
        if name not in self._found:
            self._found[name] = known_zone(name) or self._defined(name)
        return self._found[name]

    def _defined(self, name: str) -> dt.tzinfo | None:
        definition = self._definitions.get(name)
        if definition is None:
            return None
        return known_zone(definition.raw("X-LIC-LOCATION")) or _from_definition(
            name, definition, self._around
        )


def _name(text: str) -> str:
    """The name without quotes and the backslashes some programs put before its commas."""
    return text.replace("\\", "").strip().strip("\"'")


def known_zone(name: str) -> dt.tzinfo | None:
    """A zone by its IANA name, Windows name, or a name that ends in one, such as "/citadel.org/…/Europe/Oslo"."""
    if name.upper() in ("Z", "UTC", "GMT", "ETC/UTC"):
        return dt.UTC
    known = _names()
    pieces = [piece for piece in name.split("/") if piece]
    for count in range(min(3, len(pieces)), 0, -1):
        key = "/".join(pieces[-count:]).lower()
        if key in known and (count > 1 or len(pieces) == 1):
            return ZoneInfo(known[key])
    return None


@cache
def _names() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # late: heavy, and few processes need it

    windows = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
    return windows | {name.lower(): name for name in available_timezones()}


class DefinedZone(dt.tzinfo):
    """A zone as a calendar file defines it (VTIMEZONE): offsets from UTC and the moments they change.

    Between wall clock and UTC it decides as the rest of the house: the first of two, the offset before a gap.
    """

    def __init__(
        self, name: str, changes: list[tuple[dt.datetime, dt.timedelta, dt.timedelta]], before: dt.timedelta
    ) -> None:
        """`changes` in order: wall clock of the change, offset before, offset after; `before` holds until the first."""
        self._name = name
        self._before = before
        self._offsets = [after for _, _, after in changes]
        self._utc = [wall - before for wall, before, _ in changes]
        self._wall = [
            moment + max(before, after) for moment, (_, before, after) in zip(self._utc, changes, strict=True)
        ]

    def utcoffset(self, moment: dt.datetime | None) -> dt.timedelta:
        if moment is None:
            return self._before
        return self._after(bisect_right(self._wall, moment.replace(tzinfo=None)))

    def fromutc(self, moment: dt.datetime) -> dt.datetime:
        return moment + self._after(bisect_right(self._utc, moment.replace(tzinfo=None)))

    def dst(self, moment: dt.datetime | None) -> dt.timedelta | None:
        return None

    def tzname(self, moment: dt.datetime | None) -> str:
        return self._name

    def _after(self, changes_passed: int) -> dt.timedelta:
        return self._offsets[changes_passed - 1] if changes_passed else self._before


def _from_definition(
    name: str, definition: Component, around: tuple[dt.datetime, dt.datetime]
) -> dt.tzinfo | None:
    changes, winters = [], []
    for part in definition.inside:
        try:
            found = _changes(part, around)
        except (ValueError, RunsAway, OverflowError):
            continue
        changes += found
        winters += found if part.kind == "STANDARD" else []
    if not changes:
        return None
    # Before the first change it tells of, a zone is taken to have kept standard time.
    return DefinedZone(name, sorted(changes), min(winters)[2] if winters else min(changes)[1])


def _changes(
    part: Component, around: tuple[dt.datetime, dt.datetime]
) -> list[tuple[dt.datetime, dt.timedelta, dt.timedelta]]:
    """When one half of the year begins, on the wall clock, with the offset before and after."""
    after = _offset(part.raw("TZOFFSETTO"))
    before = _offset(part.raw("TZOFFSETFROM")) if part.first("TZOFFSETFROM") else after
    start = _wall(part.raw("DTSTART"))
    first, last = around[0].replace(tzinfo=None) - _MARGIN, around[1].replace(tzinfo=None) + _MARGIN
    walls = {start}
    effort = Effort(_STEPS)
    for line in part.lines.get("RRULE", []):
        rule = read_rule(line.value_and_parameters()[0])
        walls.update(expand(rule, start, first=max(first, start), last=last, effort=effort))
    for line in part.lines.get("RDATE", []):
        walls.update(_wall(value) for value in line.value_and_parameters()[0].split(","))
    return [(wall, before, after) for wall in walls]


def _wall(text: str) -> dt.datetime:
    shape = re.match(r"(\d{8})(?:T(\d{6}))?", text.strip())
    if shape is None:
        raise BrokenRule(text[:40])
    return dt.datetime.strptime(shape[1] + (shape[2] or "000000"), "%Y%m%d%H%M%S")


def _offset(text: str) -> dt.timedelta:
    shape = re.fullmatch(r"([+-]?)(\d{2}):?(\d{2}):?(\d{2})?", text.strip())
    if shape is None or int(shape[2]) > 23:
        raise BrokenRule(text[:40])
    size = dt.timedelta(hours=int(shape[2]), minutes=int(shape[3]), seconds=int(shape[4] or 0))
    return -size if shape[1] == "-" else size
