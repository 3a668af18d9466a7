"""Who can what, where and now: what somebody in the crisis cell looks for, and whether a person is it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from samspill.foundation.places import folded
from samspill.volunteering.rules.fit import Point, distance_km

#: The centre of what one looks at must lie on the globe.
FURTHEST_NORTH, FURTHEST_EAST = 90, 180


_DEGREES = r"(-?\d{1,3}(?:[.,]\d+)?)"
_PAIR = re.compile(rf"{_DEGREES}(?:; *|, +| +|,(?=\d+\.)){_DEGREES}")


class NotAPoint(ValueError):
    """The text is no pair of degrees."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for; empty means any. Everything named must hold.

    `area` is the id of an area as text, `point` (latitude, longitude) in degrees: distance is counted from the point,
    else from the area. With `unknown_too` those whose place nobody knows are not left out by the distance.
    """

    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    words: str = ""
    area: str = ""
    point: Point | None = None
    within_km: float | None = None
    unknown_too: bool = False
    is_free: bool = False

    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        return asdict(self)

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Criteria:
        """Back from what a row keeps."""
        facts = {name: value for name, value in kept.items() if name in cls.__dataclass_fields__}
        for name in ("skills", "languages", "holds"):
            facts[name] = tuple(facts.get(name, ()))
        facts["point"] = tuple(facts["point"]) if facts.get("point") else None
        return cls(**facts)

    def centre(self, points: Mapping[str, Point]) -> Point | None:
        """Where distance is counted from, given the areas' points."""
        return self.point or points.get(self.area)


class Able(NamedTuple):
    """A volunteer as the search needs her. `own_words` are all her own words, `point` where she lives."""

    person: str
    name: str
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    holds: frozenset[str] = frozenset()
    own_words: str = ""
    area: str = ""
    point: Point | None = None
    is_free: bool = True


def can(criteria: Criteria, able: Able) -> bool:
    """Whether she has all that is asked for, distance left aside."""
    return (
        (able.is_free or not criteria.is_free)
        and set(criteria.skills) <= set(able.skills)
        and set(criteria.languages) <= set(able.languages)
        and set(criteria.holds) <= able.holds
        and says(criteria.words, able.own_words)
    )


def says(words: str, own_words: str) -> bool:
    """Whether every word is in what she has said, in any case and without accents."""
    if not words.strip():
        return True
    said = folded(own_words)
    return all(word in said for word in folded(words).split())


def km_between(centre: Point | None, point: Point | None) -> float | None:
    """The distance, to a tenth; None where one of the two is not known."""
    return round(distance_km(centre, point), 1) if centre and point else None


def is_near(criteria: Criteria, km: float | None) -> bool:
    """Whether so far is near enough."""
    if criteria.within_km is None:
        return True
    return criteria.unknown_too if km is None else km <= criteria.within_km


def read_point(text: str) -> Point | None:
    """«63.43, 10.39» as a map gives it; None for nothing. Raises `NotAPoint`."""
    if not text.strip():
        return None
    found = _PAIR.fullmatch(text.replace("°", "").strip())
    if not found:
        raise NotAPoint(text)
    north, east = (float(part.replace(",", ".")) for part in found.groups())
    if abs(north) > FURTHEST_NORTH or abs(east) > FURTHEST_EAST:
        raise NotAPoint(text)
    return north, east
