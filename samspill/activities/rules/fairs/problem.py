"""What is asked and what is answered when a fair is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

#: Whatever tells one from another: a key of a row, a name in a test.
Key = Any


class FairPupil(NamedTuple):
    """A pupil, her wishes with the dearest first, and her grade (0: not known, then she may go everywhere)."""

    key: Key
    wishes: tuple[Key, ...] = ()
    grade: int = 0


class Stand(NamedTuple):
    """What an association offers: room in each round (0 where it does not run), from and until which grade, and how
    few are too few in a round.
    """

    key: Key
    rooms: tuple[int, ...]
    grades: tuple[int, int] = (0, 99)
    minimum: int = 0

    def takes(self, pupil: FairPupil) -> bool:
        """Whether it is for her grade."""
        return not pupil.grade or self.grades[0] <= pupil.grade <= self.grades[1]

    @property
    def is_even(self) -> bool:
        """Whether there is as much room in every round."""
        return len(set(self.rooms)) <= 1


class Opening(NamedTuple):
    """A round in which a pupil has nowhere to be."""

    pupil: Key
    round: int


class Place(NamedTuple):
    """Where a pupil is in a round, counted from 1. `rank` is which of her wishes it was, 0 for none of them."""

    pupil: Key
    stand: Key
    round: int
    rank: int


@dataclass(frozen=True)
class Question:
    """Who wishes what, and what there is room for. `rounds` is how many rounds the fair has."""

    pupils: Sequence[FairPupil]
    stands: Sequence[Stand]
    rounds: int

    def wishes_of(self, pupil: FairPupil) -> list[tuple[int, Stand]]:
        """The wishes that can be met at all, each with its rank."""
        known = {stand.key: stand for stand in self.stands}
        found = [(rank, known.get(key)) for rank, key in enumerate(pupil.wishes, start=1)]
        return [(rank, stand) for rank, stand in found if stand and any(stand.rooms) and stand.takes(pupil)]


@dataclass(frozen=True)
class Drawn:
    """Who is where. `granted[n]` is how many pupils got at least n + 1 of their wishes, `ranks` the sum of the ranks.

    `is_proven`: no other answer gives more pupils a first wish of their own, then a second …, nor then dearer ones.
    `how` tells by what: "flow" (with the rounds coloured), "rounds" (they were searched for) or "search" (all of it).
    """

    places: tuple[Place, ...]
    unplaced: tuple[Opening, ...]
    granted: tuple[int, ...]
    ranks: int
    is_proven: bool
    how: str


def score_of(question: Question, places: Sequence[Place]) -> tuple[tuple[int, ...], int]:
    """How many pupils got at least one, two … of their wishes, and the sum of the ranks of what they got."""
    own = Counter(place.pupil for place in places if place.rank)
    levels = tuple(
        sum(1 for many in own.values() if many >= level) for level in range(1, question.rounds + 1)
    )
    return levels, sum(place.rank for place in places)
