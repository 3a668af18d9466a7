"""Which of what is public has changed since last time one asked, with nothing lost and nothing twice (0031).

The database notes each change of a watched row itself, by triggers: whoever writes it, one row or ten thousand at once.
A note has no number. A job of the worker then gives numbers to what is noted, in a short transaction of its own that
waits for no writer. So numbers come in the order they are seen in: whoever has read up to a number never finds a lower
one later, and a writer never waits for another because of a number.

A room says in its `apps.py` what to watch. SQLite drops triggers when a migration builds a table anew; so they are
taken down before each `migrate` and put up after it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models import Max

from samspill.foundation.models import ChangeNote, ChangeNumber, Municipality
from samspill.foundation.tenancy import entered, entered_number

PREFIX = "change_of_"
#: How many notes are numbered in one transaction.
MOST = 5_000


@dataclass(frozen=True)
class Told:
    """What a change of a row is a change of. `ids` is SQL for their ids, with `{row}` for the row.

    `columns`: only when one of these changes, and then not when the row comes or goes; empty: always.
    """

    kind: str
    ids: str = "SELECT {row}.id AS id"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Watched:
    """A table, the columns that count, and what a change there is a change of."""

    table: str
    columns: tuple[str, ...]
    tells: tuple[Told, ...]


_watched: list[Watched] = []


def watch(*tables: Watched) -> None:
    """Note changes of these tables from the next `migrate` on; for a room's `apps.py`."""
    _watched.extend(one for one in tables if one not in _watched)


@transaction.atomic
def number_changes(*, at: dt.datetime, most: int = MOST) -> int:
    """Give numbers to what is noted and has none; how many things got one. For the entered municipality.

    Only one does this at a time: the municipality's row is locked, in a way that whoever writes rows does not notice.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
    notes = list(ChangeNote.objects.values_list("id", "kind", "subject_id")[:most])
    things = dict.fromkeys((kind, subject) for _, kind, subject in notes)
    last = ChangeNumber.objects.aggregate(last=Max("number"))["last"] or 0
    rows = [
        ChangeNumber(kind=kind, subject_id=subject, number=number, numbered_at=at)
        for number, (kind, subject) in enumerate(sorted(things), start=last + 1)
    ]
    ChangeNumber.objects.bulk_create(
        rows,
        500,
        update_conflicts=True,
        unique_fields=["municipality", "kind", "subject_id"],
        update_fields=["number", "numbered_at"],
    )
    ids = [id for id, _, _ in notes]
    for begin in range(0, len(ids), 500):
        ChangeNote.objects.filter(pk__in=ids[begin : begin + 500]).delete()
    return len(rows)


def number_changes_everywhere(*, at: dt.datetime) -> int:
    """The same in each municipality where something is noted; how many things got a number.

    One query where nothing is, however many municipalities there are.
    """
    towns = ChangeNote.everywhere.order_by().values_list("municipality", flat=True).distinct()
    numbered = 0
    for town in list(towns):
        with entered(town):
            while some := number_changes(at=at):
                numbered += some
    return numbered


def changes_after(number: int, *, kinds: Collection[str], limit: int) -> list[ChangeNumber]:
    """What has changed after a number, in the order of their numbers. One select."""
    rows = ChangeNumber.objects.filter(kind__in=kinds, number__gt=number)
    return list(rows.order_by("number")[:limit])


def last_changes(kind: str) -> dict[uuid.UUID, dt.datetime]:
    """When each thing of a kind last changed, by its id; what has no number yet is not there. One select."""
    return dict(ChangeNumber.objects.filter(kind=kind).values_list("subject_id", "numbered_at"))


def put_up(using: str) -> None:
    """Let the database note changes, and note what is there and has never been noted. What is up already stays up."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    if ChangeNote._meta.db_table not in there:
        return
    with connection.cursor() as cursor:
        cursor.execute(_OF_NO_TOWN)
        if _standing(using):
            return
        for number, one in enumerate(_watched):
            if one.table in there:
                for statement in (
                    *_triggers(one, number, connection.vendor),
                    *_missing(one, connection.vendor),
                ):
                    cursor.execute(statement)


def take_down(using: str) -> None:
    """Note no changes for a while: a migration is at work."""
    with connections[using].cursor() as cursor:
        for name, table in _standing(using):
            if connections[using].vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
                cursor.execute(f"DROP FUNCTION {name}()")


def _standing(using: str) -> list[tuple[str, str]]:
    """The triggers that are up, each with its table."""
    question = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connections[using].vendor == "sqlite"
        else "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(question)
        return [(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)]


def _triggers(one: Watched, place: int, vendor: str) -> Iterator[str]:
    write = _on_sqlite if vendor == "sqlite" else _on_postgresql
    for number, told in enumerate(one.tells):
        name = f"{PREFIX}{one.table}_{place}_{number}"
        yield from write(f"{name}_update", one.table, "UPDATE", "NEW", told, told.columns or one.columns)
        if not told.columns:
            yield from write(f"{name}_insert", one.table, "INSERT", "NEW", told, ())
            yield from write(f"{name}_delete", one.table, "DELETE", "OLD", told, ())


def _on_sqlite(
    name: str, table: str, event: str, row: str, told: Told, columns: tuple[str, ...]
) -> Iterator[str]:
    when = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} {f'WHEN {when} ' if when else ''}"
        f"BEGIN {_noting(told, row, _NEW_KEY['sqlite'])}; END"
    )


def _on_postgresql(
    name: str, table: str, event: str, row: str, told: Told, columns: tuple[str, ...]
) -> Iterator[str]:
    when = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {_noting(told, row, _NEW_KEY['postgresql'])}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW "
        f"{f'WHEN ({when}) ' if when else ''}EXECUTE FUNCTION {name}()"
    )


_NEW_KEY = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
_COLUMNS = f"{ChangeNote._meta.db_table} (id, municipality_id, kind, subject_id)"


_OF_NO_TOWN = (
    f"DELETE FROM {ChangeNote._meta.db_table} "
    f"WHERE municipality_id NOT IN (SELECT number FROM {Municipality._meta.db_table})"
)


def _noting(told: Told, row: str, key: str) -> str:
    return (
        f"INSERT INTO {_COLUMNS} SELECT {key}, {row}.municipality_id, '{told.kind}', one.id "
        f"FROM ({told.ids.format(row=row)}) AS one WHERE one.id IS NOT NULL"
    )


def _missing(one: Watched, vendor: str) -> Iterator[str]:
    """Note each row of a kind's own table that has neither a number nor a note."""
    for told in one.tells:
        if told.ids == Told.ids:
            known = " AND ".join(
                f"NOT EXISTS (SELECT 1 FROM {table} AS known "
                f"WHERE known.kind = '{told.kind}' AND known.subject_id = own.id)"
                for table in (ChangeNumber._meta.db_table, ChangeNote._meta.db_table)
            )
            yield (
                f"INSERT INTO {_COLUMNS} SELECT {_NEW_KEY[vendor]}, own.municipality_id, '{told.kind}', own.id "
                f"FROM {one.table} AS own WHERE {known}"
            )
