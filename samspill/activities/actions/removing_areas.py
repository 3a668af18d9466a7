"""A part of town is removed, and another takes over what belonged to it: so two become one. It can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from samspill.activities.actions.areas import AreaKnown, activities_around
from samspill.activities.actions.indexing import index_activities
from samspill.activities.models import AreaRemoval
from samspill.activities.queries.areas import what_belongs_to
from samspill.foundation.actions import note
from samspill.foundation.area_ids import (
    columns_with_area_ids,
    rows_naming,
    rows_of,
    tables_with_areas,
    with_another,
)
from samspill.foundation.models import Area
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember


class AreaInUse(ValueError):
    """Something belongs to it, and nobody has said which other part of town takes over."""


class AreaReasonMissing(ValueError):
    """Nobody wrote why."""


class AreaGone(ValueError):
    """It, or the one that was to take over, is not here any more; or they are the same."""


class RemovalStands(ValueError):
    """It is undone already, or what was moved is not remembered any more."""


@transaction.atomic
def remove_area(
    area: Area, heir: Area | None, *, reason: str, by: StaffMember, at: dt.datetime
) -> AreaRemoval:
    """Remove a part of town; `heir` takes over all that belongs to it, in every room, and its old addresses lead there.

    Raises `AreaInUse` where there is no heir and something belongs to it, `AreaReasonMissing`, `HoldsNationalId` and
    `AreaGone`.
    """
    reason = " ".join(reason.split())[:300]
    refuse_national_ids(reason=reason)
    if not reason:
        raise AreaReasonMissing
    area, heir = _locked(area, heir)
    if heir is None and what_belongs_to(area):
        raise AreaInUse(area)
    moved = _move_rows(area, heir) + _rename_in_text(area, heir) if heir else []
    removal = AreaRemoval.objects.create(
        area_id=area.pk, name=area.name, latitude=area.latitude, longitude=area.longitude, heir=heir,
        reason=reason, removed_at=at, removed_by=by, moved=moved,
    )  # fmt: skip
    told = {"reason": reason, "name": area.name, "heir": str(heir.pk) if heir else ""}
    note("remove_area", area, by=by, channel="web", at=at, **told)
    area.delete()
    if heir is not None:
        index_activities(activities_around(heir))
    return removal


@transaction.atomic
def bring_back_area(removal: AreaRemoval, *, by: StaffMember, at: dt.datetime) -> Area:
    """Take a removal back: the part of town is there as it was, and what was moved belongs to it again, unless somebody
    has moved it on since. What has come to the heir since then stays there.

    Raises `RemovalStands`, and `AreaKnown` where another has its name now.
    """
    removal = AreaRemoval.objects.select_for_update(of=("self",)).get(pk=removal.pk)
    if removal.undone_at is not None or removal.moved is None:
        raise RemovalStands
    area = _there_again(removal)
    for one in reversed(removal.moved):
        _move_back(one, area, removal.heir_id)
    removal.undone_at, removal.undone_by = at, by
    removal.save(update_fields=["undone_at", "undone_by"])
    index_activities(activities_around(area))
    note("bring_back_area", area, by=by, channel="web", at=at)
    return area


def _locked(area: Area, heir: Area | None) -> tuple[Area, Area | None]:
    """Both as they are now, locked in one order whichever is to go."""
    keys = {area.pk, heir.pk} if heir else {area.pk}
    rows = {row.pk: row for row in Area.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(rows) != (2 if heir else 1):
        raise AreaGone
    return rows[area.pk], rows[heir.pk] if heir else None


def _move_rows(area: Area, heir: Area) -> list[dict[str, Any]]:
    moved = []
    for table, key in tables_with_areas():
        rows = rows_of(table).filter(**{key: area})
        if ids := [str(pk) for pk in rows.values_list("pk", flat=True)]:
            rows.update(**{key: heir})
            moved.append({"table": table._meta.label_lower, "column": key, "rows": ids})
    return moved


def _rename_in_text(area: Area, heir: Area) -> list[dict[str, Any]]:
    moved = []
    for table, column in columns_with_area_ids():
        for row in rows_naming(area.pk, table, column).order_by("pk"):
            before = getattr(row, column)
            after = with_another(before, area.pk, heir.pk)
            setattr(row, column, after)
            row.save(update_fields=[column])
            told = {"table": table._meta.label_lower, "column": column, "row": str(row.pk)}
            moved.append(told | {"before": _plain(before), "after": _plain(after)})
    return moved


def _there_again(removal: AreaRemoval) -> Area:
    area = Area(pk=removal.area_id, name=removal.name, latitude=removal.latitude, longitude=removal.longitude)
    try:
        with transaction.atomic():
            area.save(force_insert=True)
    except IntegrityError as error:
        raise AreaKnown(removal.name) from error
    return area


def _move_back(one: dict[str, Any], area: Area, heir_id: uuid.UUID | None) -> None:
    table: Any = apps.get_model(one["table"])
    if "rows" in one:
        rows = rows_of(table).filter(pk__in=one["rows"], **{one["column"]: heir_id})
        rows.update(**{one["column"]: area})
        return
    row = rows_of(table).filter(pk=one["row"]).first()
    if row is not None and _plain(getattr(row, one["column"])) == one["after"]:
        setattr(row, one["column"], one["before"])
        row.save(update_fields=[one["column"]])


def _plain(told: Any) -> Any:
    """As JSON holds it."""
    return list(told) if isinstance(told, tuple) else told
