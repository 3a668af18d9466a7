"""The question as a network through which as many units flow as places can be taken, at the least cost.

source → taker (one arc for each place she may have, each dearer than the one before) → option → place → the needed
seats or the others. Where options of one taker all overlap they pass through an arc of their own, which holds one.

The steps of the order become one sum: each is weighed so heavily that all that come after it together count for less.
How many places can be taken at all, and how many of the needed, is found out and then demanded: needed places that
can be taken together can also be taken beside as many others as can be taken at all, so the two never compete.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from samspill.foundation.allocation.lottery import lots, numbers
from samspill.foundation.allocation.problem import Problem, Score

#: The solver reckons in 64 bits, with costs times the number of nodes; slots add nodes later.
ROOM = 1 << 60
FINEST_LOT = 1 << 10
SOURCE = 0

Slot = tuple[int, ...]


class TooLarge(ValueError):
    """The costs are so many and so large that their order cannot be kept in 64 bits."""


class Solved(NamedTuple):
    """One flow: how good it is, and the numbers of the options it takes."""

    score: Score
    taken: list[int]


class Network:
    """The network of one problem under one seed: built once, solved as often as it is asked."""

    #: How many needed seats there are and how many others; and how many of each were taken at most so far.
    seats: tuple[int, int]
    most_taken: tuple[int, int]

    def __init__(self, problem: Problem, seed: str) -> None:
        import numpy as np

        self.np = np
        lot_of_taker = numbers(seed, (taker.key for taker in problem.takers))
        lot_of_place = numbers(seed, (place.key for place in problem.places))
        self.takers = [problem.takers[n] for n in np.argsort(lot_of_taker, kind="stable")]
        self.places = [problem.places[n] for n in np.argsort(lot_of_place, kind="stable")]
        self.most = np.fromiter(map(itemgetter(1), self.takers), np.int64, len(self.takers))
        self.load = np.fromiter(map(itemgetter(2), self.takers), np.int64, len(self.takers))
        self._take_options(problem.options)
        self._name_nodes()
        self._weigh(problem, np.sort(lot_of_taker), np.sort(lot_of_place))
        self._draw_arcs()

    def solve(self, forbidden: Collection[int], slots: Sequence[Slot]) -> Solved:
        """The best flow without the forbidden options, with at most one option of each slot.

        Each call may only forbid more than the first did: so as many as were taken then are the most that can be.
        """
        arcs = self._arcs(forbidden, slots)
        needed, others = self.most_taken
        flow = self._cheapest(*arcs, needed, others)
        if flow is None:
            needed, others = self._how_many(*arcs[:3])
            flow = self._cheapest(*arcs, needed, others)
        if not (forbidden or slots):
            self.most_taken = needed, others
        taken = self.np.flatnonzero(flow[self.first_option : self.first_seat]).tolist()
        missing = (self.seats[0] - needed, self.seats[1] - others)
        return Solved((*missing, *self._sums(taken)), taken)

    def _take_options(self, options: Sequence[Any]) -> None:
        """The options as columns, in an order that follows from the seed alone."""
        np, count = self.np, len(options)
        taker_number = {taker.key: n for n, taker in enumerate(self.takers)}
        place_number = {place.key: n for n, place in enumerate(self.places)}
        named = (map(itemgetter(0), options), map(itemgetter(1), options))
        taker = np.fromiter(map(taker_number.__getitem__, named[0]), np.int64, count)
        place = np.fromiter(map(place_number.__getitem__, named[1]), np.int64, count)
        width = len(options[0].costs) if count else 0
        costs = np.fromiter(chain.from_iterable(map(itemgetter(2), options)), np.int64, count * width)
        order = np.argsort(taker * (len(self.places) + 1) + place)
        self.taker_of, self.place_of = taker[order], place[order]
        self.costs_of = costs.reshape(count, width)[order]

    def _name_nodes(self) -> None:
        """Numbers for the nodes: the source, takers, places, the two kinds of seats, the sink, then slots."""
        self.first_taker = 1
        self.first_place = self.first_taker + len(self.takers)
        self.needed_node = self.first_place + len(self.places)
        self.others_node, self.sink = self.needed_node + 1, self.needed_node + 2
        self.nodes = self.needed_node + 3

    def _weigh(self, problem: Problem, lot_of_taker: Any, lot_of_place: Any) -> None:
        """What one unit of each step weighs, and how finely the lot is drawn: as finely as there is room for."""
        np = self.np
        self.load_at = self.costs_of.shape[1] if problem.load_after is None else problem.load_after
        self.seats = (
            sum(min(place.needed, place.capacity) for place in self.places),
            sum(max(place.capacity - place.needed, 0) for place in self.places),
        )
        highest = [int(column.max(initial=0)) for column in self.costs_of.T]
        highest.insert(self.load_at, int((self.load + self.most - 1).max(initial=0)))
        self.most_taken = self.seats
        self.out_of, self.weights = _weights(highest, sum(self.seats), self.nodes)
        drawn = (lot_of_taker[self.taker_of], lot_of_place[self.place_of])
        self.lot_of = lots(*drawn, out_of=self.out_of)
        levels = np.delete(np.array(self.weights, dtype=np.int64), self.load_at)
        self.cost_of = self.costs_of @ levels + self.lot_of

    def _draw_arcs(self) -> None:
        np = self.np
        most, load = self.most, self.load
        whose = np.repeat(np.arange(len(self.takers)), most)
        before = np.arange(len(whose)) - np.repeat(np.cumsum(most) - most, most)
        seats = [
            (self.first_place + n, node, room)
            for n, place in enumerate(self.places)
            for node, room in (
                (self.needed_node, min(place.needed, place.capacity)),
                (self.others_node, max(place.capacity - place.needed, 0)),
            )
            if room
        ]
        seat = np.array(seats, dtype=np.int64).reshape(-1, 3)
        self.first_option, self.first_seat = len(whose), len(whose) + len(self.taker_of)
        self.tails = np.concatenate(
            [np.zeros(len(whose), np.int64), self.first_taker + self.taker_of, seat[:, 0]]
        )
        self.heads = np.concatenate([self.first_taker + whose, self.first_place + self.place_of, seat[:, 1]])
        self.room = np.concatenate([np.ones(self.first_seat, np.int64), seat[:, 2]])
        self.cost = np.concatenate(
            [(load[whose] + before) * self.weights[self.load_at], self.cost_of, np.zeros(len(seat), np.int64)]
        )

    def _arcs(self, forbidden: Collection[int], slots: Sequence[Slot]) -> tuple[Any, Any, Any, Any]:
        """The arcs with the forbidden shut, and with the options of each slot led through an arc that holds one."""
        np = self.np
        tails, room = self.tails.copy(), self.room.copy()
        room[[self.first_option + n for n in forbidden]] = 0
        through = np.arange(self.nodes, self.nodes + len(slots))
        whose = [tails[self.first_option + slot[0]] for slot in slots]
        for node, slot in zip(through, slots, strict=True):
            tails[[self.first_option + n for n in slot]] = node
        return (
            np.concatenate([tails, np.array(whose, dtype=np.int64)]).astype(np.int32),
            np.concatenate([self.heads, through]).astype(np.int32),
            np.concatenate([room, np.ones(len(slots), np.int64)]),
            np.concatenate([self.cost, np.zeros(len(slots), np.int64)]),
        )

    def _how_many(self, tails: Any, heads: Any, room: Any) -> tuple[int, int]:
        """How many of the needed seats can be taken at most, and how many of the others beside them."""
        taken = self._most(tails, heads, room, *self.seats)
        if taken == sum(self.seats):
            return self.seats
        needed = self._most(tails, heads, room, self.seats[0], 0) if self.seats[0] else 0
        return needed, taken - needed

    def _most(self, tails: Any, heads: Any, room: Any, needed: int, others: int) -> int:
        from ortools.graph.python.max_flow import SimpleMaxFlow

        solver = SimpleMaxFlow()
        solver.add_arcs_with_capacity(tails, heads, room)
        solver.add_arc_with_capacity(self.needed_node, self.sink, needed)
        solver.add_arc_with_capacity(self.others_node, self.sink, others)
        status = solver.solve(SOURCE, self.sink)
        if status != SimpleMaxFlow.OPTIMAL:
            raise RuntimeError(f"The solver could not count: {status}")
        return int(solver.optimal_flow())

    def _cheapest(self, tails: Any, heads: Any, room: Any, costs: Any, needed: int, others: int) -> Any:
        """What flows through each arc when so many seats are taken at the least cost; None where so many cannot be."""
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

        solver = SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        solver.set_node_supply(SOURCE, needed + others)
        solver.set_node_supply(self.needed_node, -needed)
        solver.set_node_supply(self.others_node, -others)
        status = solver.solve()
        if status == SimpleMinCostFlow.INFEASIBLE:
            return None
        if status != SimpleMinCostFlow.OPTIMAL:
            raise RuntimeError(f"The solver found no optimum: {status}")
        return solver.flows(arcs)

    def _sums(self, taken: list[int]) -> list[int]:
        """The sum of each step, in order, the lots last."""
        sums = [int(total) for total in self.costs_of[taken].sum(axis=0)]
        sums.insert(self.load_at, self._load(taken))
        return [*sums, int(self.lot_of[taken].sum())]

    def _load(self, taken: list[int]) -> int:
        whose, times = self.np.unique(self.taker_of[taken], return_counts=True)
        carried = zip(whose.tolist(), times.tolist(), strict=True)
        return sum(self.takers[n].load * many + many * (many - 1) // 2 for n, many in carried)


def _weights(highest: Sequence[int], seats: int, nodes: int) -> tuple[int, list[int]]:
    """How finely the lot can be drawn, and the weight of each step. Raises `TooLarge`."""
    out_of = FINEST_LOT
    while out_of:
        weights, weight, above = [], seats * (out_of - 1) + 1, 1
        for high in reversed(highest):
            weights.append(weight)
            above += high * weight
            weight *= seats * high + 1
        if (above + out_of) * nodes < ROOM:
            return out_of, weights[::-1]
        out_of //= 2
    raise TooLarge(f"{seats} seats with costs up to {max(highest)}")
