"""The guard of what is lent in pieces: never more of a thing at any moment than there is, whoever writes (0045).

Loans begin and end on whole quarters, so their moments stand alike in SQLite and can be compared as text. What is out
is most where some loan begins, so those moments are looked at and no others. A migration that makes SQLite build the
table anew drops its triggers; it must hold the guard once more, the last of those here.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "more is lent than there is"
_COLUMNS = ("refused_at", "given_back_at", "cancelled_at", "brought_back_at", "returned_at")


def hold_enough(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard there; for the first migration."""
    _put(editor, _holds_more("NEW.thing_id <> OLD.thing_id"))


def hold_enough_but_let_go_back(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard there; what was lent instead of another may go back to that, which was promised before (0049)."""
    other = (
        "NEW.thing_id <> OLD.thing_id AND (OLD.instead_of_id IS NULL OR NEW.thing_id <> OLD.instead_of_id)"
    )
    _put(editor, _holds_more(f"({other})"))


def let_go_of_enough(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    on_table = "" if editor.connection.vendor == "sqlite" else " ON venues_loan"
    for name in ("loan_fits_when_made", "loan_fits_when_changed"):
        editor.execute(f"DROP TRIGGER {name}{on_table}", params=None)
    if editor.connection.vendor != "sqlite":
        editor.execute("DROP FUNCTION loan_fits()", params=None)


def _put(editor: BaseDatabaseSchemaEditor, holds_more: str) -> None:
    make = _on_sqlite if editor.connection.vendor == "sqlite" else _on_postgresql
    for statement in make(holds_more):
        editor.execute(statement, params=None)


def _live(row: str) -> str:
    return "(" + " AND ".join(f"{row}.{column} IS NULL" for column in _COLUMNS) + ")"


def _holds_more(other_thing: str) -> str:
    """Something that holds more is written: more pieces, a longer time, another thing, or live once more.

    What holds less is never refused: where pieces are gone, that is how those who borrow make room for each other.
    """
    more = (
        "NEW.pieces > OLD.pieces",
        "NEW.starts_at < OLD.starts_at",
        "NEW.ends_at > OLD.ends_at",
        other_thing,
        f"NOT {_live('OLD')}",
    )
    return f"{_live('NEW')} AND ({' OR '.join(more)})"


_MOMENTS = f"""
    FROM venues_loan AS edge
    WHERE edge.thing_id = NEW.thing_id AND {_live("edge")}
    AND edge.starts_at >= NEW.starts_at AND edge.starts_at < NEW.ends_at
    AND (SELECT SUM(held.pieces) FROM venues_loan AS held
         WHERE held.thing_id = NEW.thing_id AND {_live("held")}
         AND held.starts_at <= edge.starts_at AND held.ends_at > edge.starts_at)
        > (SELECT pieces FROM venues_thing WHERE id = NEW.thing_id)
"""


def _on_sqlite(holds_more: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}') {_MOMENTS}; END"
    return (
        f"CREATE TRIGGER loan_fits_when_made AFTER INSERT ON venues_loan WHEN {_live('NEW')} {refuse}",
        f"CREATE TRIGGER loan_fits_when_changed AFTER UPDATE ON venues_loan WHEN {holds_more} {refuse}",
    )


def _on_postgresql(holds_more: str) -> tuple[str, ...]:
    """The thing's row is locked first, so that two who write at the same time see each other's loan."""
    each = "FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION loan_fits()"
    return (
        f"""CREATE FUNCTION loan_fits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM 1 FROM venues_thing WHERE id = NEW.thing_id FOR NO KEY UPDATE;
            IF EXISTS (SELECT 1 {_MOMENTS}) THEN
                RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$""",
        f"CREATE TRIGGER loan_fits_when_made AFTER INSERT ON venues_loan {each.format(when=_live('NEW'))}",
        "CREATE TRIGGER loan_fits_when_changed AFTER UPDATE ON venues_loan " + each.format(when=holds_more),
    )
