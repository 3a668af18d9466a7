"""Plans as the desk sees them: the gates, a plan shift by shift, what asking will lead to, and how it stands since."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from samspill.foundation import clock
from samspill.people.queries import Asker
from samspill.volunteering.models import Assignment, Offer, Plan, PlanChoice, PlanShift, PlanUnit
from samspill.volunteering.queries.matching import Suggestion, who_fits
from samspill.volunteering.queries.needs import places_taken
from samspill.volunteering.queries.planning import number_of
from samspill.volunteering.queries.proposing import REMEMBERED
from samspill.volunteering.rules.outlook import Outlook, outlook
from samspill.volunteering.rules.plans import Difference, difference
from samspill.volunteering.rules.waves import acceptance_rate

#: Hours beyond this change no wave; candidates beyond this are never reached.
FAR_AHEAD, MANY = 24 * 14, 60
MOST_OTHERS = 25
MOST_WALLED = 25
OF_A_SHIFT = ("shift__need__unit", "shift__need__area", "shift__role")


@dataclass(frozen=True)
class Planned:
    """A shift of a plan: who is to be asked, how many places stay open, and what asking will lead to."""

    row: Any
    choices: list[PlanChoice]
    outlook: Outlook

    @property
    def open_places(self) -> int:
        """How many places nobody is planned for."""
        return max(self.row.places - len(self.choices), 0)


@dataclass(frozen=True)
class Sums:
    """The figures of a whole plan: places and shifts that stay open, and what asking will lead to, as expected."""

    shifts: int
    places: int
    planned: int
    people: int
    open_shifts: int
    in_vain: float
    covered: float

    @property
    def open_places(self) -> int:
        """How many places nobody is planned for."""
        return self.places - self.planned

    @property
    def percent(self) -> int:
        """How many of a hundred shifts are likely to be covered in time."""
        return round(100 * self.covered / self.shifts) if self.shifts else 0


@dataclass(frozen=True)
class Since:
    """What has come of a plan since it was approved."""

    shifts: int
    covered: int
    passed_over: int
    to_ask: int
    asked: int
    yes: int
    no: int
    thinking: int
    in_vain: int


@dataclass(frozen=True)
class Compared:
    """A plan beside the one it replaces. Pairs hold choices."""

    before: Plan
    difference: Difference
    figures: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True)
class Others:
    """Who else fits a shift of a plan, each with the shift of the plan she has at the same time; and who does not."""

    fits: list[tuple[Suggestion, Any]] = field(default_factory=list)
    walled: list[Suggestion] = field(default_factory=list)
    how_many_fit: int = 0


def plans_for(asker: Asker) -> QuerySet[Plan]:
    """The plans the asker may see: those of units she cares for, every one of them. In no order."""
    others = PlanUnit.objects.filter(plan=OuterRef("pk")).exclude(unit__in=asker.caring_unit_ids)
    rows = Plan.objects.filter(~Exists(others))
    return rows.select_related("made_by", "changed_by", "approved_by", "replaces")


def plan_for(asker: Asker, plan_id: uuid.UUID) -> Plan:
    """The gate: one plan. Raises `Plan.DoesNotExist`."""
    return plans_for(asker).get(pk=plan_id)


def plan_shift_for(asker: Asker, plan_id: uuid.UUID, plan_shift_id: uuid.UUID) -> PlanShift:
    """The gate: a shift of a plan and all that belongs to it. Raises `Plan.DoesNotExist`, `PlanShift.DoesNotExist`."""
    rows = plan_for(asker, plan_id).shifts.select_related(
        *OF_A_SHIFT, "shift__need__request__recipient", "plan"
    )
    return rows.get(pk=plan_shift_id)


def plans_list(asker: Asker) -> QuerySet[Any]:
    """The plans the asker may see, the newest first, each with the names of its units and whether it `is_replaced`."""
    rows = plans_for(asker).annotate(is_replaced=Exists(_made_from_it()))
    return rows.prefetch_related("units__unit").order_by("-made_at", "-pk")


def what_waits_of_plans(asker: Asker, *, at: dt.datetime) -> list[Plan]:
    """Plans that somebody must do something about: made and not approved, for days that are not over, the next first.

    Urgent where its first day is today or tomorrow. Next: open it and approve it (`desk:plans:plan`). One that was
    made anew stands for the one it replaces. The units are fetched. Two queries.
    """
    waiting = plans_for(asker).filter(
        ~Exists(_made_from_it()),
        approved_at__isnull=True,
        solved_at__isnull=False,
        until_on__gte=clock.local_day(at),
    )
    return list(
        waiting.prefetch_related(Prefetch("units", PlanUnit.objects.select_related("unit"))).order_by(
            "from_on", "made_at"
        )
    )


def _made_from_it() -> QuerySet[Plan]:
    """The plan that was made anew from the one asked about."""
    return Plan.objects.filter(replaces=OuterRef("pk"), failed_at__isnull=True)


def shifts_of(plan: Plan, *, which: str = "") -> QuerySet[Any]:
    """The shifts of a plan in the order of time, with how each stands; `which` is "open" for those with places left
    that nobody is planned for.
    """
    thinking = Offer.objects.filter(answer="", lapsed_at__isnull=True, undelivered_at__isnull=True)
    rows = plan.shifts.select_related(*OF_A_SHIFT).annotate(
        taken=places_taken("shift_id", places="shift__places"),
        thinking=number_of(thinking, of="shift_id"),
        chosen=number_of(PlanChoice.objects.filter(plan=plan), of="shift_id"),
    )
    rows = rows.filter(chosen__lt=F("places")) if which == "open" else rows
    return rows.order_by("shift__starts_at", "shift__code")


def with_choices(plan: Plan, rows: Iterable[Any], *, at: dt.datetime) -> list[Planned]:
    """These shifts of the plan, each with who is planned and what asking will lead to. Two queries."""
    shifts = list(rows)
    choices: dict[uuid.UUID, list[PlanChoice]] = defaultdict(list)
    chosen = plan.choices.filter(shift__in=[row.shift_id for row in shifts])
    for choice in chosen.select_related("person", "chosen_by").order_by("person__search_name", "pk"):
        choices[choice.shift_id].append(choice)
    rates = _rates(at)
    return [
        Planned(row, hers, _outlook_of(row.shift, row.places, row.fits, len(hers), rates, at))
        for row in shifts
        for hers in [choices[row.shift_id]]
    ]


def sums_of(plan: Plan, *, at: dt.datetime) -> Sums:
    """The figures of the whole plan as it stands now. Three queries."""
    chosen: dict[uuid.UUID, int] = dict(plan.choices.values_list("shift_id").annotate(Count("pk")))
    rows = list(plan.shifts.select_related("shift__need"))
    rates = _rates(at)
    looks = [
        _outlook_of(row.shift, row.places, row.fits, chosen.get(row.shift_id, 0), rates, at) for row in rows
    ]
    return Sums(
        shifts=len(rows),
        places=sum(row.places for row in rows),
        planned=sum(chosen.values()),
        people=plan.figures.get("people", 0),
        open_shifts=sum(chosen.get(row.shift_id, 0) < row.places for row in rows),
        in_vain=sum(look.in_vain for look in looks),
        covered=sum(look.chance for look in looks),
    )


def since_approved(plan: Plan) -> Since:
    """What has come of it since. Two queries."""
    rows = list(shifts_of(plan))
    offers = Offer.objects.filter(shift__in=plan.shifts.values("shift"), asked_at__gte=plan.approved_at)
    told = offers.aggregate(
        asked=Count("pk"),
        yes=Count("pk", filter=Q(answer=Offer.Answer.YES)),
        no=Count("pk", filter=Q(answer=Offer.Answer.NO)),
        thinking=Count("pk", filter=Q(answer="", lapsed_at__isnull=True)),
        lapsed=Count("pk", filter=Q(lapsed_at__isnull=False)),
    )
    lapsed = told.pop("lapsed")
    booked = Assignment.objects.filter(offer__in=offers).count()
    return Since(
        shifts=len(rows),
        covered=sum(row.taken >= row.shift.places for row in rows),
        passed_over=sum(bool(row.passed_over) for row in rows),
        to_ask=sum(not row.asked_at and not row.passed_over for row in rows),
        in_vain=lapsed + max(told["yes"] - booked, 0),
        **told,
    )


def compared(plan: Plan) -> Compared | None:
    """The plan beside the one it replaces, or None where it replaces none. Two queries."""
    if plan.replaces is None:
        return None
    was, now = _choices_by_pair(plan.replaces), _choices_by_pair(plan)
    found = difference(was, now)
    told = Difference(
        new=tuple(now[pair] for pair in found.new),
        gone=tuple(was[pair] for pair in found.gone),
        moved=tuple(
            one._replace(was=was[(one.who, one.was)], now=now[(one.who, one.now)]) for one in found.moved
        ),
        same=tuple(now[pair] for pair in found.same),
    )
    names = ("shifts", "places", "planned", "people")
    pairs = tuple((name, plan.replaces.figures.get(name), plan.figures.get(name)) for name in names)
    return Compared(plan.replaces, told, pairs)


def others_who_fit(row: PlanShift, *, at: dt.datetime) -> Others:
    """Who else may be chosen for a shift of a plan, the best first. The row came through its gate."""
    suggestions = who_fits(row.shift, at=at)
    here = set(row.plan.choices.filter(shift=row.shift_id).values_list("person_id", flat=True))
    best = [one for one in suggestions.best(MOST_OTHERS + len(here)) if one.person_id not in here]
    busy = _planned_meanwhile(row, [one.person_id for one in best])
    return Others(
        [(one, busy.get(one.person_id)) for one in best[:MOST_OTHERS]],
        suggestions.nearly(MOST_WALLED),
        suggestions.how_many_fit,
    )


def _planned_meanwhile(row: PlanShift, persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The shift of the plan each of these has at the same time."""
    shift = row.shift
    if shift.need.form not in shift.need.WITH_HOURS:
        return {}
    rows = row.plan.choices.filter(
        person__in=persons,
        shift__need__form__in=shift.need.WITH_HOURS,
        shift__starts_at__lt=shift.ends_at,
        shift__ends_at__gt=shift.starts_at,
    )
    others = rows.exclude(shift=shift).select_related("shift__need", "shift__role")
    return {choice.person_id: choice.shift for choice in others}


def _choices_by_pair(plan: Plan) -> dict[tuple[uuid.UUID, uuid.UUID], PlanChoice]:
    rows = plan.choices.select_related("person", "shift__need", "shift__role").order_by(
        "shift__starts_at", "person__search_name"
    )
    return {(choice.person_id, choice.shift_id): choice for choice in rows}


def _rates(at: dt.datetime) -> dict[str, float]:
    """How often people said yes to each kind of help in the last half year. One query."""
    rows = Offer.objects.filter(asked_at__gt=at - REMEMBERED).values_list("shift__need__kind")
    counted = rows.annotate(asked=Count("pk"), yes=Count("pk", filter=Q(answer=Offer.Answer.YES)))
    return {kind: acceptance_rate(yes=yes, asked=asked) for kind, asked, yes in counted}


def _outlook_of(
    shift: Any, places: int, fits: int, chosen: int, rates: dict[str, float], at: dt.datetime
) -> Outlook:
    rate = rates.get(shift.need.kind) or acceptance_rate(yes=0, asked=0)
    ends = shift.ends_at if shift.need.form == shift.need.Form.WINDOW else shift.starts_at
    hours = round(max((ends - at).total_seconds() / 3600, 0.0), 1)
    return _looked_ahead(places, chosen, round(rate, 3), min(hours, FAR_AHEAD), min(max(fits, chosen), MANY))


@lru_cache(maxsize=8192)
def _looked_ahead(places: int, first: int, rate: float, hours: float, candidates: int) -> Outlook:
    """Most shifts of a plan are alike in this."""
    return outlook(open_places=places, first=first, rate=rate, hours_left=hours, candidates=candidates)
