"""What is asked and what is answered: takers, places, options; and who got what, with its proof."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Key = Hashable
Pair = tuple[Key, Key]
#: How good a solution is, the most important first, less is better: needed places missing, other places missing, the
#: sums of the options' costs with the load among them, the sum of the lots.
Score = tuple[int, ...]


class Taker(NamedTuple):
    """Somebody who may have up to `most` places. `load` is what she carries already, so that others come first."""

    key: Key
    most: int = 1
    load: int = 0


class Place(NamedTuple):
    """Something with room for `capacity`, of which `needed` come before what is only nice to have.

    `span` is from when until when, half open, in any numbers; nobody is at two places whose spans overlap. None
    clashes with nothing.
    """

    key: Key
    capacity: int = 1
    needed: int = 0
    span: tuple[int, int] | None = None


class Option(NamedTuple):
    """That this taker may have this place. `costs` are whole numbers from 0, the most important first."""

    taker: Key
    place: Key
    costs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Who may have what. `load_after` is how many of the costs are more important than spreading the load; None: all.

    Every option names a taker and a place that are there, at most once, and all have as many costs.
    """

    takers: Sequence[Taker]
    places: Sequence[Place]
    options: Sequence[Option]
    load_after: int | None = None

    @cached_property
    def taker(self) -> dict[Key, Taker]:
        """Each taker by key."""
        return {taker.key: taker for taker in self.takers}

    @cached_property
    def place(self) -> dict[Key, Place]:
        """Each place by key."""
        return {place.key: place for place in self.places}

    @cached_property
    def options_at(self) -> dict[Key, list[Option]]:
        """The options of each place."""
        at: dict[Key, list[Option]] = {place.key: [] for place in self.places}
        for option in self.options:
            at[option.place].append(option)
        return at


@dataclass(frozen=True)
class Allocation:
    """Who gets what. `taken` was decided now, `kept` was given; `open` is what stays empty, by place.

    `score` tells how good `taken` is, `bound` how good any solution can be at most: where they are equal there is no
    better one. `rounds` is how often the solver was asked.
    """

    taken: tuple[Pair, ...]
    kept: tuple[Pair, ...]
    open: Mapping[Key, int]
    score: Score
    bound: Score
    seed: str
    rounds: int

    @property
    def is_proven(self) -> bool:
        """Whether no better solution exists."""
        return self.score == self.bound

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All who have a place: (taker, place)."""
        return (*self.kept, *self.taken)


def clash(one: Place, other: Place) -> bool:
    """Whether nobody can have both."""
    return bool(one.span and other.span and one.span[0] < other.span[1] and other.span[0] < one.span[1])
