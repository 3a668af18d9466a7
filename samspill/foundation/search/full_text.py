"""Where the two databases differ: the index over the words of `SearchDocument`, and asking it.

SQLite keeps an FTS5 table beside the documents, written by triggers; its `ascii` tokenizer parts words at spaces and
lets every other letter of the world be. PostgreSQL keeps the words as they are, ready to be asked, in its own columns
with a GIN index: by `array_to_tsvector` and not `to_tsvector('simple', …)`, whose own idea of what a word is would make
the two disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, F, Func, Value

from samspill.foundation.search.questions import Term

TABLE = "foundation_searchdocument"
INDEX = "foundation_search_index"


def holding(terms: Iterable[Term], *, in_title: bool = False) -> Func:
    """The condition that a `SearchDocument` holds all the terms, in its title or anywhere."""
    return _Holds(terms, "title_words" if in_title else "words")


class _Holds(Func):
    output_field = BooleanField()
    conditional = True

    def __init__(self, terms: Iterable[Term], column: str) -> None:
        self.column = column
        self.terms = tuple(terms)
        super().__init__(F("id"), F(column), Value(""))

    def deconstruct(self) -> Any:  # pragma: no cover - never part of a migration
        raise NotImplementedError

    def as_sqlite(
        self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        key, params = compiler.compile(self.source_expressions[0])
        asked = " AND ".join(_either(" OR ", " AND ", term, '"') for term in self.terms)
        sql = f"{key} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"
        return sql, (*params, f"{{{self.column}}} : ({asked})")

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        words, params = compiler.compile(self.source_expressions[1])
        asked = " & ".join(_either(" | ", " & ", term, "'") for term in self.terms)
        return f"{_ready(words)} @@ %s::tsquery", (*params, asked)


def _ready(column: str) -> str:
    """The column that holds the same words ready to be asked: `"words"` has `"words_ready"` beside it."""
    return column.removesuffix('"') + '_ready"'


def _either(either: str, both: str, term: Term, quote: str) -> str:
    """One term in a database's own language. Index words hold letters and digits only, so quoting is all it takes."""
    ways = (both.join(f"{quote}{word}{quote}" for word in way) for way in term.ways)
    return "(" + either.join(f"({way})" for way in ways) + ")"


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration that makes the table: its index over words."""
    statements = _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For undoing that migration."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE IF EXISTS {INDEX}")
    else:
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def make_ready(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration that lets PostgreSQL keep the words ready: to make them anew for each row it looks at took
    longer than all the rest of a search, whenever it chose to do without the index.
    """
    if schema_editor.connection.vendor == "postgresql":
        for statement in _READY:
            schema_editor.execute(statement)


def make_unready(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For undoing that migration."""
    if schema_editor.connection.vendor == "postgresql":
        for column in ("words", "title_words"):
            schema_editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN {column}_ready")
        for statement in _POSTGRESQL:
            schema_editor.execute(statement)


_ROW = "title_words, words"
_FORGET = (
    f"INSERT INTO {INDEX} ({INDEX}, rowid, {_ROW}) VALUES ('delete', old.id, old.title_words, old.words);"
)
_LEARN = f"INSERT INTO {INDEX} (rowid, {_ROW}) VALUES (new.id, new.title_words, new.words);"
_SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5({_ROW}, content='{TABLE}', content_rowid='id', "
    "tokenize='ascii', detail=column, columnsize=0)",
    f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN {_LEARN} END",
    f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN {_FORGET} END",
    f"CREATE TRIGGER {INDEX}_update AFTER UPDATE OF id, {_ROW} ON {TABLE} BEGIN {_FORGET} {_LEARN} END",
    f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",
)
_POSTGRESQL = (f"CREATE INDEX {INDEX} ON {TABLE} USING gin (array_to_tsvector(string_to_array(words, ' ')))",)
_READY = (
    *(
        f"ALTER TABLE {TABLE} ADD COLUMN {column}_ready tsvector"
        f" GENERATED ALWAYS AS (array_to_tsvector(string_to_array({column}, ' '))) STORED"
        for column in ("words", "title_words")
    ),
    f"DROP INDEX {INDEX}",
    f"CREATE INDEX {INDEX} ON {TABLE} USING gin (words_ready)",
)
