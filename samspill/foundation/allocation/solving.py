"""Solving: the network first, then whatever it allows that nobody can do, being at two places at once.

The flow knows no time. Where it gives a taker two places that overlap, her overlapping options are led through slots
that hold one each; what overlaps in a chain cannot be said in a network, and is decided by branching: without the
one, without the other. Each flow is a bound for all that follows from it, so the first solution that nobody finds
impossible, taken in order of the bounds, is the best there is. Where that takes too many rounds the best solution
found so far is given with the bound, and is not called proven.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count, pairwise
from operator import itemgetter
from typing import NamedTuple

from samspill.foundation.allocation.network import Network, Slot, Solved
from samspill.foundation.allocation.problem import Allocation, Key, Option, Pair, Place, Problem, Score, clash

#: How often the solver is asked before we are content with what has been found.
MOST_ROUNDS = 200


def allocate(
    problem: Problem, *, seed: str, keep: Iterable[Pair] = (), most_rounds: int = MOST_ROUNDS
) -> Allocation:
    """The best solution in which the pairs of `keep` stand; what they take is taken from nobody else.

    The same problem and seed give the same answer, in whatever order the options come.
    """
    kept = tuple(dict.fromkeys(keep))
    rest = _beside(problem, kept)
    if not rest.options:
        return _nothing_to_decide(rest, kept, seed)
    search = _Search(Network(rest, seed), most_rounds)
    best, bound = search.run()
    taken = tuple(search.pair(n) for n in best.taken)
    return Allocation(taken, kept, _open(rest.places, taken), best.score, bound, seed, search.rounds)


def refill(problem: Problem, *, seed: str, standing: Iterable[Pair]) -> Allocation:
    """Fill only what is open, with everything that stands left as it is: an answer at once after a change.

    `standing` may hold pairs that are no option any more.
    """
    stands = tuple(dict.fromkeys(standing))
    left = _open(problem.places, stands)
    options = [option for key in left for option in problem.options_at[key]]
    wanted = {option.taker for option in options}
    near = [(taker, place) for taker, place in stands if taker in wanted or place in left]
    places = {**left, **dict.fromkeys(place for _, place in near)}
    small = Problem(
        [problem.taker[key] for key in wanted],
        [problem.place[key] for key in places],
        options,
        problem.load_after,
    )
    return replace(allocate(small, seed=seed, keep=near), kept=stands)


class _Node(NamedTuple):
    """A flow, and what was forbidden to get it."""

    solved: Solved
    forbidden: frozenset[int]


class _Search:
    """The branching over one network."""

    def __init__(self, network: Network, most_rounds: int) -> None:
        self.network = network
        self.most_rounds = most_rounds
        self.rounds = 0
        self.slots: list[Slot] = []
        self.slotted: set[int] = set()
        self._numbers = count()
        self._heap: list[tuple[Score, int, _Node]] = []

    def run(self) -> tuple[Solved, Score]:
        """The best solution found, and the bound."""
        self._push(frozenset())
        while self.rounds < self.most_rounds:
            _, _, node = heapq.heappop(self._heap)
            clashing = list(self._clashes(node.solved.taken))
            if not clashing:
                return node.solved, node.solved.score
            if self._add_slots(first for first, _ in clashing):
                self._push(node.forbidden)
                continue
            for number in clashing[0]:
                self._push(node.forbidden | {number})
        return self._content_with_what_there_is()

    def pair(self, number: int) -> Pair:
        """Whose and where an option is."""
        network = self.network
        return network.takers[network.taker_of[number]].key, network.places[network.place_of[number]].key

    def _push(self, forbidden: frozenset[int]) -> None:
        self.rounds += 1
        solved = self.network.solve(forbidden, self.slots)
        heapq.heappush(self._heap, (solved.score, -next(self._numbers), _Node(solved, forbidden)))

    def _content_with_what_there_is(self) -> tuple[Solved, Score]:
        """From the most promising flow, forbid the later of each two that clash until none do."""
        bound, _, node = self._heap[0]
        solved, forbidden = node
        while clashing := list(self._clashes(solved.taken)):
            forbidden |= {later for _, later in clashing}
            self.rounds += 1
            solved = self.network.solve(forbidden, self.slots)
        return solved, bound

    def _clashes(self, taken: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of options of one taker that overlap. `taken` comes taker by taker."""
        by_taker: dict[int, list[int]] = {}
        for number, taker in zip(taken, self.network.taker_of[taken].tolist(), strict=True):
            by_taker.setdefault(taker, []).append(number)
        for hers in by_taker.values():
            if len(hers) > 1:
                yield from self._overlapping(hers)

    def _overlapping(self, options: list[int]) -> Iterator[tuple[int, int]]:
        timed = self._timed(options)
        for (one, first), (other, second) in pairwise(timed):
            if second[0] < first[1]:
                yield one, other

    def _add_slots(self, clashing: Iterable[int]) -> bool:
        """Lead the options of these takers through slots, where that has not been done; whether any was new."""
        taker_of = self.network.taker_of
        new = {int(taker_of[number]) for number in clashing} - self.slotted
        for taker in sorted(new):
            first, last = self.network.np.searchsorted(taker_of, (taker, taker + 1))
            self.slots += self._slots(range(first, last))
        self.slotted |= new
        return bool(new)

    def _slots(self, options: Collection[int]) -> Iterator[Slot]:
        """One taker's options cut into groups that all overlap one another; those alone need no slot."""
        groups: list[list[int]] = []
        first_end = 0
        for number, (starts, ends) in self._timed(options):
            if groups and starts < first_end:
                groups[-1].append(number)
                first_end = min(first_end, ends)
            else:
                groups.append([number])
                first_end = ends
        return (tuple(group) for group in groups if len(group) > 1)

    def _timed(self, options: Iterable[int]) -> list[tuple[int, tuple[int, int]]]:
        """Those of the options that have a time, with it, in its order."""
        places, place_of = self.network.places, self.network.place_of
        spans = ((number, places[place_of[number]].span) for number in options)
        return sorted(((number, span) for number, span in spans if span), key=itemgetter(1, 0))


def _beside(problem: Problem, kept: Collection[Pair]) -> Problem:
    """What is left to decide when these pairs stand: fewer seats, fewer places each, and nothing that clashes."""
    if not kept:
        return problem
    at: dict[Key, int] = {}
    theirs: dict[Key, list[Place]] = {}
    for taker, place in kept:
        at[place] = at.get(place, 0) + 1
        theirs.setdefault(taker, []).append(problem.place[place])
    places = [
        place._replace(
            capacity=max(place.capacity - at[place.key], 0), needed=max(place.needed - at[place.key], 0)
        )
        if place.key in at
        else place
        for place in problem.places
    ]
    takers = [
        taker._replace(
            most=max(taker.most - len(theirs[taker.key]), 0), load=taker.load + len(theirs[taker.key])
        )
        if taker.key in theirs
        else taker
        for taker in problem.takers
    ]
    roomy = {place.key: place for place in places if place.capacity}
    options = [
        option
        for option in problem.options
        if option.place in roomy and not _is_ruled_out(option, problem, theirs)
    ]
    return Problem(takers, list(roomy.values()), options, problem.load_after)


def _is_ruled_out(option: Option, problem: Problem, theirs: dict[Key, list[Place]]) -> bool:
    """Whether she has this place already, or one at the same time."""
    if option.taker not in theirs:
        return False
    place = problem.place[option.place]
    return any(has.key == place.key or clash(has, place) for has in theirs[option.taker])


def _open(places: Iterable[Place], taken: Iterable[Pair]) -> dict[Key, int]:
    """How many seats are left at each place that has any."""
    left = {place.key: place.capacity for place in places}
    for _, key in taken:
        left[key] -= 1
    return {key: seats for key, seats in left.items() if seats > 0}


def _nothing_to_decide(rest: Problem, kept: tuple[Pair, ...], seed: str) -> Allocation:
    needed = sum(min(place.needed, place.capacity) for place in rest.places)
    score = (needed, sum(place.capacity for place in rest.places) - needed)
    return Allocation((), kept, _open(rest.places, ()), score, score, seed, rounds=0)
