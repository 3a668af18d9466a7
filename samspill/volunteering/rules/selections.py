"""What a selection of volunteers asks for, as codes that can be kept; nothing here knows a table or a clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from samspill.volunteering.rules.availability import from_codes, to_codes
from samspill.volunteering.rules.codes import KINDS, QUALIFICATIONS, SKILLS

#: How lately somebody has helped, or for how long she has not; the number is days.
ACTIVITY = ("", "active_90", "active_365", "idle_180", "never")
CHANNELS = ("sms", "email", "phone", "letter")
MOST_OF_EACH = 60


class UnknownCriterion(ValueError):
    """A criterion nobody has heard of, or a value it cannot have. The argument is its name."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which volunteers. Empty means any. Of several kinds, skills, areas, languages, units or times one is enough; of
    qualifications she must hold them all, and lack all of `lacks`.

    `areas` and `units` are ids as text, `can` codes such as `tu-morning`. One who has not told when she can is taken
    to be able at any time, and one who goes anywhere goes to each area.
    """

    wishes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    can: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    activity: str = ""
    with_paused: bool = False

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is asked for."""
        return self == Criteria(with_paused=self.with_paused)

    @property
    def grid(self) -> int:
        """The times she must be able one of, as bits (`rules.availability`)."""
        return from_codes(self.can)


def read_criteria(kept: Mapping[str, Any]) -> Criteria:
    """Criteria from what was kept or sent in; what is empty is left out. Raises `UnknownCriterion`."""
    unknown = set(kept) - {field.name for field in fields(Criteria)}
    if unknown:
        raise UnknownCriterion(sorted(unknown)[0])
    read: dict[str, Any] = {name: _codes(name, kept.get(name) or ()) for name in _ALLOWED}
    activity = str(kept.get("activity") or "")
    if activity not in ACTIVITY:
        raise UnknownCriterion("activity")
    return Criteria(**read, activity=activity, with_paused=bool(kept.get("with_paused")))


def kept_criteria(criteria: Criteria) -> dict[str, Any]:
    """Criteria as they are kept: only what is asked for, ready for JSON."""
    kept: dict[str, Any] = {}
    for field in fields(Criteria):
        value = getattr(criteria, field.name)
        if value:
            kept[field.name] = list(value) if isinstance(value, tuple) else value
    return kept


def days_of(activity: str) -> int:
    """The days that an activity such as `idle_180` is about."""
    return int(activity.rpartition("_")[2])


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return to_codes(from_codes([text])) == (text,)
    except ValueError:
        return False


def _is_language(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalpha() and len(text) <= 8


_ALLOWED = {
    "wishes": KINDS.__contains__,
    "skills": SKILLS.__contains__,
    "areas": _is_key,
    "languages": _is_language,
    "holds": QUALIFICATIONS.__contains__,
    "lacks": QUALIFICATIONS.__contains__,
    "units": _is_key,
    "can": _is_time,
    "channels": CHANNELS.__contains__,
}


def _codes(name: str, given: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(given, str | Mapping):
        raise UnknownCriterion(name)
    codes = tuple(dict.fromkeys(str(one) for one in given))
    if len(codes) > MOST_OF_EACH or not all(map(_ALLOWED[name], codes)):
        raise UnknownCriterion(name)
    return codes
