"""Workbooks to give away: every text is a text, so that nothing that people wrote is ever run as a formula."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

from samspill.foundation import clock

#: What a cell may hold. A moment is told in Norwegian time.
Cell = str | int | float | bool | dt.datetime | dt.date | None

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_000
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook_of(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An xlsx with one sheet: a bold heading that stays in view, and the rows. Takes little memory, however many."""
    import xlsxwriter  # late: heavy, and few processes need it

    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, _OPTIONS)
        sheet = book.add_worksheet()
        formats = _formats(book)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(headings) - 1, 0), 18)
        for column, text in enumerate(headings):
            sheet.write_string(0, column, text, formats["bold"])
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, place, column, cell, formats)
        book.close()
        file.seek(0)
        return file.read()


def _formats(book: Any) -> dict[str, Any]:
    shapes = {
        "bold": {"bold": True},
        "moment": {"num_format": "dd.mm.yyyy hh:mm"},
        "day": {"num_format": "dd.mm.yyyy"},
    }
    return {name: book.add_format(shape) for name, shape in shapes.items()}


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(row, column, clock.local(cell).replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, formats["day"])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif cell not in (None, ""):
        sheet.write_string(row, column, str(cell)[:LONGEST_TEXT])
