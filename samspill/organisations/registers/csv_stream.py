"""The rows of a very long CSV as nested records in the JSON's shape: `organisasjonsform.kode` is a key in a record."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from samspill.organisations.registers.json_stream import Broken
from samspill.organisations.registers.streams import FileIsDamaged

_LONGEST_LINE = 1 << 20


def csv_records(pieces: Iterator[str], columns: Iterable[str]) -> Iterator[dict[str, Any] | Broken]:
    """Each row as a record of the wanted columns that the heading has; `Broken` for rows that do not fit it.

    Headings are compared without regard to capitals. Never raises on content.
    """
    lines = _Lines(pieces)
    heading = lines.first()
    reader = csv.reader(lines, delimiter=";" if heading.count(";") > heading.count(",") else ",")
    names = _row_or_broken(reader)
    if not isinstance(names, list):
        yield names or Broken("the file is empty", whole_file=True)
        return
    places = _places_of(names, columns)
    if not places:
        yield Broken(f"no heading the register uses: {heading[:150]}", whole_file=True)
        return
    yield from _records(reader, places, width=len(names))
    if lines.damage:
        yield Broken(lines.damage, whole_file=True)


class _Lines:
    """The file's lines, as the csv module wants them; where the file is damaged they end, and `damage` says how."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.damage = ""
        self._lines = self._split(pieces)
        self._first: str | None = next(self._lines, "")

    def first(self) -> str:
        """The first line, which stays first."""
        return self._first or ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return next(self._lines)

    def _split(self, pieces: Iterator[str]) -> Iterator[str]:
        rest = ""
        try:
            for piece in pieces:
                *lines, rest = (rest + piece).split("\n")
                if len(rest) > _LONGEST_LINE:
                    raise FileIsDamaged("a line is longer than a megabyte")
                for line in lines:
                    yield line + "\n"
        except FileIsDamaged as error:
            self.damage = str(error)
            return
        if rest:
            yield rest


def _places_of(names: list[str], columns: Iterable[str]) -> list[tuple[int, list[str]]]:
    """Where each wanted column stands, and the path of keys it has in a record."""
    standing = {name.strip().casefold(): place for place, name in reversed(list(enumerate(names)))}
    return [
        (standing[column.casefold()], column.split("."))
        for column in columns
        if column.casefold() in standing
    ]


def _records(
    reader: Iterator[list[str]], places: list[tuple[int, list[str]]], *, width: int
) -> Iterator[dict[str, Any] | Broken]:
    while (row := _row_or_broken(reader)) is not None:
        if isinstance(row, Broken):
            yield row
        elif len(row) != width:
            if row:
                yield Broken(",".join(row)[:200], wrong_columns=True)
        else:
            yield _record(row, places)


def _record(row: list[str], places: list[tuple[int, list[str]]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for place, path in places:
        if not (value := row[place]):
            continue
        if len(path) == 1:
            record[path[0]] = value
        else:
            record.setdefault(path[0], {})[path[1]] = value
    return record


def _row_or_broken(reader: Iterator[list[str]]) -> list[str] | Broken | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        return Broken(str(error))
