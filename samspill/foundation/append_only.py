"""A table whose rows are written once: the database refuses to change one, whoever asks."""

from __future__ import annotations

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
