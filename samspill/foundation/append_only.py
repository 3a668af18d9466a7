"""Rows, or columns of them, that are written once: the database refuses to change them, whoever asks.

A migration that makes SQLite build a table anew drops its triggers; it must hold the guards of the table once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "foundation_auditentry"
REFUSAL = "a line of the trail is never changed"


def hold(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the trigger there; for a migration."""
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement, params=None)


def let_go(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    on_table = "" if editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    editor.execute(f"DROP TRIGGER trail_is_append_only{on_table}", params=None)


_SQLITE = (
    f"CREATE TRIGGER trail_is_append_only BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION refuse_to_change_the_trail() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER trail_is_append_only BEFORE UPDATE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_trail()",
)


@dataclass(frozen=True)
class Guard:
    """Columns of a table that stand as they were written, once `once` holds of the row (SQL over OLD).

    `name` is the trigger's; `may_become_empty` are columns that may be blanked, and nothing else: erasure needs it.
    """

    name: str
    table: str
    columns: Sequence[str]
    refusal: str
    once: str = "1 = 1"
    may_become_empty: Sequence[str] = ()

    def hold(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Put the trigger there; for a migration."""
        is_sqlite = editor.connection.vendor == "sqlite"
        for statement in self._on_sqlite() if is_sqlite else self._on_postgresql():
            editor.execute(statement, params=None)

    def let_go(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Take it away again."""
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER {self.name}", params=None)
            return
        editor.execute(f"DROP TRIGGER {self.name} ON {self.table}", params=None)
        editor.execute(f"DROP FUNCTION {self.name}()", params=None)

    def _on_sqlite(self) -> Iterator[str]:
        yield (
            f"CREATE TRIGGER {self.name} BEFORE UPDATE ON {self.table} WHEN {self._broken('IS NOT')} "
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        )

    def _on_postgresql(self) -> Iterator[str]:
        yield (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield (
            f"CREATE TRIGGER {self.name} BEFORE UPDATE ON {self.table} FOR EACH ROW "
            f"WHEN ({self._broken('IS DISTINCT FROM')}) EXECUTE FUNCTION {self.name}()"
        )

    def _broken(self, differs: str) -> str:
        changed = [f"OLD.{column} {differs} NEW.{column}" for column in self.columns]
        changed += [
            f"(OLD.{column} {differs} NEW.{column} AND NEW.{column} <> '')"
            for column in self.may_become_empty
        ]
        return f"({self.once}) AND ({' OR '.join(changed)})"
