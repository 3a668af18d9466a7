"""Which row is which time, when a plan is made anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from samspill.foundation.recurrence import OSLO


class ReadsSlot(Protocol):
    """Anything that stands for a time a rule gave, known by its slot."""

    @property
    def slot(self) -> dt.datetime: ...


R = TypeVar("R", bound=ReadsSlot)
W = TypeVar("W", bound=ReadsSlot)


@dataclass(slots=True)
class Pairing(Generic[R, W]):
    """Rows and the wanted times that they are; times without a row; rows whose time is no longer wanted."""

    kept: list[tuple[R, W]] = field(default_factory=list)
    new: list[W] = field(default_factory=list)
    gone: list[R] = field(default_factory=list)


def paired(rows: Iterable[R], wanted: Iterable[W]) -> Pairing[R, W]:
    """Pair by slot; what is left, by day in Norway.

    A club that moves the whole series from five to six o'clock gets its rows moved, with those who signed up, instead
    of cancelled rows beside new ones.
    """
    result: Pairing[R, W] = Pairing()
    by_slot = {row.slot: row for row in rows}
    left: list[W] = []
    for want in wanted:
        row = by_slot.pop(want.slot, None)
        if row is None:
            left.append(want)
        else:
            result.kept.append((row, want))
    by_day: dict[dt.date, list[R]] = {}
    for row in by_slot.values():
        by_day.setdefault(_day(row.slot), []).append(row)
    for want in left:
        candidates = by_day.get(_day(want.slot))
        if candidates:
            result.kept.append((candidates.pop(0), want))
        else:
            result.new.append(want)
    result.gone = [row for rows_of_day in by_day.values() for row in rows_of_day]
    return result


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(OSLO).date()
