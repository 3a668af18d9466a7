"""A figure, the table they stand in, and how a module hands them over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured: its value, the floor it is held against, what it must reach and whether it does."""

    name: str
    value: float
    unit: str
    must: str
    passed: bool
    floor: float | None = None
    floor_name: str = ""

    @property
    def ratio(self) -> float | None:
        """The value as a share of the floor; None where there is no floor."""
        return self.value / self.floor if self.floor else None


def hand_over(figures: Iterable[Figure]) -> None:
    """Print figures for the gathering process to read."""
    print(json.dumps([asdict(figure) for figure in figures]))


def receive(printed: str) -> list[Figure]:
    """The figures on the last line that a module printed."""
    return [Figure(**facts) for facts in json.loads(printed.strip().splitlines()[-1])]


HEADING = ("what", "measured", "floor", "ratio", "must reach", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns, each row ending in whether it holds."""
    rows = [HEADING, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADING))]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    floor = f"{_number(figure.floor)} ({figure.floor_name})" if figure.floor else ""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else ""
    verdict = "holds" if figure.passed else "FAILS"
    return figure.name, f"{_number(figure.value)} {figure.unit}", floor, ratio, figure.must, verdict


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"
