"""What everybody may see: needs that are published and have places left. Never a recipient, never an address."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import DenseRank, RowNumber

from samspill.activities.queries.standing_areas import standing_area
from samspill.foundation.recurrence import ClosedPeriod, Pattern
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.queries.needs import places_taken
from samspill.volunteering.queries.rotas import school_holidays
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS
from samspill.volunteering.rules.square import LookedFor, read_looked_for

#: More open needs than this no town has had.
MOST = 2_000
EVERYTHING = LookedFor()


def looked_for_in(given: Mapping[str, str]) -> LookedFor:
    """What an address asks for; a part of town that another took over from is that other."""
    looked_for = read_looked_for(given)
    return looked_for._replace(area=standing_area(looked_for.area))


class NextShift(NamedTuple):
    """When it is; for a window, any time between the two; for a pair, from the first of them on."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_window: bool
    is_pair: bool = False


class OpenNeed(NamedTuple):
    """A need as the square shows it: with its next open time, and of a rota how many more are open.

    `pattern`: how it comes back; None where it does not, as for a rota of a single evening with roles.
    `code` is the short number of that time; `told_at` is when what stands here was last written or put up.
    """

    id: uuid.UUID
    title: str
    public_text: str
    kind: str
    area: str
    unit: str
    phone: str
    languages: tuple[str, ...]
    demands: tuple[str, ...]
    gender: str
    min_age: int | None
    places_left: int
    shift: NextShift
    code: int
    published_at: dt.datetime
    told_at: dt.datetime
    pattern: Pattern | None = None
    more_times: int = 0


class Choices(NamedTuple):
    """What one may narrow the list by: only what finds something."""

    kinds: list[str]
    areas: list[tuple[uuid.UUID, str]]
    units: list[tuple[uuid.UUID, str]]


def open_needs(*, at: dt.datetime, limit: int = 200, looked_for: LookedFor = EVERYTHING) -> list[OpenNeed]:
    """Needs published, not called off, not past and with places left; the next first. Two queries."""
    next_ones = (
        _fitting(open_shifts(at=at), looked_for)
        .annotate(
            turn=Window(RowNumber(), partition_by=F("need"), order_by=("starts_at", "code")),
            times=Window(DenseRank(), partition_by=F("need"), order_by=F("starts_at").desc()),
        )
        .filter(turn=1)
    )
    holidays = school_holidays()
    return [_shown(shift, holidays) for shift in next_ones[:limit]]


def open_need_for(asker: None, need_id: uuid.UUID | str, *, at: dt.datetime) -> OpenNeed:
    """The public gate: one need that is open to all. Raises `Need.DoesNotExist`."""
    for need in open_needs(at=at, limit=MOST):
        if str(need.id) == str(need_id):
            return need
    raise Need.DoesNotExist(need_id)


def newest_needs(*, at: dt.datetime, looked_for: LookedFor, limit: int = 50) -> list[OpenNeed]:
    """The open needs that fit, those put on the square last first. Two queries."""
    found = open_needs(at=at, limit=MOST, looked_for=looked_for)
    return sorted(found, key=lambda need: (need.published_at, need.id), reverse=True)[:limit]


def need_with_code(code: int) -> uuid.UUID | None:
    """The need that has a shift with this short number, whether it is open or not."""
    return Shift.objects.filter(code=code).values_list("need_id", flat=True).first()


def choices(*, at: dt.datetime) -> Choices:
    """The kinds, parts of town and units of the needs that are open. One query."""
    rows = open_shifts(at=at).order_by().distinct()
    facts = list(
        rows.values_list("need__kind", "need__area", "need__area__name", "need__unit", "need__unit__name")
    )
    return Choices(
        [kind for kind in (*KINDS, *PAIR_KINDS) if kind in {row[0] for row in facts}],
        sorted({(row[1], row[2]) for row in facts if row[1]}, key=lambda pair: pair[1].casefold()),
        sorted({(row[3], row[4]) for row in facts}, key=lambda pair: pair[1].casefold()),
    )


def open_shifts(*, at: dt.datetime) -> QuerySet[Any]:
    """The shifts of needs that are published, not called off, not past and with places left; the next first."""
    rows = Shift.objects.filter(
        Q(need__published_at__isnull=False, need__cancelled_at__isnull=True),
        cancelled_at__isnull=True,
        ends_at__gt=at,
    )
    left = rows.annotate(taken=places_taken()).filter(taken__lt=F("places"))
    return left.select_related("need__area", "need__unit", "role").order_by("starts_at", "code")


def _fitting(rows: QuerySet[Any], looked_for: LookedFor) -> QuerySet[Any]:
    wanted = {"need__kind": looked_for.kind, "need__area": looked_for.area, "need__unit": looked_for.unit}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _shown(shift: Any, holidays: list[ClosedPeriod]) -> OpenNeed:
    need = shift.need
    pattern = rotas.read(need.pattern, holidays) if need.form == Need.Form.ROTA else None
    return OpenNeed(
        id=need.pk,
        title=need.title,
        public_text=need.public_text,
        kind=need.kind,
        area=need.area.name if need.area else "",
        unit=need.unit.name,
        phone=need.unit.phone,
        languages=tuple(need.languages),
        demands=tuple(need.demands),
        gender=need.gender,
        min_age=need.min_age,
        places_left=shift.places - shift.taken,
        shift=NextShift(
            shift.starts_at, shift.ends_at, need.form == Need.Form.WINDOW, need.form == Need.Form.PAIR
        ),
        code=shift.code,
        published_at=need.published_at,
        told_at=max(need.published_at, need.changed_at or need.published_at),
        pattern=pattern if pattern and pattern.kind != "once" else None,
        more_times=shift.times - 1 if pattern else 0,
    )
