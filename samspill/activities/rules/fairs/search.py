"""The whole question at once, by a solver for whole numbers: where rounds differ so that the short way does not do.

Each step of the order is solved to its optimum and then held fast while the next is sought. The lot comes last and is
not part of the proof: it only chooses between answers that are equally good.
"""

from __future__ import annotations

from typing import Any

from samspill.activities.rules.fairs.problem import Key, Place, Question
from samspill.activities.rules.fairs.rounds import solver_for
from samspill.foundation.allocation import lot

WORK_A_STEP, WORK_FOR_THE_LOT = 0.5, 0.1
FINEST_LOT = 64


def search(question: Question, *, seed: str) -> tuple[list[Place], bool]:
    """The wishes that are met and in which round, and whether it is proven that none is better."""
    model = _Model(question, seed)
    steps = [model.best(step) for step in (*model.levels, model.ranks)]
    model.best(model.lots, WORK_FOR_THE_LOT)
    return model.places(), all(steps)


class _Model:
    """One variable for each wish and round in which it can be met."""

    def __init__(self, question: Question, seed: str) -> None:
        from ortools.sat.python import cp_model

        self.cp, self.model = cp_model, cp_model.CpModel()
        self.variables: dict[Place, Any] = {}
        self.found: dict[int, int] = {}
        self._make(question)
        self.levels = self._levels(question)
        self.ranks = -sum(place.rank * one for place, one in self.variables.items())
        self.lots = -sum(
            lot(seed, place.pupil, place.stand, out_of=FINEST_LOT) * one
            for place, one in self.variables.items()
        )

    def best(self, step: Any, work: float = WORK_A_STEP) -> bool:
        """Make this as large as it can be and hold it there; whether it is proven that it cannot be larger."""
        self.model.clear_objective()
        self.model.maximize(step)
        self.model.clear_hints()
        for index, value in self.found.items():
            self.model.add_hint(self.model.get_bool_var_from_proto_index(index), value)
        solver = solver_for(work)
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return False
        self.found = {one.index: solver.value(one) for one in self.variables.values()}
        self.model.add(step >= round(solver.objective_value))
        return bool(status == self.cp.OPTIMAL)

    def places(self) -> list[Place]:
        """What the last step that was solved gives; nothing where none was."""
        return [place for place, one in self.variables.items() if self.found.get(one.index)]

    def _make(self, question: Question) -> None:
        once: dict[tuple[Key, ...], list[Any]] = {}
        rooms: dict[tuple[Key, int], list[Any]] = {}
        room_in = {stand.key: stand.rooms for stand in question.stands}
        for pupil in question.pupils:
            for rank, stand in question.wishes_of(pupil):
                for turn in (n for n in range(question.rounds) if stand.rooms[n]):
                    one = self.model.new_bool_var("")
                    self.variables[Place(pupil.key, stand.key, turn + 1, rank)] = one
                    once.setdefault(("wish", pupil.key, rank), []).append(one)
                    once.setdefault(("round", pupil.key, turn), []).append(one)
                    rooms.setdefault((stand.key, turn), []).append(one)
        for several in once.values():
            self.model.add_at_most_one(several)
        for (key, turn), several in rooms.items():
            self.model.add(sum(several) <= room_in[key][turn])

    def _levels(self, question: Question) -> list[Any]:
        """How many pupils get at least one, at least two …: each a sum."""
        of_pupil: dict[Key, list[Any]] = {}
        for place, one in self.variables.items():
            of_pupil.setdefault(place.pupil, []).append(one)
        steps: list[list[Any]] = [[] for _ in range(question.rounds)]
        for several in of_pupil.values():
            reached = [self.model.new_bool_var("") for _ in steps]
            self.model.add(sum(reached) <= sum(several))
            for higher, lower in zip(reached[1:], reached[:-1], strict=True):
                self.model.add_implication(higher, lower)
            for step, one in zip(steps, reached, strict=True):
                step.append(one)
        return [sum(step) for step in steps]
