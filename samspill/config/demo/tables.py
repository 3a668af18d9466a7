"""The demo towns' people, associations and happenings, kept as plain tables in `data/`. All of it is made up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources


class Row(dict[str, str]):
    """One line of a table; cells that hold several codes are split at spaces."""

    def codes(self, name: str) -> tuple[str, ...]:
        return tuple(self[name].split())

    def number(self, name: str) -> int | None:
        return int(self[name]) if self[name] else None

    def flag(self, name: str) -> bool | None:
        return {"yes": True, "no": False}.get(self[name])


def rows(name: str) -> Iterator[Row]:
    """The lines of `data/<name>.csv`."""
    with resources.files(__package__).joinpath("data", f"{name}.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter=";"):
            yield Row(line)
