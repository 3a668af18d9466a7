"""What somebody looks for on the square: a value, read from an address and written back into one."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from samspill.activities.rules.nearness import Near, roughly
from samspill.activities.rules.vocabulary import AUDIENCES, CATEGORIES, LANGUAGES, PARTS_OF_DAY

_LONGEST_WORDS = 100
#: How far around somebody may ask for, in kilometres, and what is meant where nothing is said.
KILOMETRES = (1, 2, 5, 10, 20)
_STANDARD_KM = 5
_SPOT = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. Days are Norwegian calendar days, both included; all else empty means "any".

    `audience` also finds what is for everyone. `accessible` means that one gets in without steps, as told of the
    activity or else of its place. `language` is one that is spoken there. `within_km` widens `area` to what is so near
    its middle; `near` is a spot, rounded, and is never kept together with who looked.
    """

    from_on: dt.date | None = None
    until_on: dt.date | None = None
    words: str = ""
    area: uuid.UUID | None = None
    within_km: int = 0
    near: Near | None = None
    audience: str = ""
    category: str = ""
    language: str = ""
    part_of_day: str = ""
    free: bool = False
    accessible: bool = False
    organisation: uuid.UUID | None = None

    def to_query(self) -> str:
        """The filter as an address carries it, such as "q=kor&free=1"; "" when nothing is looked for."""
        told = {
            "q": self.words,
            "from": self.from_on.isoformat() if self.from_on else "",
            "until": self.until_on.isoformat() if self.until_on else "",
            "where": str(self.area or ""),
            "near": f"{self.near.latitude},{self.near.longitude}" if self.near else "",
            "within": str(self.within_km or ""),
            "for": self.audience,
            "what": self.category,
            "language": self.language,
            "time": self.part_of_day,
            "free": "1" if self.free else "",
            "accessible": "1" if self.accessible else "",
            "by": str(self.organisation or ""),
        }
        return urlencode({name: value for name, value in told.items() if value})


def without_spot(looked_for: Filter) -> Filter:
    """The same without where somebody was when it was chosen: what may be kept together with a phone number."""
    return replace(looked_for, near=None, within_km=looked_for.within_km if looked_for.area else 0)


def read_filter(given: Mapping[str, str]) -> Filter:
    """The filter an address carries. What makes no sense is passed over, so that an old or mangled link still works."""
    from_on, until_on = _day(given.get("from", "")), _day(given.get("until", ""))
    if from_on and until_on and until_on < from_on:
        from_on, until_on = until_on, from_on
    area, within_km = _key(given.get("where", "")), _kilometres(given.get("within", ""))
    near = _spot(given.get("near", ""), within_km or _STANDARD_KM)
    return Filter(
        from_on=from_on,
        until_on=until_on,
        words=" ".join(given.get("q", "").replace("\0", " ").split())[:_LONGEST_WORDS],
        area=area,
        within_km=within_km if area or near else 0,
        near=near,
        audience=_one_of(AUDIENCES, given.get("for", "")),
        category=_one_of(CATEGORIES, given.get("what", "")),
        language=_one_of(LANGUAGES, given.get("language", "")),
        part_of_day=_one_of(PARTS_OF_DAY, given.get("time", "")),
        free=_is_ticked(given.get("free", "")),
        accessible=_is_ticked(given.get("accessible", "")),
        organisation=_key(given.get("by", "")),
    )


def _one_of(known: Iterable[str], text: str) -> str:
    return text if text in known else ""


def _kilometres(text: str) -> int:
    return int(text) if text in map(str, KILOMETRES) else 0


def _spot(text: str, within_km: int) -> Near | None:
    """A spot in degrees, made coarse whatever was sent."""
    found = _SPOT.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = map(float, found.groups())
    return roughly(latitude, longitude, within_km * 1000.0)


def _is_ticked(text: str) -> bool:
    return text.lower() in ("1", "on", "true", "ja", "yes")


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
