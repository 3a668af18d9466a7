"""What the tables show: whose rows they are, which way they point, and how what is personal is erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models

from tests.house import drawing

Table = type[models.Model]


def every_table_has_an_owner(tables: Iterable[Table]) -> Iterator[str]:
    """Each row belongs to a municipality, but for the few tables that are listed."""
    for table in tables:
        label = table._meta.label
        if label not in drawing.OWNED_BY_NONE and not _belongs_to_a_municipality(table):
            yield f"{label} belongs to no municipality"


def _belongs_to_a_municipality(table: Table) -> bool:
    field = next((one for one in table._meta.fields if one.name == "municipality"), None)
    return (
        isinstance(field, models.ForeignKey)
        and not field.null
        and _target(field) == "foundation.Municipality"
    )


def exceptions_are_real(tables: Iterable[Table], listed: Iterable[str]) -> Iterator[str]:
    """A table, or a column of one, that is listed as an exception exists."""
    known = {label for table in tables for label in _labels(table)}
    for label in listed:
        if label not in known:
            yield f"{label} is listed as an exception and does not exist"


def _labels(table: Table) -> set[str]:
    return {table._meta.label, *(f"{table._meta.label}.{field.name}" for field in table._meta.fields)}


def keys_point_down(tables: Iterable[Table]) -> Iterator[str]:
    """A foreign key leads to the same room or one below, never up and never to a sibling."""
    for table in tables:
        for field in [*table._meta.fields, *table._meta.many_to_many]:
            if field.remote_field and (other := _other_room(table, field)) is not None:
                yield f"{table._meta.label}.{field.name} looks up or sideways at {other}"


def _other_room(table: Table, field: models.Field) -> str | None:
    own, other = table._meta.app_label, _target(field).split(".")[0]
    heights = drawing.HEIGHT
    if other == own or other not in heights:
        return None
    return other if heights[other] >= heights[own] else None


def _target(field: models.Field) -> str:
    target = field.remote_field.model
    return target if isinstance(target, str) else target._meta.label


def what_is_personal_can_be_erased(tables: Iterable[Table]) -> Iterator[str]:
    """Each column that tells of a person has a rule in its table's `erasure`, and no rule is for nothing."""
    for table in tables:
        label, rules = table._meta.label, getattr(table, "erasure", {})
        columns = {field.name: field for field in table._meta.fields}
        for name, rule in rules.items():
            if name not in columns:
                yield f"{label} has an erasure rule for {name}, which is no column"
            if not rule.startswith(drawing.WAYS_TO_ERASE):
                yield f"{label}.{name} is erased by «{rule}», which is no way to erase"
        for name, field in columns.items():
            if _is_personal(field) and name not in rules and not _is_excepted(label, name):
                yield f"{label}.{name} tells of a person and has no erasure rule"


def _is_excepted(label: str, column: str) -> bool:
    return not {label, f"{label}.{column}"}.isdisjoint(drawing.TELLS_OF_NO_PERSON)


def _is_personal(field: models.Field) -> bool:
    named = field.name in drawing.PERSONAL_NAMES or field.name.endswith(drawing.PERSONAL_ENDINGS)
    return (named and not field.is_relation) or isinstance(field, models.EmailField)


TABLE_CHECKS = (every_table_has_an_owner, keys_point_down, what_is_personal_can_be_erased)
