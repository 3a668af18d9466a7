"""What everybody may see: needs that are published and have places left. Never a recipient, never an address."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.volunteering.models import Assignment, Need, Shift


class NextShift(NamedTuple):
    """When it is; for a window, any time between the two; for a pair, from the first of them on."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_window: bool
    is_pair: bool = False


class OpenNeed(NamedTuple):
    """A need as the square shows it."""

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


def open_needs(*, at: dt.datetime, limit: int = 200) -> list[OpenNeed]:
    """Needs published, not called off, not past and with places left; the next first. One query."""
    rows = open_shifts(at=at)
    return [_shown(shift) for shift in rows[:limit]]


def open_need_for(asker: None, need_id: uuid.UUID | str, *, at: dt.datetime) -> OpenNeed:
    """The public gate: one need that is open to all. Raises `Need.DoesNotExist`."""
    for need in open_needs(at=at, limit=2000):
        if str(need.id) == str(need_id):
            return need
    raise Need.DoesNotExist(need_id)


def open_shifts(*, at: dt.datetime) -> QuerySet[Shift]:
    """The shifts of needs that are published, not called off, not past and with places left; the next first."""
    booked = (
        Assignment.objects.filter(shift=OuterRef("pk"), released_at__isnull=True)
        .order_by()
        .values("shift")
        .annotate(taken=Count("pk"))
        .values("taken")
    )
    return (
        Shift.objects.filter(
            Q(need__published_at__isnull=False, need__cancelled_at__isnull=True),
            cancelled_at__isnull=True,
            ends_at__gt=at,
        )
        .annotate(taken=Coalesce(Subquery(booked), 0))
        .filter(taken__lt=F("places"))
        .select_related("need__area", "need__unit")
        .order_by("starts_at", "code")
    )


def _shown(shift: Shift) -> OpenNeed:
    need = shift.need
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
        places_left=shift.places - shift.taken,  # type: ignore[attr-defined]
        shift=NextShift(
            shift.starts_at, shift.ends_at, need.form == Need.Form.WINDOW, need.form == Need.Form.PAIR
        ),
    )
