"""All rows that are about one person, found by walking the foreign keys of every table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from samspill.foundation.tenancy import Owned
from samspill.foundation.together import fetched_together, hang_together, of_keys
from samspill.people.models import Person


def rows_about(person: Person) -> list[Owned]:
    """The person's own rows in every room, she herself first, and the rows that hang on those.

    A row that names a person of its own is that person's: another volunteer's offer hangs on the same need, and stays
    out. No personal field escapes by being in a new table. One query for each step away from her, however many rows:
    about five. A row that points at another of them has it at hand.
    """
    found: dict[tuple[type[Owned], Any], Owned] = {(Person, person.pk): person}
    step = _new(found, fetched_together(list(_own_questions(person))))
    while step:
        step = _new(found, fetched_together(list(_questions_hanging_on(step))))
    rows = list(found.values())
    hang_together(rows)
    return rows


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


def _own_questions(person: Person) -> Iterator[QuerySet[Any]]:
    for model, key in tables_with_persons():
        if model is not Person:
            yield model.objects.filter(**{key: person})


def _questions_hanging_on(rows: list[Owned]) -> Iterator[QuerySet[Any]]:
    keys: dict[type[Owned], list[Any]] = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    for model in _owned_tables():
        if _keys_to(model, Person):
            continue
        for parent in keys:
            for field in _keys_to(model, parent):
                yield from of_keys(model, field.name, keys[parent])


def _new(found: dict[tuple[type[Owned], Any], Owned], rows: list[Owned]) -> list[Owned]:
    """Those of the rows that were not found before, each once; they are found now."""
    new = {(type(row), row.pk): row for row in rows if (type(row), row.pk) not in found}
    found.update(new)
    return list(new.values())


def _owned_tables() -> list[type[Owned]]:
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def _keys_to(model: type[models.Model], target: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target
    ]
