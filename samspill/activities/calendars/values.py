"""The values of a property: times, lengths of time, texts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from samspill.activities.calendars.lines import Line
from samspill.activities.calendars.zones import Zones
from samspill.foundation.markup import LONGEST_TEXT, plain
from samspill.foundation.recurrence import to_utc

_STAMP = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)


class BrokenValue(ValueError):
    """The value cannot be read; `reason` is a code for the report, the message what stands in the file."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text[:80])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a time on a wall clock. A day, and a time that names no zone, is a day or time where the reader is."""

    wall: dt.datetime
    zone: dt.tzinfo
    is_day: bool = False
    is_floating: bool = False
    zone_unknown: str = ""

    @property
    def moment(self) -> dt.datetime:
        """The moment in UTC; for a day, the midnight it begins with."""
        return to_utc(self.wall, self.zone)

    def in_zone(self, zone: dt.tzinfo) -> dt.datetime:
        """What another wall clock shows at this moment."""
        if self.is_day or self.is_floating or zone is self.zone:
            return self.wall
        return self.moment.astimezone(zone).replace(tzinfo=None)


def read_stamp(line: Line, zones: Zones) -> Stamp:
    """The time of a line with one time. Raises BrokenValue."""
    value, parameters = _parts(line)
    return stamp(value, parameters, zones)


def read_stamps(line: Line, zones: Zones) -> list[tuple[Stamp, dt.timedelta | None]]:
    """The times of a line with several, such as EXDATE, each with the length it is given (PERIOD) or None."""
    value, parameters = _parts(line)
    return [_period(part, parameters, zones) for part in value.split(",") if part.strip()]


def stamp(value: str, parameters: dict[str, str], zones: Zones) -> Stamp:
    """A date or date-time in the forms calendar programs write. Raises BrokenValue."""
    shape = _STAMP.fullmatch(value.strip())
    if shape is None:
        raise BrokenValue("bad_time", value)
    year, month, day, hour, minute, second, offset = shape.groups()
    try:
        wall = dt.datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError as error:
        raise BrokenValue("bad_time", value) from error
    if not 1600 <= wall.year <= 4000:
        raise BrokenValue("bad_time", value)
    if hour is None or parameters.get("VALUE", "").upper() == "DATE":
        return Stamp(wall.replace(hour=0, minute=0, second=0), zones.home, is_day=True)
    return _timed(wall, offset, parameters, zones)


def read_length(text: str) -> dt.timedelta:
    """A length of time such as PT1H30M or P2W. Raises BrokenValue."""
    shape = _LENGTH.fullmatch(text.strip())
    if shape is None or not any(shape.groups()[1:]):
        raise BrokenValue("bad_duration", text)
    sign, *numbers = shape.groups()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    if weeks > 500 or days > 4000 or hours > 90_000 or minutes > 5_000_000 or seconds > 300_000_000:
        raise BrokenValue("bad_duration", text)
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if sign == "-" else length


def read_text(line: Line | None) -> str:
    """A text without escapes, markup and control characters; "" for a missing or broken line."""
    if line is None:
        return ""
    try:
        value, _ = line.value_and_parameters()
    except ValueError:
        return ""
    return plain(unescaped(value))


def read_list(line: Line) -> list[str]:
    """The texts of a line with several, such as CATEGORIES."""
    value, _ = _parts(line)
    return [text for part in re.split(r"(?<!\\),", value) if (text := plain(unescaped(part)))]


def unescaped(value: str) -> str:
    r"""The text as it was before \n, \, \; and \\ were written for the file."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value[: 2 * LONGEST_TEXT])


def _parts(line: Line) -> tuple[str, dict[str, str]]:
    try:
        return line.value_and_parameters()
    except ValueError as error:
        raise BrokenValue("bad_line", f"{line.name}{line.rest}") from error


def _timed(wall: dt.datetime, offset: str | None, parameters: dict[str, str], zones: Zones) -> Stamp:
    if offset is not None:
        return Stamp(wall, dt.UTC if offset in "Zz" else _fixed(offset))
    name = parameters.get("TZID", "")
    if not name:
        return Stamp(wall, zones.standard, is_floating=True)
    zone = zones.named(name)
    return Stamp(wall, zone or zones.standard, zone_unknown="" if zone else name)


def _fixed(offset: str) -> dt.tzinfo:
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 23 or minutes > 59:
        raise BrokenValue("bad_time", offset)
    size = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-size if offset[0] == "-" else size)


def _period(part: str, parameters: dict[str, str], zones: Zones) -> tuple[Stamp, dt.timedelta | None]:
    begin, slash, end = part.partition("/")
    start = stamp(begin, parameters, zones)
    if not slash:
        return start, None
    if end.strip().upper().lstrip("+-").startswith("P"):
        return start, read_length(end)
    return start, stamp(end, parameters, zones).moment - start.moment
