"""A workbook to give back: plain text cells, so that nothing in it is ever run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter


def workbook_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An xlsx with one sheet: a bold heading that stays in view, and rows of text."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(
        output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, text in enumerate(headings):
        sheet.write_string(0, column, text, bold)
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text[:32_000])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(headings) - 1, 0), 18)
    book.close()
    return output.getvalue()
