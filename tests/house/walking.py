"""Walking all pages of the desk, and counting what each asks of the database."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.people.models import StaffMember, Unit
from tests.house.addresses import Address, all_addresses
from tests.house.cast import enter_everything, row_for
from tests.look.addresses import FILLED_IN

#: No page of the desk may ask the database more often than this, whatever there is to show.
MOST_QUERIES = 20


def desk_pages() -> list[Address]:
    """Every address of the desk; some take only what is sent to them."""
    return [address for address in all_addresses() if address.path.startswith("/desk/") and address.name]


def path_of(address: Address) -> str:
    """Where the page is, filled in with the first row of what it asks for."""
    names = [name for _, name in address.wanted]
    return address.filled(**{name: _value(name) for name in names})


def enter_many(unit: Unit, staff: StaffMember, rows: int, *, after: int = 0) -> None:
    """So many of everything there is, numbered from `after` on."""
    for number in range(after + 1, after + rows + 1):
        enter_everything(unit, staff, number)


def queries_of(browser: Any, path: str) -> int | None:
    """How often a page asks the database; None where it is no page to read.

    A page over what it may is asked once more: at a first visit it may have remembered something for a minute.
    """
    asked = _asked_at(browser, path)
    if asked is not None and asked > MOST_QUERIES:
        return _asked_at(browser, path)
    return asked


def _asked_at(browser: Any, path: str) -> int | None:
    with CaptureQueriesContext(connection) as seen:
        if browser.get(path).status_code != 200:
            return None
    return len([query for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]])


def _value(name: str) -> Any:
    return FILLED_IN[name] if name in FILLED_IN else row_for(name.removesuffix("_id")).pk
