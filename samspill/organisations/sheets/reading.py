"""A spreadsheet's cells as text: xlsx, or CSV in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 2_000
_LARGEST_UNPACKED = 200 * 1024 * 1024


class SheetUnreadable(ValueError):
    """The file is no spreadsheet we can read; `reason` is one of the words below."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    OLD_EXCEL = "old_excel"
    NOT_A_SHEET = "not_a_sheet"
    EMPTY = "empty"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for CSV) and its rows of cells as text, from the first row on."""

    name: str
    rows: list[list[str]]


def read_sheets(content: bytes) -> list[Sheet]:
    """The sheets of the file that hold anything. Raises `SheetUnreadable`; never anything else, whatever the bytes."""
    if len(content) > LARGEST_FILE:
        raise SheetUnreadable(SheetUnreadable.TOO_LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # Excel before 2007, and xlsx behind a password.
        raise SheetUnreadable(SheetUnreadable.OLD_EXCEL)
    read = _workbook_sheets(content) if content.startswith(b"PK") else [Sheet("", _csv_rows(content))]
    filled = [sheet for sheet in read if any(any(row) for row in sheet.rows)]
    if not filled:
        raise SheetUnreadable(SheetUnreadable.EMPTY)
    return filled


def _workbook_sheets(content: bytes) -> list[Sheet]:
    from python_calamine import CalamineWorkbook  # late: heavy, and few processes need it

    _refuse_what_would_not_fit(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book.get_sheet_by_name(name), name) for name in book.sheet_names]
    except Exception:
        raise SheetUnreadable(SheetUnreadable.NOT_A_SHEET) from None
    except BaseException as error:  # The reader is in Rust; where it panics it raises past Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise SheetUnreadable(SheetUnreadable.NOT_A_SHEET) from None


def _sheet(sheet: CalamineSheet, name: str) -> Sheet:
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _fill_merged(rows, top, left, min(bottom, len(rows) - 1), right)
    return Sheet(name, rows)


def _fill_merged(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """Every cell of a merged range says what its corner says, but for titles right across the sheet."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in range(top, bottom + 1):
        for column in range(left, min(right, len(rows[row]) - 1) + 1):
            rows[row][column] = rows[top][left]


_FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")


def _refuse_what_would_not_fit(content: bytes) -> None:
    """A cell far down or far right makes the reader lay out every cell before it, so look before it reads."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST_UNPACKED:
                raise SheetUnreadable(SheetUnreadable.TOO_LARGE)
            for part in package.infolist():
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _refuse_far_cells(_pieces(package, part))
    except SheetUnreadable:
        raise
    except Exception:  # zipfile raises what its codecs raise, on damaged packages.
        raise SheetUnreadable(SheetUnreadable.NOT_A_SHEET) from None


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell is cut in two; never more than it says it holds."""
    before, left = b"", _LARGEST_UNPACKED
    with package.open(part) as stream:
        while left > 0 and (piece := stream.read(1 << 18)):
            left -= len(piece)
            yield before + piece
            before = piece[-300:]
    if left <= 0:
        raise SheetUnreadable(SheetUnreadable.TOO_LARGE)


def _refuse_far_cells(pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        for letters, row in _FILLED_CELL.findall(piece):
            if int(row) > MOST_ROWS + 100:
                raise SheetUnreadable(SheetUnreadable.TOO_MANY_ROWS)
            if _column_number(letters) > MOST_COLUMNS:
                raise SheetUnreadable(SheetUnreadable.TOO_MANY_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%d.%m.%Y")
    return " ".join(str(value).replace("\ufeff", "").split())[:LONGEST_CELL]


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _text(content)
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)", first.strip(" \r\"'"), re.IGNORECASE)
    if named:
        text = rest
    separator = named[1] if named else _separator(text)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if len(rows) > MOST_ROWS + 100:
                raise SheetUnreadable(SheetUnreadable.TOO_MANY_ROWS)
            if len(row) > MOST_COLUMNS:
                raise SheetUnreadable(SheetUnreadable.TOO_MANY_COLUMNS)
            rows.append([_cell(value) for value in row])
    except csv.Error:
        raise SheetUnreadable(SheetUnreadable.NOT_A_SHEET) from None
    return rows


def _text(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else windows-1252 as Norwegian Excel saves it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise SheetUnreadable(SheetUnreadable.NOT_A_SHEET)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def _separator(text: str) -> str:
    """The separator that parts the beginning most often; a semicolon when in doubt, as Excel writes in Norway."""
    beginning = text[:20_000]
    return max(";\t,", key=lambda separator: (beginning.count(separator), separator == ";"))
