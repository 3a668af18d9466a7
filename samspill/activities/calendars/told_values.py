"""Values as schema.org, OpenActive and Linked Events write them: texts, moments, places. Anything may stand there.

The three say nearly the same things under nearly the same names (Linked Events with an underscore), so that each is
asked for under all its names. Texts come out plain, moments in UTC; what cannot be read is as if it were not told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from samspill.activities.calendars.values import BrokenValue, plain, read_length

Told = dict[str, Any]

_ALSO_EVENTS = (
    "ScheduledSession",
    "SessionSeries",
    "EventSeries",
    "CourseInstance",
    "Festival",
    "Event/LinkedEvent",
)
_NOT_SHOWN = ("OnDemandEvent", "PublicationEvent", "BroadcastEvent", "UserInteraction")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?)?", re.ASCII
)
_LONGEST_TEXT, _LONGEST_ADDRESS = 20_000, 500


def first(told: Told, *names: str) -> Any:
    """The value under the first of these names that has one."""
    return next((told[name] for name in names if told.get(name) not in (None, "", [], {})), None)


def kinds_of(told: Told) -> list[str]:
    """The types of a thing without the address of their vocabulary: "Event", "SessionSeries"."""
    value = told.get("@type", told.get("type"))
    kinds = value if isinstance(value, list) else [value]
    return [kind.rsplit("schema.org/", 1)[-1] for kind in kinds if isinstance(kind, str)]


def is_event(told: Told) -> bool:
    """Whether the thing is something that takes place."""
    kinds = kinds_of(told)
    return any((kind.endswith("Event") or kind in _ALSO_EVENTS) and kind not in _NOT_SHOWN for kind in kinds)


def text(value: Any, language: str = "nb") -> str:
    """A text, which may stand in several languages or alone in a list; "" for none."""
    if isinstance(value, str):
        return plain(value[:_LONGEST_TEXT]) if value.strip() else ""
    if isinstance(value, list):
        return next(filter(None, (text(one, language) for one in value[:20])), "")
    if isinstance(value, dict):
        if isinstance(value.get("@value"), str):
            return text(value["@value"])
        wanted = (language, "nb", "no", "nn", "en", *list(value)[:8])
        return next(
            (text(value[name]) for name in wanted if isinstance(value.get(name), str) and value[name]), ""
        )
    return ""


def title(value: Any, language: str) -> str:
    """A text on one line."""
    return " ".join(text(value, language).split())


def key(value: Any) -> str:
    """What names a thing: its @id or identifier, or the reference itself; "" for none."""
    if isinstance(value, dict):
        value = first(value, "@id", "id", "identifier")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    # A name of 5,000 digits is somebody's joke, and Python refuses to write it out.
    return value.strip() if isinstance(value, str) else str(value) if value.bit_length() < 200 else ""


def moment(value: Any, home: dt.tzinfo) -> tuple[dt.datetime, bool]:
    """A moment in UTC, and whether only its day was told. A time without offset is at home. Raises BrokenValue."""
    shape = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if shape is None:
        raise BrokenValue(
            "bad_time" if value else "no_start", str(value)[:80] if isinstance(value, str) else ""
        )
    day, time, offset = shape.groups()
    if not "1900" <= day[:4] < "2200":
        raise BrokenValue("bad_time", str(value))
    try:
        wall = dt.datetime.fromisoformat(f"{day}T{time or '00:00'}")
        zone = home if offset is None else dt.UTC if offset == "Z" else _offset(offset)
        return wall.replace(tzinfo=zone).astimezone(dt.UTC), time is None
    except (ValueError, OverflowError) as error:
        raise BrokenValue("bad_time", str(value)) from error


def length(value: Any) -> dt.timedelta | None:
    """How long, as PT1H30M says it; None where it is not told or cannot be read."""
    try:
        return read_length(value) if isinstance(value, str) and value else None
    except (BrokenValue, ValueError, OverflowError):
        return None


def place(value: Any, language: str) -> str:
    """Where, in words: name and address, each once."""
    if isinstance(value, list):
        return next(filter(None, (place(one, language) for one in value[:5])), "")
    if not isinstance(value, dict):
        return title(value, language)
    if "VirtualLocation" in kinds_of(value):
        return ""
    address = value.get("address")
    inside = address if isinstance(address, dict) else value
    parts = [
        title(value.get("name"), language),
        title(address, language) if isinstance(address, (str, list)) else "",
        title(first(inside, "streetAddress", "street_address"), language),
        title(first(inside, "addressLocality", "address_locality"), language),
    ]
    said: list[str] = []
    # A form with an empty first line gives «, Long Eaton».
    for part in (one.strip(" ,") for one in parts):
        if part and not any(part in one for one in said):
            said.append(part)
    return ", ".join(said)


def web_address(value: Any, language: str) -> str:
    """An address a reader can go to; "" for anything else."""
    found = value if isinstance(value, str) else text(value, language)
    good = found.lower().startswith(("http://", "https://")) and len(found) <= _LONGEST_ADDRESS
    return found if good and not any(letter.isspace() for letter in found) else ""


def words_about(told: Told, language: str) -> Iterator[str]:
    """What it is filed under, as written."""
    for value in (told.get("keywords"), told.get("activity"), told.get("category"), told.get("about")):
        for one in (value if isinstance(value, list) else [value])[:50]:
            named = first(one, "prefLabel", "name") if isinstance(one, dict) else one
            yield from filter(None, (part.strip()[:80] for part in text(named, language).split(",")))


def is_off(told: Told) -> bool:
    """Cancelled, or put off to nobody knows when."""
    return text(first(told, "eventStatus", "event_status")).endswith(("Cancelled", "Postponed"))


def _offset(written: str) -> dt.tzinfo:
    hours, minutes = int(written[1:3]), int(written[3:].lstrip(":") or 0)
    size = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-size if written[0] == "-" else size)
