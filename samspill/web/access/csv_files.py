"""A table as a CSV file: semicolons and a mark of UTF-8, as Norwegian spreadsheets read it, and no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

#: A text that begins so is run as a formula by spreadsheets.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(filename: str, headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> HttpResponse:
    """The rows as a file the browser saves. What people wrote stays text."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _text(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell
