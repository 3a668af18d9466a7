"""Which round: given who goes where, so that nobody is at two places at once and no round holds too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from samspill.activities.rules.fairs.problem import Key

Pair = tuple[Key, Key]
#: A measure of work and not of seconds, so that the same question gets the same answer on every machine.
MOST_WORK = 4.0


def coloured(pairs: Sequence[Pair], rounds: int) -> list[int]:
    """A round from 0 for each pair of pupil and stand, where each stand has as much room in every round.

    Kőnig: the edges of a bipartite graph in which no node has more than `rounds` can be coloured with `rounds` colours.
    A stand is cut into nodes of `rounds` edges each, one node a place; so a stand with d pupils has ⌊d/rounds⌋ or
    ⌈d/rounds⌉ in each round. No pupil may have more than `rounds` pairs.
    """
    at: dict[Hashable, dict[int, int]] = {}
    colours, seen = [0] * len(pairs), Counter[Key]()
    ends: list[tuple[Hashable, Hashable]] = []
    for number, (pupil, stand) in enumerate(pairs):
        here, there = ("pupil", pupil), ("stand", stand, seen[stand] // rounds)
        seen[stand] += 1
        ends.append((here, there))
        free_here, free_there = (_free(at.setdefault(node, {}), rounds) for node in (here, there))
        if free_here != free_there:
            _swap(at, colours, ends, there, free_here, free_there)
        colours[number] = free_here
        at[here][free_here] = at[there][free_here] = number
    return colours


def _free(taken: Mapping[int, int], rounds: int) -> int:
    return next(colour for colour in range(rounds) if colour not in taken)


def _swap(
    at: dict[Hashable, dict[int, int]],
    colours: list[int],
    ends: list[tuple[Hashable, Hashable]],
    start: Hashable,
    one: int,
    other: int,
) -> None:
    """Free `one` at `start`: the path of edges that are `one` and `other` in turn gets them the other way round.

    It never comes to the pupil at the far end of the new edge: it reaches pupils along `one`, which is free there.
    """
    path, node, colour = [], start, one
    while colour in at[node]:
        number = at[node][colour]
        path.append(number)
        node = ends[number][1] if ends[number][0] == node else ends[number][0]
        colour = other if colour == one else one
    for number in path:
        for end in ends[number]:
            del at[end][colours[number]]
        colours[number] = other if colours[number] == one else one
    for number in path:
        for end in ends[number]:
            at[end][colours[number]] = number


def searched(pairs: Sequence[Pair], rooms: Mapping[Key, Sequence[int]], rounds: int) -> list[int] | None:
    """A round from 0 for each pair, where stands have different room in different rounds; None where none was found."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    by_pupil: dict[tuple[Key, int], list[Any]] = {}
    by_stand: dict[tuple[Key, int], list[Any]] = {}
    chosen = []
    for pupil, stand in pairs:
        row = {turn: model.new_bool_var("") for turn in range(rounds) if rooms[stand][turn]}
        model.add_exactly_one(row.values())
        for turn, variable in row.items():
            by_pupil.setdefault((pupil, turn), []).append(variable)
            by_stand.setdefault((stand, turn), []).append(variable)
        chosen.append(row)
    _limit(model, by_pupil.values(), ((by_stand[key], rooms[key[0]][key[1]]) for key in by_stand))
    solver = solver_for(MOST_WORK)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [next(turn for turn, variable in row.items() if solver.value(variable)) for row in chosen]


def _limit(model: Any, once: Iterable[list[Any]], at_most: Iterable[tuple[list[Any], int]]) -> None:
    for variables in once:
        model.add_at_most_one(variables)
    for variables, room in at_most:
        model.add(sum(variables) <= room)


def solver_for(work: float) -> Any:
    """A solver on one processor with so much work, which gives the same answer each time."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = work
    return solver
