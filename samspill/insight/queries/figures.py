"""A year's rows from the rooms below, as far as the asker may see them. Figures and lists are made of the same rows."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from samspill.foundation import clock
from samspill.insight.rules.figures import Asked, Given, Task, Waited, Year
from samspill.people.models import Unit
from samspill.people.queries import Asker
from samspill.volunteering.models import COMES, Assignment, Interest, Need, Offer, Request, Shift
from samspill.volunteering.queries.needs import places_taken, seen_units

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NoSuchYear(LookupError):
    """There are no figures of that year."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted; empty means any. `kind` is a kind of help, `sector` a sector of units."""

    year: int
    unit: uuid.UUID | None = None
    area: uuid.UUID | None = None
    kind: str = ""
    sector: str = ""


def year_of(asker: Asker, scope: Scope, *, at: dt.datetime) -> Year:
    """What happened in the year in the units the asker sees, up to this moment. Four queries, five with a sector.

    Rows stay when people are forgotten, so the figures do too. Raises `NoSuchYear`.
    """
    if not FIRST_YEAR <= scope.year <= LAST_YEAR:
        raise NoSuchYear(scope.year)
    tasks = {row.pk: _task(row) for row in _shifts(asker, scope, at)}
    return Year(
        requests=[_asked(row) for row in _requests(asker, scope)],
        tasks=list(tasks.values()),
        given=[_given(row, tasks[row.shift_id]) for row in _assignments(asker, scope, at)],
        interests=[Waited(row.received_at, row.settled_at, row.outcome) for row in _interests(asker, scope)],
    )


def cares_for_all(asker: Asker, scope: Scope) -> bool:
    """Whether the asker cares for every unit that is counted, so that she may see small numbers of recipients."""
    return _units(asker, scope) <= asker.caring_unit_ids


def sectors_of(asker: Asker) -> list[str]:
    """The sectors of the asker's units, by name."""
    return sorted({unit.sector for unit in asker.units if unit.sector})


def years_with_figures(*, at: dt.datetime) -> list[int]:
    """This year and those before it that anything was asked for in, the latest first."""
    first = Request.objects.aggregate(first=Min("received_at"))["first"]
    this = clock.local_day(at).year
    return list(range(this, (clock.local_day(first).year if first else this) - 1, -1))


def _units(asker: Asker, scope: Scope) -> frozenset[uuid.UUID]:
    seen = seen_units(asker)
    if scope.unit:
        seen &= {scope.unit}
    if scope.sector:
        seen &= set(Unit.objects.filter(sector=scope.sector).values_list("pk", flat=True))
    return frozenset(seen)


def _within(scope: Scope, field: str) -> Q:
    """The year as it is in Norway."""
    begins, ends = (clock.start_of_day(dt.date(year, 1, 1)) for year in (scope.year, scope.year + 1))
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def _what(scope: Scope, path: str) -> Q:
    """The part of town and the kind of help, of a need."""
    wanted = Q()
    if scope.area:
        wanted &= Q(**{f"{path}area": scope.area})
    if scope.kind:
        wanted &= Q(**{f"{path}kind": scope.kind})
    return wanted


def _over(asker: Asker, scope: Scope, at: dt.datetime, path: str = "") -> Q:
    """Tasks of the year that are over and were not called off."""
    return (
        _within(scope, f"{path}starts_at")
        & _what(scope, f"{path}need__")
        & Q(
            **{
                f"{path}need__unit__in": _units(asker, scope),
                f"{path}cancelled_at__isnull": True,
                f"{path}ends_at__lte": at,
            }
        )
    )


def _shifts(asker: Asker, scope: Scope, at: dt.datetime) -> QuerySet[Shift]:
    asked = Offer.objects.filter(shift=OuterRef("pk")).order_by("asked_at").values("asked_at")[:1]
    yes = Offer.objects.filter(shift=OuterRef("pk"), answer=Offer.Answer.YES)
    rows = Shift.objects.filter(_over(asker, scope, at)).select_related(
        "need__unit", "need__area", "need__request"
    )
    return rows.annotate(
        taken=places_taken(),
        asked_at=Subquery(asked),
        yes_at=Subquery(yes.order_by("answered_at").values("answered_at")[:1]),
    ).order_by("starts_at", "code")


def _task(row: Shift) -> Task:
    need = row.need
    return Task(
        need=need.pk,
        title=need.title,
        kind=need.kind,
        unit=need.unit.name,
        area=need.area.name if need.area else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        minutes=row.minutes,
        recipient=need.request.recipient_id,
        places=row.places,
        taken=row.taken,  # type: ignore[attr-defined]
        asked_at=row.asked_at,  # type: ignore[attr-defined]
        yes_at=row.yes_at,  # type: ignore[attr-defined]
    )


def _assignments(asker: Asker, scope: Scope, at: dt.datetime) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(COMES, _over(asker, scope, at, "shift__"))
    return rows.select_related("person").order_by("shift__starts_at", "shift__code", "seat")


def _given(row: Assignment, task: Task) -> Given:
    person = row.person
    is_told = person.erased_at is None and person.restricted_at is None
    return Given(task, person.merged_into_id or person.pk, person.name if is_told else "", row.channel)


def _requests(asker: Asker, scope: Scope) -> QuerySet[Request]:
    rows = Request.objects.filter(_within(scope, "received_at"), unit__in=_units(asker, scope))
    if scope.area or scope.kind:
        rows = rows.filter(Exists(Need.objects.filter(_what(scope, ""), request=OuterRef("pk"))))
    return rows.select_related("unit").order_by("received_at", "pk")


def _asked(row: Request) -> Asked:
    return Asked(row.received_at, row.channel, row.unit.name)


def _interests(asker: Asker, scope: Scope) -> QuerySet[Interest]:
    """Those of the units that are counted; those who named no unit belong to all of them together."""
    mine = Q(unit__in=_units(asker, scope))
    if not scope.unit and not scope.sector:
        mine |= Q(unit__isnull=True)
    if not asker.caring_unit_ids:
        mine = Q(pk__in=[])
    rows = Interest.objects.filter(mine, _within(scope, "received_at"), _what(scope, "need__"))
    return rows.order_by("received_at", "pk")
