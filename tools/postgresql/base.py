"""Django's own backend for PostgreSQL, which empties only the tables that hold something.

Django empties with TRUNCATE, which makes new files for every table and its indexes: a second and more for the two
hundred of ours, after each test that commits. A test leaves a few rows in a few tables, and those are deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base, operations

#: Deleting rows is noted here by triggers, so it is emptied when all others are.
NOTED_LAST = "foundation_changenote"


class DatabaseOperations(operations.DatabaseOperations):
    """As Django's, but for how tables are emptied."""

    def sql_flush(
        self, style: Any, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        """Statements that empty `tables`, in one transaction. Our rows have drawn keys: no sequence is reset.

        All foreign keys are checked at its end, so that the order of the tables is of no account.
        """
        holding = [table for table in self._holding_rows(tables) if table != NOTED_LAST]
        return [f"DELETE FROM {self.quote_name(table)};" for table in (*holding, NOTED_LAST)]

    def _holding_rows(self, tables: Sequence[str]) -> list[str]:
        if not tables:
            return []
        asked = (
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {self.quote_name(table)})" for table in tables
        )
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return [table for (table,) in cursor.fetchall()]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that empties so."""

    ops_class = DatabaseOperations
