"""Lists of associations as municipalities keep them, as CSV and as a workbook. All names are invented."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

HEADING = ["Lag", "Orgnr", "Telefon", "E-post", "Leder", "Leder telefon", "Leder e-post"]
COLUMNS = {
    0: "name",
    1: "number",
    2: "phone",
    3: "email",
    4: "leader.name",
    5: "leader.phone",
    6: "leader.email",
}


def csv_of(*rows: list[str]) -> bytes:
    """A CSV with the heading and these rows."""
    return "\r\n".join(";".join(row) for row in [HEADING, *rows]).encode()


def row(name: str, **cells: str) -> list[str]:
    """A row under the heading: `row("Koret", email="kor@lag.test", leader_name="Kari Vik")`."""
    by_field = {"name": name} | {field.replace("_", ".", 1): text for field, text in cells.items()}
    return [by_field.get(field, "") for field in COLUMNS.values()]


def xlsx(rows: list[list[Any]], *merged: tuple[int, int, int, int, str]) -> bytes:
    """A workbook of one sheet; `merged` are cells across several: top, left, bottom, right, text."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Arbeidsliste")
    for place, cells in enumerate(rows):
        sheet.write_row(place, 0, cells)
    for top, left, bottom, right, text in merged:
        sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return output.getvalue()
