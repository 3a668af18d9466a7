"""Planning many shifts at once: what speaks against each choice in numbers, and how two plans differ.

The order is: cover first, then what people wish (kind, place, language), then that the same person comes again, then
that the load is spread, then that nobody is moved from what the plan before said. `foundation.allocation` finds the
best by that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from samspill.volunteering.rules.fit import Terms

#: Not to stand in a pool for it, and a kind she did not wish for, count for more than any distance, and distance for
#: more than language.
KIND, PLACE = 8, 2
#: To have helped three times is as much continuity as there is.
KNOWS_WELL = 3
#: Who was asked more often than this lately carries no more load than who was asked so often.
HEAVIEST = 6


class Costs(NamedTuple):
    """What speaks against a choice, the most important first; the load comes after both."""

    wish: int
    continuity: int


def costs(terms: Terms) -> Costs:
    """What speaks against giving somebody who fits and does not refuse this shift: 0 for one who stands before the
    others, lives there and has been there.
    """
    kind = 0 if terms.is_first else terms.wish + 1
    return Costs(
        KIND * kind + PLACE * terms.place + terms.is_foreign, KNOWS_WELL - min(terms.helped, KNOWS_WELL)
    )


def load(terms: Terms) -> int:
    """What somebody carries already: how often she was asked lately."""
    return min(terms.asked, HEAVIEST)


class Moved(NamedTuple):
    """One who has another shift in the one plan than in the other."""

    who: Any
    was: Any
    now: Any


@dataclass(frozen=True)
class Difference:
    """What differs between two plans, as (person, shift) pairs; who only changes shift is neither new nor gone."""

    new: tuple[Any, ...]
    gone: tuple[Any, ...]
    moved: tuple[Moved, ...]
    same: tuple[Any, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.moved)


def difference(before: Iterable[tuple[Any, Any]], after: Iterable[tuple[Any, Any]]) -> Difference:
    """How a plan differs from the one before, in the order the pairs come."""
    was, now = dict.fromkeys(before), dict.fromkeys(after)
    gone, new = [pair for pair in was if pair not in now], [pair for pair in now if pair not in was]
    moved = _moved(gone, new)
    left = {(one.who, one.was) for one in moved}
    come = {(one.who, one.now) for one in moved}
    return Difference(
        new=tuple(pair for pair in new if pair not in come),
        gone=tuple(pair for pair in gone if pair not in left),
        moved=moved,
        same=tuple(pair for pair in now if pair in was),
    )


def _moved(gone: Iterable[tuple[Any, Any]], new: Iterable[tuple[Any, Any]]) -> tuple[Moved, ...]:
    """Each who lost one shift and got another: the first lost goes with the first got."""
    got: dict[Any, list[Any]] = {}
    for who, shift in new:
        got.setdefault(who, []).append(shift)
    return tuple(Moved(who, was, got[who].pop(0)) for who, was in gone if got.get(who))


def most_missing(lacks: Mapping[str, int], number: int = 3) -> tuple[tuple[str, int], ...]:
    """What stands in the way of most people, the most common first."""
    return tuple(sorted(lacks.items(), key=lambda pair: (-pair[1], pair[0]))[:number])
