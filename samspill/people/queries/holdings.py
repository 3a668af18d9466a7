"""All rows that are about one person, found by walking the foreign keys of every table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.people.models import Person


def rows_about(person: Person) -> Iterator[Owned]:
    """The person's own rows in every room, she herself first, and the rows that hang on those.

    A row that names a person of its own is that person's: another volunteer's offer hangs on the same need, and stays
    out. No personal field escapes by being in a new table.
    """
    seen: set[tuple[str, Any]] = set()
    waiting: list[Owned] = [person]
    while waiting:
        row = waiting.pop(0)
        if (row._meta.label, row.pk) in seen:
            continue
        seen.add((row._meta.label, row.pk))
        yield row
        waiting.extend(_own_rows(person) if row == person else _hanging_on(row))


def tables_with_persons() -> Iterator[tuple[type[Owned], str]]:
    """Every table with a foreign key to a person, and that key's name."""
    for model in _owned_tables():
        for field in _keys_to(model, Person):
            yield model, field.name


def tables_about_persons() -> list[type[Owned]]:
    """Every table that `rows_about` may find rows in: those with a key to a person, and those that hang on these."""
    found: list[type[Owned]] = [Person]
    for model in found:
        for other in _owned_tables():
            hangs = not _keys_to(other, Person) and _keys_to(other, model)
            if other not in found and (_keys_to(other, Person) if model is Person else hangs):
                found.append(other)
    return found


def _own_rows(person: Person) -> Iterator[Owned]:
    for model, key in tables_with_persons():
        if model is not Person:
            yield from model.objects.filter(**{key: person})


def _hanging_on(row: Owned) -> Iterator[Owned]:
    for model in _owned_tables():
        if _keys_to(model, Person):
            continue
        for field in _keys_to(model, type(row)):
            yield from model.objects.filter(**{field.name: row})


def _owned_tables() -> list[type[Owned]]:
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def _keys_to(model: type[models.Model], target: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target
    ]
