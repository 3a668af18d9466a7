"""What a plan is made from: the open shifts, who may have each, and what speaks against it; as a question to solve."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.foundation import clock
from samspill.foundation.allocation import Option, Place, Problem, Taker
from samspill.volunteering.models import (
    Assignment,
    Need,
    Offer,
    Plan,
    PlanChoice,
    PlanExclusion,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.crowd import Crowd
from samspill.volunteering.queries.needs import places_taken
from samspill.volunteering.rules import plans as rules
from samspill.volunteering.rules.fit import UNWANTED, Candidate, Judge

Pair = tuple[uuid.UUID, uuid.UUID]
#: Beyond so many possible choices only the best of each shift are looked at; the plan says so.
MOST_OPTIONS = 400_000
FETCHED = ("need__request__recipient", "need__unit", "need__area", "role")


@dataclass
class Question:
    """What is to be solved, and what its answer is told with. Pairs are (person, shift)."""

    shifts: dict[uuid.UUID, Any]
    problem: Problem
    fits: dict[uuid.UUID, int] = field(default_factory=dict)
    lacks: dict[uuid.UUID, dict[str, int]] = field(default_factory=dict)
    is_narrowed: bool = False
    _judges: dict[uuid.UUID, Judge] = field(default_factory=dict)
    _candidates: dict[uuid.UUID, Candidate] = field(default_factory=dict)

    def reasons(self, pair: Pair) -> list[Any]:
        """Why she, as codes and values."""
        candidate = self._candidates.get(pair[0])
        judge = self._judges.get(pair[1])
        if candidate is None or judge is None:
            return []
        return [[mark.code, mark.value] for mark in judge.reasons(candidate)]

    def costs(self, pair: Pair) -> dict[str, int]:
        """What speaks against it, by step."""
        candidate, judge = self._candidates.get(pair[0]), self._judges.get(pair[1])
        if candidate is None or judge is None:
            return {}
        terms = judge.terms(candidate)
        return {**rules.costs(terms)._asdict(), "load": rules.load(terms)}


def shifts_to_plan(
    units: Collection[uuid.UUID], from_on: dt.date, until_on: dt.date, *, at: dt.datetime
) -> QuerySet[Any]:
    """Shifts on these local days with places open, that nobody is thinking about; `left` is how many places.

    What is being asked about follows its waves. A pair is matched by itself. In the order of time; one query.
    """
    after = clock.start_of_day(until_on + dt.timedelta(days=1))
    is_ahead = Q(starts_at__gt=at) | Q(need__form=Need.Form.WINDOW, ends_at__gt=at)
    asked = Offer.objects.filter(answer="", lapsed_at__isnull=True, undelivered_at__isnull=True)
    rows = (
        Shift.objects.filter(
            is_ahead,
            need__unit__in=units,
            need__cancelled_at__isnull=True,
            cancelled_at__isnull=True,
            starts_at__lt=after,
            ends_at__gt=clock.start_of_day(from_on),
        )
        .exclude(need__form=Need.Form.PAIR)
        .annotate(
            taken=places_taken(),
            waiting=number_of(asked),
            left=F("places") - F("taken"),
        )
    )
    return rows.filter(left__gt=0, waiting=0).select_related(*FETCHED).order_by("starts_at", "code")


def number_of(rows: QuerySet[Any], *, of: str = "pk") -> Coalesce:
    """How many of these rows each shift has; `of` names the shift where it is not the row itself."""
    of_it = rows.filter(shift=OuterRef(of)).order_by().values("shift").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_it.values("number"), output_field=IntegerField()), 0)


def how_much_to_judge(units: Collection[uuid.UUID], shifts: int) -> int:
    """How many pairs of a shift and a volunteer there are to look at."""
    return shifts * Volunteer.objects.filter(left_at__isnull=True).count()


def question(
    plan: Plan,
    shifts: Sequence[Any],
    *,
    at: dt.datetime,
    standing: Sequence[Pair] = (),
    beside: Sequence[Any] = (),
    told: Callable[[int], object] = lambda done: None,
) -> Question:
    """What is to be solved for these shifts, as `shifts_to_plan` gives them. `told` hears how many have been judged.

    `standing` are pairs that are not to be moved, on shifts of `beside` or of these; nobody has more than the plan's
    number of tasks with them and with what she is booked to.
    """
    crowd = Crowd(shifts, at=at)
    excluded = set(PlanExclusion.objects.filter(plan=plan).values_list("person_id", "shift_id"))
    before = _chosen_before(plan)
    asked = Question({shift.pk: shift for shift in (*beside, *shifts)}, Problem((), (), ()))
    asked._candidates = {uuid.UUID(one.person): one for one in crowd.candidates}
    most = max(30, MOST_OPTIONS // max(len(shifts), 1))
    options: list[Option] = []
    loads: dict[uuid.UUID, int] = {}
    for number, shift in enumerate(shifts, 1):
        judge = asked._judges[shift.pk] = crowd.judge(shift)
        fitting = crowd.fitting(judge)
        asked.fits[shift.pk] = len(fitting)
        asked.is_narrowed |= len(fitting) > most
        for candidate in fitting if len(fitting) <= most else judge.best(fitting, most):
            person, terms = uuid.UUID(candidate.person), judge.terms(candidate)
            if terms.wish != UNWANTED and (person, shift.pk) not in excluded:
                moves = (int((person, shift.pk) not in before),) if before else ()
                options.append(Option(person, shift.pk, (*rules.costs(terms), *moves)))
                loads[person] = rules.load(terms)
        if len(fitting) < shift.left:
            asked.lacks[shift.pk] = dict(crowd.lacking(judge))
        told(number)
    takers = _takers(plan, loads, standing)
    places = [_place(shift) for shift in asked.shifts.values()]
    asked.problem = Problem(takers, places, options, load_after=len(rules.Costs._fields))
    return asked


def _chosen_before(plan: Plan) -> set[Pair]:
    """Who has what in the plan that this one is to replace: between equals nobody is moved."""
    if plan.replaces_id is None:
        return set()
    return set(PlanChoice.objects.filter(plan=plan.replaces_id).values_list("person_id", "shift_id"))


def fingerprint(asked: Question, seed: str, keep: Collection[Pair]) -> str:
    """What was asked, as one word: the same question has the same, whatever the order of its rows."""
    problem, word = asked.problem, hashlib.blake2b(seed.encode(), digest_size=16)
    for rows in (problem.takers, problem.places, problem.options, keep):
        word.update("\n".join(sorted(map(str, rows))).encode())
    return word.hexdigest()


def _takers(plan: Plan, loads: dict[uuid.UUID, int], standing: Sequence[Pair]) -> list[Taker]:
    booked, stands = _booked(plan), Counter(person for person, _ in standing)
    return [
        Taker(
            person,
            max(plan.most_each - booked.get(person, 0), stands[person]),
            loads.get(person, 0) + booked.get(person, 0),
        )
        for person in dict.fromkeys((*loads, *stands))
    ]


def _booked(plan: Plan) -> dict[uuid.UUID, int]:
    """How many tasks each is booked to on the days of the plan."""
    rows = Assignment.objects.filter(
        released_at__isnull=True,
        shift__cancelled_at__isnull=True,
        shift__starts_at__lt=clock.start_of_day(plan.until_on + dt.timedelta(days=1)),
        shift__ends_at__gt=clock.start_of_day(plan.from_on),
    )
    return dict(rows.values_list("person_id").annotate(Count("pk")))


def _place(shift: Any) -> Place:
    """The shift as a place: its hours in whole seconds where it has hours of its own."""
    has_hours = shift.need.form in Need.WITH_HOURS
    span = (int(shift.starts_at.timestamp()), int(shift.ends_at.timestamp())) if has_hours else None
    return Place(shift.pk, shift.left, needed_of(shift), span)


def needed_of(shift: Any) -> int:
    """How many of the open places must be taken before others are worth having: the least it takes place with, which
    is that somebody comes at all.
    """
    least: int = max(shift.minimum, 1)
    return max(0, min(least - shift.taken, shift.left))
