"""The short numbers that people answer with about a place or a wait: one series in the municipality."""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper

from samspill.activities.models import SignUp, Waiting
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number

#: Codes begin far above those of shifts, so that nobody takes the one for the other.
FIRST_CODE = 20_001


def next_code() -> int:
    """The next number nobody has."""
    return next_codes(1)[0]


def next_codes(many: int) -> range:
    """So many of the next numbers nobody has. The municipality's row is locked until the transaction ends, so that two
    do not get the same. Two statements.
    """
    with connection.cursor() as cursor:
        ask_for_codes(cursor)
        first = first_code_of(cursor)
    return range(first, first + many)


def ask_for_codes(cursor: CursorWrapper) -> None:
    """Lock the municipality's row until the transaction ends, and ask for the first number nobody has; the answer is
    read with `first_code_of`.
    """
    town = entered_number()
    # Put in words of the database's own: a crowd waits behind the lock while the framework makes them.
    cursor.execute(_lock(), [town])
    cursor.execute(_HIGHEST, [town, town])


def first_code_of(cursor: CursorWrapper) -> int:
    """The answer to `ask_for_codes`."""
    return max(FIRST_CODE - 1, *(code or 0 for code in cursor.fetchone())) + 1


def _lock() -> str:
    """SQLite has locked the whole file when the transaction began."""
    table = Municipality._meta.db_table
    lock = " FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""
    return f"SELECT 1 FROM {table} WHERE number = %s{lock}"


_HIGHEST = f"""
SELECT (SELECT max(code) FROM {SignUp._meta.db_table} WHERE municipality_id = %s),
       (SELECT max(code) FROM {Waiting._meta.db_table} WHERE municipality_id = %s)
"""
