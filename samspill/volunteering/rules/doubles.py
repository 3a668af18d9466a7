"""When two sites tell of the same task under two addresses, so that it is shown once (docs/decisions/0050)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Set
from typing import Any, NamedTuple, TypeVar

from samspill.foundation.recurrence import OSLO
from samspill.volunteering.rules.outside import is_all_day

Key = TypeVar("Key", bound=Hashable)
#: Pairs of keys of which somebody has said that they are two tasks.
Apart = Set[frozenset[Any]]
#: A shorter text may be the same by chance: «Ring oss.»
SHORTEST_TEXT = 60


class Told(NamedTuple):
    """A task as somebody tells it; what is not told is empty."""

    title: str
    text: str = ""
    organiser: str = ""
    place: str = ""
    starts_at: dt.datetime | None = None


def is_same(one: Told, other: Told) -> bool:
    """Whether two sites mean one task: the same title, no time or place that differs, and something more that agrees.

    The same text is enough, whoever is said to ask. Without it, nobody else may be said to ask, and whoever asks, the
    place or the time must be the same. A title alone is not enough: many want a «Turvenn».
    """
    if letters(one.title) != letters(other.title) or not letters(one.title):
        return False
    when, where = _same_time(one.starts_at, other.starts_at), _same(one.place, other.place)
    if when is False or where is False:
        return False
    who = _same(one.organiser, other.organiser)
    return _same_text(one.text, other.text) or (who is not False and any((who, where, when)))


def doubles(tasks: Iterable[tuple[Key, Hashable, Told]], apart: Apart = frozenset()) -> dict[Key, Key]:
    """Which of these tasks are the same as an earlier one of another source, and which that is.

    Each comes with its key and its source; the first to come is the one that stands. Two of one source are never the
    same: that site tells of two. Nor are two that somebody has told apart.
    """
    standing: dict[str, list[tuple[Key, Hashable, Told]]] = {}
    found: dict[Key, Key] = {}
    for key, source, told in tasks:
        earlier = standing.setdefault(letters(told.title), [])
        same = next(
            (
                other
                for other, its_source, its_words in earlier
                if its_source != source and {key, other} not in apart and is_same(its_words, told)
            ),
            None,
        )
        if same is None:
            earlier.append((key, source, told))
        else:
            found[key] = same
    return found


def letters(text: str) -> str:
    """A text by its letters and digits alone, small."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _same(one: str, other: str) -> bool | None:
    """Whether both tell the same; None where one tells nothing."""
    return letters(one) == letters(other) if one and other else None


def _same_time(one: dt.datetime | None, other: dt.datetime | None) -> bool | None:
    """As `_same`; a day without a clock is any time on it."""
    if one is None or other is None:
        return None
    if is_all_day(one, None) or is_all_day(other, None):
        return one.astimezone(OSLO).date() == other.astimezone(OSLO).date()
    return one == other


def _same_text(one: str, other: str) -> bool:
    """Whether one is the other, or its beginning: many sites cut what they tell."""
    shorter, longer = sorted((letters(one), letters(other)), key=len)
    return len(shorter) >= SHORTEST_TEXT and longer.startswith(shorter)
