"""Giving times that take several things at once: a hall takes its halves with it, an hour its quarters.

What couples so is no flow any more (0018); it is a choice of ones that exclude one another, solved by CP-SAT. What is
best is decided in a fixed order, each step only among what is best by those before it (0036): takers who get something
at all, claims that come first, all claims, how far down among the wishes, the lot, how late.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from samspill.foundation.allocation.lottery import lot

Key = Hashable
#: So long each of the steps is solved before we are content with what has been found.
SECONDS_A_STEP = 60.0
LOTS = 1 << 6


class Claim(NamedTuple):
    """What one taker asks for, up to `most` times. `is_first` claims come before the others."""

    key: Key
    taker: Key
    most: int = 1
    is_first: bool = False


class Choice(NamedTuple):
    """One way to give a claim one of its times: what it takes, on which day, and what speaks against it.

    `takes` are things that only one can have. A claim gets at most one choice on a `day`. `cost` is how far down among
    the wishes it stands, from 0; `late` how long after the first it could begin, and decides last of all; `size` counts
    towards `most_size`.
    """

    key: Key
    claim: Key
    day: Key
    takes: frozenset[Key]
    cost: int = 0
    late: int = 0
    size: int = 0


class Step(NamedTuple):
    """How good the solution is in one step, and how good any can be at most among what is best before it."""

    reached: int
    bound: int


@dataclass(frozen=True)
class Packing:
    """The keys of the choices that are given, those of `keep` among them, and the steps in order."""

    given: tuple[Key, ...]
    steps: tuple[Step, ...]

    @property
    def is_proven(self) -> bool:
        """Whether no better solution exists."""
        return all(step.reached == step.bound for step in self.steps)


def pack(
    claims: Sequence[Claim],
    choices: Sequence[Choice],
    *,
    seed: str,
    keep: Collection[Key] = (),
    most_size: int | None = None,
    seconds: float = SECONDS_A_STEP,
) -> Packing:
    """The best way to give the claims their times, in which the choices of `keep` stand.

    `most_size` is the most one taker gets of all sizes together; what is kept stands even where it is more, and takes
    what it takes. Those of `keep` may clash with each other no more than the rest may.
    """
    kept = {key for key in keep}
    usable = [choice for choice in choices if choice.key in kept or not _in_the_way(choice, choices, kept)]
    if not usable:
        return Packing((), ())
    return _Model(claims, usable, kept, seed, most_size).solved(seconds)


def _in_the_way(choice: Choice, choices: Sequence[Choice], kept: Collection[Key]) -> bool:
    """Whether what is kept has taken something of this choice. Spares the solver, and is right without it."""
    return bool(kept) and any(
        one.key in kept and not one.takes.isdisjoint(choice.takes) for one in choices if one.key in kept
    )


class _Model:
    """The constraints, and the steps that are solved one after the other over them."""

    def __init__(
        self,
        claims: Sequence[Claim],
        choices: Sequence[Choice],
        kept: Collection[Key],
        seed: str,
        most_size: int | None,
    ) -> None:
        from ortools.sat.python import cp_model

        self.cp, self.model = cp_model, cp_model.CpModel()
        self.choices, self.seed = choices, seed
        self.claim = {claim.key: claim for claim in claims}
        self.given = {choice.key: self.model.new_bool_var("") for choice in choices}
        self.some = {taker: self.model.new_bool_var("") for taker in sorted({c.taker for c in claims}, key=str)}
        for key in kept:
            self.model.add(self.given[key] == 1)
        self._only_once()
        self._no_more_than_asked_for()
        self._takers(kept, most_size)

    def solved(self, seconds: float) -> Packing:
        """Each step in turn; what it reached holds for those after it."""
        steps, values = list[Step](), dict[Key, int]()
        for aim in self._aims():
            found, values = self._step(aim, seconds, values)
            steps.append(found)
            self.model.add(aim >= found.reached)
        return Packing(tuple(key for key, value in values.items() if value), tuple(steps))

    def _only_once(self) -> None:
        for group in _grouped((thing, choice) for choice in self.choices for thing in choice.takes):
            self.model.add_at_most_one(self._of(group))
        for group in _grouped(((choice.claim, choice.day), choice) for choice in self.choices):
            self.model.add_at_most_one(self._of(group))

    def _no_more_than_asked_for(self) -> None:
        for group in _grouped((choice.claim, choice) for choice in self.choices):
            self.model.add(sum(self._of(group)) <= self.claim[group[0].claim].most)

    def _takers(self, kept: Collection[Key], most_size: int | None) -> None:
        theirs = {self.claim[group[0].claim].taker: group for group in _grouped(
            (self.claim[choice.claim].taker, choice) for choice in self.choices
        )}  # fmt: skip
        for taker, has_some in self.some.items():
            group = theirs.get(taker, [])
            self.model.add(has_some <= sum(self._of(group)))
            if most_size is not None and group:
                stands = sum(choice.size for choice in group if choice.key in kept)
                used = sum(self.given[choice.key] * choice.size for choice in group)
                self.model.add(used <= max(most_size, stands))

    def _aims(self) -> Iterator[Any]:
        """What is made as large as can be, the most important first."""
        first = [choice for choice in self.choices if self.claim[choice.claim].is_first]
        yield sum(self.some.values())
        yield sum(self._of(first)) if first else self.model.new_constant(0)
        yield sum(self.given.values())
        yield -sum(self.given[choice.key] * choice.cost for choice in self.choices)
        yield -sum(self.given[choice.key] * self._chance(choice) for choice in self.choices)
        yield -sum(self.given[choice.key] * choice.late for choice in self.choices)

    def _chance(self, choice: Choice) -> int:
        return lot(self.seed, self.claim[choice.claim].taker, choice.claim, out_of=LOTS)

    def _step(self, aim: Any, seconds: float, values: dict[Key, int]) -> tuple[Step, dict[Key, int]]:
        self.model.maximize(aim)
        self.model.clear_hints()
        for key, value in values.items():
            self.model.add_hint(self.given[key], value)
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = 1
        solver.parameters.num_workers = 2
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            raise ClashInWhatIsKept
        found = {key: int(solver.value(variable)) for key, variable in self.given.items()}
        return Step(round(solver.objective_value), round(solver.best_objective_bound)), found

    def _of(self, group: Iterable[Choice]) -> list[Any]:
        return [self.given[choice.key] for choice in group]


class ClashInWhatIsKept(ValueError):
    """Two of the choices that are to stand take the same thing, or are more than was asked for."""


def _grouped(pairs: Iterable[tuple[Key, Choice]]) -> list[list[Choice]]:
    """The choices that share a key, group by group."""
    found: dict[Key, list[Choice]] = {}
    for key, choice in pairs:
        found.setdefault(key, []).append(choice)
    return list(found.values())
