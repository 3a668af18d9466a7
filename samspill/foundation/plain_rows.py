"""Rows by the thousand, as the database's driver gives them.

To turn their columns into Python by the framework's own converters takes longer than all else together. Who asks turns
what she needs with the functions here, which remember much of it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: SQL and its parameters; None where nothing can fit.
Question = tuple[str, tuple[Any, ...]] | None


def question_of(rows: QuerySet[Any, Any]) -> Question:
    """The question that these rows, as `values_list` narrows them, answer."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:  # Nothing can fit, so there is nothing to ask.
        return None


def plain_rows(question: Question) -> list[tuple[Any, ...]]:
    """Its rows, their columns in the order they were named. One select."""
    if question is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return cursor.fetchall()


@lru_cache(maxsize=4096)
def key(kept: str | uuid.UUID) -> uuid.UUID:
    """SQLite keeps ids as text."""
    return kept if isinstance(kept, uuid.UUID) else uuid.UUID(kept)


@lru_cache(maxsize=1024)
def codes(kept: str) -> tuple[str, ...]:
    """What a `CodesField` holds."""
    return tuple(kept.split())


@lru_cache(maxsize=4096)
def moment(kept: dt.datetime) -> dt.datetime:
    """A moment in UTC: SQLite keeps it so without saying it, PostgreSQL tells its zone."""
    return kept.replace(tzinfo=dt.UTC) if kept.tzinfo is None else kept.astimezone(dt.UTC)
