"""A year's rows from the rooms below, as far as the asker may see them. Figures and lists are made of the same rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from samspill.foundation import clock
from samspill.insight.rules.figures import Asked, Given, Task, Waited, Year
from samspill.people.models import Person, Unit
from samspill.people.queries import Asker
from samspill.volunteering.models import COMES, Assignment, Attendance, Interest, Need, Offer, Request, Shift
from samspill.volunteering.queries.needs import places_taken, seen_units

FIRST_YEAR, LAST_YEAR = 2000, 2100
#: A shift and a person.
Key = tuple[uuid.UUID, uuid.UUID]


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
    """What happened in the year in the units the asker sees, up to this moment. Five queries, six with a sector.

    Who came, and for how long, is what was noted; where nothing was, those who were booked came as planned.

    Rows stay when people are forgotten, so the figures do too. Raises `NoSuchYear`.
    """
    if not FIRST_YEAR <= scope.year <= LAST_YEAR:
        raise NoSuchYear(scope.year)
    tasks = {row.pk: _task(row) for row in _shifts(asker, scope, at)}
    return Year(
        requests=[_asked(row) for row in _requests(asker, scope)],
        tasks=list(tasks.values()),
        given=list(_given(_assignments(asker, scope, at), _noted(asker, scope, at), tasks)),
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
        is_pair=need.form == Need.Form.PAIR,
    )


def _assignments(asker: Asker, scope: Scope, at: dt.datetime) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(COMES, _over(asker, scope, at, "shift__"))
    return rows.select_related("person").order_by("shift__starts_at", "shift__code", "seat")


def _noted(asker: Asker, scope: Scope, at: dt.datetime) -> dict[Key, list[Attendance]]:
    """What was noted of who came, by shift and person: of a pair, day by day."""
    noted: dict[Key, list[Attendance]] = {}
    rows = Attendance.objects.filter(_over(asker, scope, at, "shift__")).select_related("person")
    for row in rows.order_by("shift__starts_at", "happened_on", "person_id"):
        if row.shift_id:
            noted.setdefault((row.shift_id, row.person_id), []).append(row)
    return noted


def _given(
    booked: Iterable[Assignment], noted: dict[Key, list[Attendance]], tasks: Mapping[uuid.UUID, Task]
) -> Iterator[Given]:
    """Those who were booked and came, and then those who came all the same."""
    for row in booked:
        task, days = tasks[row.shift_id], noted.pop((row.shift_id, row.person_id), None)
        if days is None:
            yield _one_given(row.person, task, row.channel)
        else:
            yield from _days_given(days, task, row.channel)
    for (shift, _), days in noted.items():
        yield from _days_given(days, tasks[shift], days[0].channel)


def _days_given(days: Iterable[Attendance], task: Task, channel: str) -> Iterator[Given]:
    for day in days:
        if day.came:
            yield _one_given(day.person, task, channel, day.minutes or None)


def _one_given(person: Person, task: Task, channel: str, minutes: int | None = None) -> Given:
    is_told = person.erased_at is None and person.restricted_at is None
    return Given(task, person.merged_into_id or person.pk, person.name if is_told else "", channel, minutes)


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
