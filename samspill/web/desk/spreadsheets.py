"""Every list as a spreadsheet: the rows one sees, over all its pages, narrowed as on the screen.

A list's view asks `is_wanted(request)` when it has its rows, and then gives back `spreadsheet(…)` with the list's
columns (`columns.py`). `desk/spreadsheet.html` is the link. That it was taken stands in the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.workbooks import CONTENT_TYPE, Cell, workbook_of
from samspill.people.actions import note_export
from samspill.web.access.staff import DeskRequest

#: More than this is no list to read; and a file of it would hold a town.
MOST_ROWS = 50_000
AT_A_TIME = 500

Prepare = Callable[[list[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what stands there for a row."""

    heading: str | Promise
    told: Callable[[Any], Cell]


def is_wanted(request: DeskRequest) -> bool:
    """Whether the address asks for the list as a spreadsheet."""
    return request.GET.get("as") == "spreadsheet"


def spreadsheet(
    request: DeskRequest, name: str, rows: Any, columns: Sequence[Column], prepare: Prepare = iter
) -> HttpResponse:
    """The rows of a queryset or a list as an xlsx. `prepare` fetches what the columns need, some rows at a time."""
    number = rows.count() if isinstance(rows, QuerySet) else len(rows)
    if number > MOST_ROWS:
        messages.error(request, _("The list is too long for a spreadsheet. Narrow it first."))
        return redirect(request.path)
    cells = ([column.told(row) for column in columns] for row in _prepared(rows, prepare))
    made = workbook_of([str(column.heading) for column in columns], cells)
    note_export(request.asker, name, rows=number, at=clock.now())
    return file_to_save(made, f"{name}-{clock.today():%Y-%m-%d}.xlsx")


def file_to_save(content: bytes, filename: str, content_type: str = CONTENT_TYPE) -> HttpResponse:
    """A file the browser saves."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _prepared(rows: Any, prepare: Prepare) -> Iterator[Any]:
    remaining = iter(rows.iterator(chunk_size=AT_A_TIME) if isinstance(rows, QuerySet) else rows)
    while some := list(islice(remaining, AT_A_TIME)):
        yield from prepare(some)
