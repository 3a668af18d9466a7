"""Rows of many tables in one question to the database, and the rows they point at.

«Everything about a person» reads every table there is, and most hold nothing about her. One statement for all of them
costs the database no more, and the way there and back once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONArray

from samspill.foundation.tenancy import Owned

#: SQLite joins at most five hundred questions in one, and takes some thirty thousand values with them.
MOST_QUESTIONS, MOST_KEYS = 200, 5000


def fetched_together(questions: Sequence[QuerySet[Any]]) -> list[Owned]:
    """The rows of all these questions, in their order and the rows of each by key: one statement for them all.

    Bytes, such as a picture or a file, are not fetched with them; they are when somebody asks for them.
    """
    rows: list[Owned] = []
    for start in range(0, len(questions), MOST_QUESTIONS):
        rows += _fetched(questions[start : start + MOST_QUESTIONS])
    return rows


def with_what_they_point_at(rows: Sequence[Owned], *, known: Iterable[Owned] = ()) -> list[Owned]:
    """Fetch the rows that these point at and hang them on, so that reading `row.shift` asks nothing; those fetched.

    What is among the rows themselves or in `known` is hung on as it is. At most one statement for some thousands.
    """
    there = {(type(row), row.pk): row for row in (*known, *rows)}
    missing: dict[type[Owned], set[Any]] = defaultdict(set)
    for key, target in _pointers(rows):
        if (target, key) not in there:
            missing[target].add(key)
    fetched = fetched_together(
        [some for target, keys in missing.items() for some in of_keys(target, "pk", sorted(keys, key=str))]
    )
    hang_together([*rows, *known, *fetched], among=rows)
    return fetched


def hang_together(rows: Sequence[Owned], *, among: Sequence[Owned] | None = None) -> None:
    """Hang on those of `among` (all of them without it) the rows of these that they point at."""
    there: dict[tuple[Any, Any], Owned] = {(type(row), row.pk): row for row in rows}
    for row in rows if among is None else among:
        for field in _keys_of(type(row)):
            target = there.get((field.related_model, getattr(row, field.attname)))
            if target is not None:
                field.set_cached_value(row, target)


def of_keys(model: type[Owned], field: str, keys: Sequence[Any]) -> list[QuerySet[Any]]:
    """The rows whose field is one of these keys, as questions that are each short enough for the database."""
    return [
        model.objects.filter(**{f"{field}__in": keys[start : start + MOST_KEYS]})
        for start in range(0, len(keys), MOST_KEYS)
    ]


def _pointers(rows: Iterable[Owned]) -> Iterator[tuple[Any, Any]]:
    """The keys that stand in these rows, each with the table it points into."""
    for row in rows:
        for field in _keys_of(type(row)):
            if (key := getattr(row, field.attname)) is not None:
                yield key, field.related_model


def _keys_of(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Its foreign keys to rows of a municipality."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Owned)
    ]


def _fetched(questions: Sequence[QuerySet[Any]]) -> list[Owned]:
    if not questions:
        return []
    parts = [_as_text(question, number) for number, question in enumerate(questions)]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    rows = [(number, _row(questions[number].model, json.loads(kept))) for number, kept in found]
    return [row for _, row in sorted(rows, key=lambda one: (one[0], str(one[1].pk)))]


def _as_text(question: QuerySet[Any], number: int) -> QuerySet[Any, tuple[int, str]]:
    """Each row as one text: the columns of different tables do not stand under each other."""
    columns = [field.attname for field in _read_fields(question.model)]
    return question.order_by().values_list(Value(number), Cast(JSONArray(*columns), TextField()))


def _read_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]


def _row(model: type[Owned], values: list[Any]) -> Owned:
    fields = _read_fields(model)
    read = [_value(field, value) for field, value in zip(fields, values, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def _value(field: Any, kept: Any) -> Any:
    if kept is None:
        return field.from_db_value(None, None, connection) if hasattr(field, "from_db_value") else None
    if isinstance(field, models.JSONField):
        return json.loads(kept) if connection.vendor == "sqlite" else kept
    value = field.to_python(kept)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)  # SQLite keeps moments without a zone, in UTC.
    return value
