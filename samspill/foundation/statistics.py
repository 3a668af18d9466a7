"""What the database knows of its own tables, brought up to date after much has come in at once."""

from __future__ import annotations

from django.db import connection


def refresh_statistics() -> None:
    """Let PostgreSQL count anew, so that the first questions after a large import are planned well.

    It does so by itself within a minute or so; SQLite plans by its indexes and needs none of it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
