"""When somebody can: 28 bits, one for each part of each weekday, by the wall clock in Norway.

Bit `weekday * 4 + part`, Monday and morning first. 0 means that she has not said, which excludes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samspill.volunteering.rules.codes import PARTS_OF_DAY, WEEKDAYS

#: The hour at which each part of the day begins. What comes before six in the morning belongs to the evening before
#: no more than to the morning; nobody is asked for it by part of day, and it counts as morning.
STARTS_OF_PARTS = (0, 11, 15, 18)
WHOLE_DAY = 0b1111
WHOLE_WEEK = (1 << 28) - 1

#: A part of day that a task only brushes does not count: a walk from 10:30 to 11:10 is a morning walk.
BRUSHES = dt.timedelta(minutes=30)
LONGEST_LOOKED_AT = dt.timedelta(days=7)


class Span(NamedTuple):
    """Weekdays (0 is Monday) on which she can the same parts of the day (0 is morning)."""

    weekdays: tuple[int, ...]
    parts: tuple[int, ...]


def bit(weekday: int, part: int) -> int:
    """The bit of one part (0–3) of one weekday (0–6)."""
    return 1 << (weekday * 4 + part)


def from_codes(codes: Iterable[str]) -> int:
    """The grid of codes such as `tu-morning`, as a form's boxes give them. Raises `ValueError` for another code."""
    grid = 0
    for code in codes:
        weekday, _, part = code.partition("-")
        grid |= bit(WEEKDAYS.index(weekday), PARTS_OF_DAY.index(part))
    return grid


def to_codes(grid: int) -> tuple[str, ...]:
    """The codes of a grid, Monday morning first."""
    return tuple(
        f"{weekday}-{part}"
        for day, weekday in enumerate(WEEKDAYS)
        for number, part in enumerate(PARTS_OF_DAY)
        if grid & bit(day, number)
    )


def touched(starts: dt.datetime, ends: dt.datetime) -> int:
    """The parts of the week that lie between two local moments, however short the touch: for a window of time."""
    if ends - starts >= LONGEST_LOOKED_AT:
        return WHOLE_WEEK
    grid = 0
    for start, _, number in _pieces(starts, ends):
        grid |= bit(start.weekday(), number)
    return grid


def taken(starts: dt.datetime, ends: dt.datetime) -> int:
    """The parts of the week a task between two local moments takes: those it spends half an hour in, else its first."""
    pieces = list(_pieces(starts, min(ends, starts + LONGEST_LOOKED_AT)))
    long_ones = [piece for piece in pieces if piece[1] - piece[0] >= BRUSHES] or pieces[:1]
    grid = 0
    for start, _, number in long_ones:
        grid |= bit(start.weekday(), number)
    return grid


def allows(said: int, asked: int, *, any_will_do: bool) -> bool:
    """Whether what somebody said leaves room for all that is asked, or for any of it. Nothing said excludes nothing."""
    if not said:
        return True
    return bool(said & asked) if any_will_do else said & asked == asked


def spans(grid: int) -> tuple[Span, ...]:
    """The grid told shortly: weekdays with the same parts of the day together, in the order of the week."""
    by_parts: dict[int, list[int]] = {}
    for weekday in range(7):
        parts = grid >> (weekday * 4) & WHOLE_DAY
        if parts:
            by_parts.setdefault(parts, []).append(weekday)
    return tuple(
        Span(tuple(weekdays), tuple(number for number in range(4) if parts & 1 << number))
        for parts, weekdays in by_parts.items()
    )


def _pieces(starts: dt.datetime, ends: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime, int]]:
    """The stretch cut where a new part of a day begins: (from, to, number of the part)."""
    at = starts
    while at < ends:
        number = max(n for n, hour in enumerate(STARTS_OF_PARTS) if at.hour >= hour)
        until = min(ends, _end_of_part(at, number))
        yield at, until, number
        at = until


def _end_of_part(at: dt.datetime, number: int) -> dt.datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if number == len(STARTS_OF_PARTS) - 1:
        return midnight + dt.timedelta(days=1)
    return midnight.replace(hour=STARTS_OF_PARTS[number + 1])
