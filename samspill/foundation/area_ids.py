"""Where rooms keep ids of parts of town as text, in lists, filters and forms: no foreign key leads there.

A room tells of its columns from its `apps.py`, as it does of what is watched, so that one part of town can take over
from another without anybody knowing all rooms.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned

Column = tuple[type[Owned], str]
_told: list[Column] = []


def keeps_area_ids(*columns: Column) -> None:
    """These columns hold ids of parts of town as text; for a room's `apps.py`."""
    _told.extend(column for column in columns if column not in _told)


def columns_with_area_ids() -> list[Column]:
    """Every column that a room has told of."""
    return list(_told)


def tables_with_areas() -> Iterator[Column]:
    """Every table with a foreign key to a part of town, in any room, and that key's name."""
    for model in apps.get_models():
        if issubclass(model, Owned):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is Area:
                    yield model, field.name


def rows_of(table: type[Owned]) -> models.QuerySet[Any]:
    """All rows of a table, also those that its room does not show any more."""
    manager: Any = getattr(table, "with_merged", table.objects)
    return manager.all()


def rows_naming(area_id: uuid.UUID, table: type[Owned], column: str) -> models.QuerySet[Any]:
    """The rows of a table whose text names a part of town."""
    text = Cast(column, models.TextField())
    return rows_of(table).annotate(as_text=text).filter(as_text__contains=str(area_id))


def with_another(told: Any, area_id: uuid.UUID, heir_id: uuid.UUID) -> Any:
    """What a column tells, with the heir in the place of the other: in a list each once."""
    if isinstance(told, str):
        return told.replace(str(area_id), str(heir_id))
    if isinstance(told, dict):
        return {name: with_another(value, area_id, heir_id) for name, value in told.items()}
    if isinstance(told, list | tuple):
        changed = (with_another(value, area_id, heir_id) for value in told)
        return type(told)(_each_once(changed))
    return told


def _each_once(values: Iterator[Any]) -> list[Any]:
    kept: list[Any] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept
