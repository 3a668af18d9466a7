"""Making a plan: written down first, solved at once where it is small and by the worker where it is not."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.allocation import Allocation, allocate, refill
from samspill.foundation.allocation.network import TooLarge
from samspill.foundation.keys import new_key
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models import Plan, PlanChoice, PlanExclusion, PlanShift, PlanUnit
from samspill.volunteering.queries.planning import (
    Pair,
    Question,
    fingerprint,
    how_much_to_judge,
    question,
    shifts_to_plan,
)

log = logging.getLogger(__name__)

LONGEST = dt.timedelta(days=31)
#: So many pairs of a shift and a volunteer are looked at while somebody waits for the page.
AT_ONCE = 60_000
#: How often the page can see how far it has come.
TOLD_EVERY = 25


class NothingOpen(ValueError):
    """No shift on these days has a place open that nobody has been asked about."""


class PlanTooLong(ValueError):
    """More days than one plan is made for."""


class PlanBackwards(ValueError):
    """The last day is before the first."""


@transaction.atomic
def _begin(
    units: Collection[Unit], facts: dict[str, Any], by: StaffMember, at: dt.datetime
) -> tuple[Plan, int]:
    keys = [unit.pk for unit in units]
    shifts = shifts_to_plan(keys, facts["from_on"], facts["until_on"], at=at).count()
    if not shifts:
        raise NothingOpen
    plan = Plan.objects.create(**facts, made_at=at, made_by=by, to_judge=shifts)
    PlanUnit.objects.bulk_create([PlanUnit(plan=plan, unit=unit) for unit in units])
    note("make_plan", plan, by=by, channel="web", at=at, shifts=shifts)
    return plan, how_much_to_judge(keys, shifts)


def make_plan(
    units: Collection[Unit],
    *,
    from_on: dt.date,
    until_on: dt.date,
    by: StaffMember,
    at: dt.datetime,
    most_each: int = 2,
) -> Plan:
    """A plan for the open shifts of these units on these days, both included. Nothing is sent.

    A small one is there at once; a large one is made by the worker. Raises `NothingOpen`, `PlanTooLong` and
    `PlanBackwards`.
    """
    if until_on < from_on:
        raise PlanBackwards
    if until_on - from_on >= LONGEST:
        raise PlanTooLong
    seed = new_key().hex
    facts = {"from_on": from_on, "until_on": until_on, "most_each": most_each, "seed": seed}
    plan, pairs = _begin(units, facts, by, at)
    return solve_plan(plan.pk, at=at) if pairs <= AT_ONCE else plan


def plan_anew(plan: Plan, *, by: StaffMember, at: dt.datetime) -> Plan:
    """Another plan for the same days from what is true now: what is locked stays, and so does who was excluded.

    It is a proposal beside the old one, which stays as it is; between equals the one chosen before stays, and lots are
    drawn from the same seed, so that nothing moves without a reason. Raises `NothingOpen`.
    """
    units = [row.unit for row in plan.units.select_related("unit")]
    facts = {name: getattr(plan, name) for name in ("from_on", "until_on", "most_each", "seed")}
    anew, pairs = _begin_from(plan, units, facts, by, at)
    return solve_plan(anew.pk, at=at) if pairs <= AT_ONCE else anew


@transaction.atomic
def _begin_from(
    plan: Plan, units: list[Unit], facts: dict[str, Any], by: StaffMember, at: dt.datetime
) -> tuple[Plan, int]:
    anew, pairs = _begin(units, {**facts, "replaces": plan}, by, at)
    for table, rows in (
        (PlanChoice, plan.choices.filter(is_locked=True)),
        (PlanExclusion, plan.exclusions.all()),
    ):
        table.objects.bulk_create([_copy(row, anew) for row in rows])
    return anew, pairs


def _copy(row: Any, plan: Plan) -> Any:
    facts = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "plan", "municipality", "dropped_for")
    }
    return type(row)(plan=plan, **facts)


def solve_plans_that_wait(at: dt.datetime) -> int:
    """Solve the plans that were too large to be solved at once, the oldest first; how many."""
    waiting = Plan.objects.filter(solved_at__isnull=True, failed_at__isnull=True).order_by("made_at", "pk")
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        solve_plan(key, at=at)
    return len(keys)


def solve_plan(plan_id: uuid.UUID, *, at: dt.datetime) -> Plan:
    """Solve a plan that waits, and write down what came of it; one that is solved or failed stays as it is."""
    plan = Plan.objects.get(pk=plan_id)
    if plan.solved_at or plan.failed_at:
        return plan
    try:
        _solve(plan, at)
    except TooLarge:
        _fail(plan, "too_large", at)
    except Exception:  # Whatever it is, somebody waits for this plan and must see that it does not come.
        log.exception("The plan %s could not be made", plan.pk)
        _fail(plan, "fault", at)
    return Plan.objects.get(pk=plan_id)


def fill_the_gaps(plan: Plan, *, at: dt.datetime) -> list[Pair]:
    """Find somebody for what is open in a plan, and move nobody; who was found. The plan must be locked."""
    standing = list(plan.choices.values_list("person_id", "shift_id"))
    shifts = _as_planned(plan)
    filled = {shift: sum(1 for _, at_it in standing if at_it == shift) for shift in shifts}
    gaps = [shift for key, shift in shifts.items() if shift.left > filled[key]]
    if not gaps:
        return []
    beside = [shift for key, shift in shifts.items() if shift.left <= filled[key]]
    asked = question(plan, gaps, at=at, standing=standing, beside=beside)
    found = refill(asked.problem, seed=plan.seed, standing=standing)
    _write_choices(plan, asked, found.taken)
    return list(found.taken)  # type: ignore[arg-type]


def _solve(plan: Plan, at: dt.datetime) -> None:
    units = list(plan.units.values_list("unit_id", flat=True))
    shifts = list(shifts_to_plan(units, plan.from_on, plan.until_on, at=at))
    if not shifts:
        _fail(plan, "nothing_open", at)
        return
    kept = _locked(plan, {shift.pk for shift in shifts})
    asked = question(plan, shifts, at=at, standing=kept, told=lambda done: _tell(plan, done))
    found = allocate(asked.problem, seed=plan.seed, keep=kept)
    word = fingerprint(asked, plan.seed, kept)
    _write_down(plan, asked, found, word, at)


def _locked(plan: Plan, shifts: Collection[uuid.UUID]) -> list[Pair]:
    """What is locked in the plan; locks on shifts that are no longer open are let go."""
    plan.choices.exclude(shift__in=shifts).delete()
    return list(plan.choices.filter(is_locked=True).values_list("person_id", "shift_id"))


def _tell(plan: Plan, done: int) -> None:
    """How far it has come, for the page that waits."""
    if done % TOLD_EVERY == 0:
        Plan.objects.filter(pk=plan.pk).update(judged=done)


@transaction.atomic
def _write_down(plan: Plan, asked: Question, found: Allocation, word: str, at: dt.datetime) -> None:
    """The plan as it was solved; nothing where another worker was first."""
    waiting = Plan.objects.filter(pk=plan.pk, solved_at__isnull=True, failed_at__isnull=True)
    facts = {"judged": len(asked.shifts), "to_judge": len(asked.shifts), "input_hash": word}
    if not waiting.update(solved_at=at, figures=_figures(asked, found), **facts):
        return
    PlanShift.objects.bulk_create(
        [
            PlanShift(
                plan=plan,
                shift=shift,
                places=shift.left,
                fits=asked.fits[key],
                lacks=asked.lacks.get(key, {}),
            )
            for key, shift in asked.shifts.items()
        ],
        batch_size=500,
    )
    _write_choices(plan, asked, found.taken)


def _write_choices(plan: Plan, asked: Question, pairs: Sequence[Any]) -> None:
    PlanChoice.objects.bulk_create(
        [
            PlanChoice(
                plan=plan,
                person_id=person,
                shift_id=shift,
                reasons=asked.reasons((person, shift)),
                costs=asked.costs((person, shift)),
            )
            for person, shift in pairs
        ],
        batch_size=500,
    )


def _figures(asked: Question, found: Allocation) -> dict[str, Any]:
    """What the plan is worth, and the proof: `score` and `bound` step by step, as `foundation.allocation` has them."""
    places = asked.problem.places
    return {
        "shifts": len(places),
        "places": sum(place.capacity for place in places),
        "planned": len(found.pairs),
        "people": len({person for person, _ in found.pairs}),
        "options": len(asked.problem.options),
        "score": list(found.score),
        "bound": list(found.bound),
        "is_proven": found.is_proven,
        "is_narrowed": asked.is_narrowed,
        "rounds": found.rounds,
    }


def _fail(plan: Plan, why: str, at: dt.datetime) -> None:
    waiting = Plan.objects.filter(pk=plan.pk, solved_at__isnull=True, failed_at__isnull=True)
    waiting.update(failed_at=at, failure=why)


def _as_planned(plan: Plan) -> dict[uuid.UUID, Any]:
    """The shifts of a plan with the places that were open when it was made, as `left`."""
    rows = plan.shifts.select_related(
        "shift__need__request__recipient", "shift__need__unit", "shift__need__area", "shift__role"
    )
    shifts: dict[uuid.UUID, Any] = {}
    for row in rows.order_by("shift__starts_at", "shift__code"):
        shift: Any = row.shift
        shift.left, shift.taken = row.places, shift.places - row.places
        shifts[row.shift_id] = shift
    return shifts
