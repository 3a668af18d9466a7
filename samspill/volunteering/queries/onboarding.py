"""Who holds what: the matrix of volunteers and what they must have, and what waits for somebody."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samspill.activities.models import Occurrence
from samspill.activities.queries.sign_ups import without_attendance
from samspill.commitments.models import SigningRequest
from samspill.commitments.queries import must_sign_anew, waiting_since
from samspill.people.queries import Asker, find_persons, persons_for
from samspill.volunteering.models import Qualification, Volunteer
from samspill.volunteering.rules.codes import QUALIFICATIONS, STAFF_COURSE
from samspill.volunteering.rules.onboarding import EARLY_DAYS, LATE_DAYS, STATES, State, state_of

#: A signature that has not come within so long is asked for once more, or by phone.
SIGNATURE_WAITS = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the matrix is narrowed by; empty means any. `state` is one of `rules.onboarding.STATES` or "anew"."""

    words: str = ""
    kind: str = ""
    state: str = ""
    unit: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How it stands with one thing for one volunteer."""

    kind: str
    state: State
    held_from_on: dt.date | None = None
    valid_until_on: dt.date | None = None


@dataclass(frozen=True)
class Row:
    """A volunteer and what she holds, in the order of `rules.codes.QUALIFICATIONS`."""

    volunteer: Volunteer
    cells: list[Cell]


def volunteers_for(asker: Asker) -> QuerySet[Volunteer]:
    """The volunteers the asker may ask things of, by name; nobody for those who care for no unit."""
    rows = Volunteer.objects.filter(left_at__isnull=True)
    if not asker.caring_unit_ids:
        return rows.none()
    persons = persons_for(asker).values("pk")
    return (
        rows.filter(person__in=persons).select_related("person", "unit").order_by("person__search_name", "pk")
    )


def matrix(asker: Asker, wanted: Wanted, *, on: dt.date) -> QuerySet[Volunteer]:
    """The volunteers that fit, by name, for a list in pages; `with_cells` tells what they hold."""
    rows = volunteers_for(asker)
    if wanted.words:
        rows = rows.filter(person__in=find_persons(asker, wanted.words).order_by().values("pk"))
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.kind in QUALIFICATIONS and wanted.state:
        rows = rows.filter(_in_state(wanted.kind, wanted.state, on))
    return rows


def with_cells(volunteers: Iterable[Volunteer], *, on: dt.date) -> list[Row]:
    """What each of these holds. One query."""
    rows = list(volunteers)
    held: dict[uuid.UUID, dict[str, Qualification]] = {}
    for one in Qualification.objects.filter(volunteer__in=rows, withdrawn_at__isnull=True):
        held.setdefault(one.volunteer_id, {})[one.kind] = one
    return [
        Row(row, [_cell(kind, held.get(row.pk, {}).get(kind), on) for kind in QUALIFICATIONS]) for row in rows
    ]


def how_many(asker: Asker, *, on: dt.date) -> dict[str, dict[str, int]]:
    """How many of the asker's volunteers are in each state, for each kind. Two queries."""
    volunteers = volunteers_for(asker).order_by()
    total = volunteers.count()
    soon = on + dt.timedelta(days=EARLY_DAYS)
    until = "valid_until_on"
    held = Qualification.objects.filter(volunteer__in=volunteers.values("pk"), withdrawn_at__isnull=True)
    counted = held.values("kind").annotate(
        ran_out=Count("pk", filter=Q(**{f"{until}__lt": on})),
        soon=Count("pk", filter=Q(**{f"{until}__gte": on, f"{until}__lte": soon})),
        holds=Count("pk", filter=Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": soon})),
    )
    found = {row["kind"]: row for row in counted}
    return {kind: _counts(found.get(kind, {}), total) for kind in QUALIFICATIONS}


def volunteers_among(asker: Asker, person_ids: Collection[uuid.UUID]) -> list[Volunteer]:
    """The gate for many: those of these persons who are volunteers the asker may ask, by name."""
    return list(volunteers_for(asker).filter(person__in=person_ids))


def running_out(asker: Asker, *, on: dt.date) -> QuerySet[Qualification]:
    """Qualifications that run out within two weeks of this day, the first to run out first: call, or remind."""
    return Qualification.objects.filter(
        volunteer__in=volunteers_for(asker).order_by().values("pk"),
        withdrawn_at__isnull=True,
        valid_until_on__gte=on,
        valid_until_on__lte=on + dt.timedelta(days=LATE_DAYS),
    ).order_by("valid_until_on", "pk")


def unsigned(asker: Asker, *, at: dt.datetime) -> QuerySet[SigningRequest]:
    """Signatures asked for two weeks ago that have not come: ask again, or read the text to her on the phone."""
    volunteers = volunteers_for(asker).order_by().values("person")
    return waiting_since(at - SIGNATURE_WAITS).filter(person__in=volunteers)


def courses_without_attendance(asker: Asker, *, at: dt.datetime) -> QuerySet[Occurrence]:
    """Courses that are over where nobody noted who came, so that nobody's wall has opened."""
    rows = without_attendance("course", STAFF_COURSE, at=at)
    return rows if asker.caring_unit_ids else rows.none()


def _cell(kind: str, held: Qualification | None, on: dt.date) -> Cell:
    if held is None:
        return Cell(kind, "lacks")
    return Cell(kind, state_of(True, held.valid_until_on, on=on), held.held_from_on, held.valid_until_on)


def _counts(row: Mapping[str, Any], total: int) -> dict[str, int]:
    counts: dict[str, int] = {state: row.get(state, 0) for state in STATES}
    return counts | {"lacks": total - sum(row.get(state, 0) for state in ("ran_out", "soon", "holds"))}


def _in_state(kind: str, state: str, on: dt.date) -> Q:
    held = Qualification.objects.filter(volunteer=OuterRef("pk"), kind=kind, withdrawn_at__isnull=True)
    soon = on + dt.timedelta(days=EARLY_DAYS)
    if state == "anew":
        return Q(person__in=must_sign_anew(kind).values("pk"))
    if state == "missing":
        return ~Q(Exists(held.filter(Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=on))))
    return {
        "lacks": ~Q(Exists(held)),
        "ran_out": Q(Exists(held.filter(valid_until_on__lt=on))),
        "soon": Q(Exists(held.filter(valid_until_on__gte=on, valid_until_on__lte=soon))),
        "holds": Q(Exists(held.filter(Q(valid_until_on__isnull=True) | Q(valid_until_on__gt=soon)))),
    }.get(state, Q())
