"""Giving times that take several things at once: a hall takes its halves with it, an hour its quarters.

What couples so is no flow any more (0018); it is a choice of ones that exclude one another, solved by CP-SAT. What is
best is decided in a fixed order, each step only among what is best by those before it (0036): takers who get something
at all, claims that come first, all claims, how far down among the wishes, the lot. How late is decided last, and
only where each claim keeps as many times at each of its wishes as it has by then: no wish goes for an earlier hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from samspill.foundation.allocation.lottery import lot

Key = Hashable
#: So much work is done for each of the steps before we are content with what has been found: some ten seconds each,
#: but counted, so that the same question has the same answer on every machine.
WORK_A_STEP = 10.0
LOTS = 1 << 6
#: The steps, in order.
AIMS = ("takers", "first", "all", "wishes", "lot", "early")


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
    """How good the solution is in one step, and how good any can be at most among what is as good before it."""

    aim: str
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
    work: float = WORK_A_STEP,
    tell: Callable[[str], None] = lambda aim: None,
) -> Packing:
    """The best way to give the claims their times, in which the choices of `keep` stand.

    `most_size` is the most one taker gets of all sizes together; what is kept stands even where it is more, and takes
    what it takes. `tell` hears the name of each step (`AIMS`) before it begins. Raises `ClashInWhatIsKept`.
    """
    kept = set(keep)
    gone = {thing for choice in choices if choice.key in kept for thing in choice.takes}
    usable = [choice for choice in choices if choice.key in kept or gone.isdisjoint(choice.takes)]
    if not usable:
        return Packing((), ())
    return _Model(claims, usable, kept, seed, most_size).solved(work, tell)


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
        self.choices, self.kept, self.seed = choices, kept, seed
        self.claim = {claim.key: claim for claim in claims}
        self.given = {choice.key: self.model.new_bool_var("") for choice in choices}
        self.some = {
            taker: self.model.new_bool_var("") for taker in sorted({c.taker for c in claims}, key=str)
        }
        for key in kept:
            self.model.add(self.given[key] == 1)
        self._only_once()
        self._no_more_than_asked_for()
        self._takers(kept, most_size)

    def solved(self, work: float, tell: Callable[[str], None]) -> Packing:
        """Each step in turn; what it reached holds for those after it."""
        steps, found = list[Step](), [choice for choice in self.choices if choice.key in self.kept]
        for name in AIMS:
            tell(name)
            if name == "early":
                self._each_keeps_its_wishes(found)
            step, found = self._step(name, work, found)
            steps.append(step)
            self.model.add(self._aim(name) >= step.reached)
        return Packing(tuple(choice.key for choice in found), tuple(steps))

    def _each_keeps_its_wishes(self, found: Iterable[Choice]) -> None:
        """What has been found so far of who gets what: as many times for each claim at each wish.

        The sums of the steps before would leave others to get it instead, and so much to try that nothing is proven.
        """
        many = Counter((choice.claim, choice.cost) for choice in found)
        for group in _grouped(((choice.claim, choice.cost), choice) for choice in self.choices):
            self.model.add(sum(self._of(group)) == many[group[0].claim, group[0].cost])

    def _only_once(self) -> None:
        things = _grouped((thing, choice) for choice in self.choices for thing in choice.takes)
        days = _grouped(((choice.claim, choice.day), choice) for choice in self.choices)
        for group in _without_those_within_others([*things, *days]):
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

    def _aim(self, name: str) -> Any:
        """What is made as large as can be in a step, for the solver."""
        if name == "takers":
            return sum(self.some.values())
        return sum(self.given[choice.key] * self._worth(name, choice) for choice in self.choices)

    def _reached(self, name: str, found: Iterable[Choice]) -> int:
        """The same of a solution."""
        if name == "takers":
            return len({self.claim[choice.claim].taker for choice in found})
        return sum(self._worth(name, choice) for choice in found)

    def _worth(self, name: str, choice: Choice) -> int:
        claim = self.claim[choice.claim]
        if name == "lot":
            return -lot(self.seed, claim.taker, claim.key, out_of=LOTS)
        return {"first": int(claim.is_first), "all": 1, "wishes": -choice.cost, "early": -choice.late}[name]

    def _step(self, name: str, work: float, before: list[Choice]) -> tuple[Step, list[Choice]]:
        """The best in one step, or what was found before it where the work did not suffice for anything."""
        self.model.maximize(self._aim(name))
        self.model.clear_hints()
        keys = {choice.key for choice in before}
        for key, variable in self.given.items():
            self.model.add_hint(variable, key in keys)
        solver = self.cp.CpSolver()
        solver.parameters.max_deterministic_time = work
        solver.parameters.random_seed = 1
        solver.parameters.num_workers = 1
        # Quarters of an hour in a row: here the linear bound proves most.
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        if status in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            found = [choice for choice in self.choices if solver.value(self.given[choice.key])]
            return Step(name, self._reached(name, found), round(solver.best_objective_bound)), found
        if status == self.cp.INFEASIBLE:
            raise ClashInWhatIsKept
        return Step(name, self._reached(name, before), self._at_most(name)), before

    def _at_most(self, name: str) -> int:
        """A bound that needs no search."""
        if name == "takers":
            return len(self.some)
        return sum(max(self._worth(name, choice), 0) for choice in self.choices)

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


def _without_those_within_others(groups: Iterable[list[Choice]]) -> list[list[Choice]]:
    """The groups that do not lie wholly within another: of all quarters of an hour, those that say something new."""
    kept, groups_with = list[list[Choice]](), dict[Key, list[set[Key]]]()
    for group in sorted(groups, key=len, reverse=True):
        keys = {choice.key for choice in group}
        seen = min((groups_with.get(key, []) for key in keys), key=len)
        if len(keys) > 1 and not any(keys <= larger for larger in seen):
            kept.append(group)
            for key in keys:
                groups_with.setdefault(key, []).append(keys)
    return kept
