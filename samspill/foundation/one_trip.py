"""Statements that go to the database together, where each by itself would wait for the answer to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def in_one_trip() -> Iterator[None]:
    """Send what is written here to the database without waiting for an answer to each: what a crowd waits for is short.

    The statements are carried out in their order, each seeing what those before it did, and all answers are there at
    the end of the block. A question whose answer is read in it waits for everything before it, as it would have done.
    What the database refuses is raised at the end of the block at the latest, as the same error (decision 0048).

    On PostgreSQL its pipeline mode, where its library is of version 14 or later; SQLite is in this process, so that
    there is no way to go.
    """
    if not _has_pipelines():
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def _has_pipelines() -> bool:
    if connection.vendor != "postgresql":
        return False
    from psycopg import Pipeline

    return Pipeline.is_supported()
