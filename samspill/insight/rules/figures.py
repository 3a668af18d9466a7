"""A year in figures, and the lists they are counted from: a figure is the length of a list, a sum or a share of it."""

from __future__ import annotations

import datetime as dt
import statistics
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K")

#: Whoever wants to help hears from us within so long.
IN_TIME = dt.timedelta(days=14)
#: Fewer recipients than this in one part of town may be recognised by their number alone.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One task that is over: what, when, where, for whom, and whether enough came."""

    need: uuid.UUID
    title: str
    kind: str
    unit: str
    area: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    minutes: int | None
    recipient: uuid.UUID | None
    places: int
    taken: int
    asked_at: dt.datetime | None = None
    yes_at: dt.datetime | None = None
    is_pair: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether every place was taken."""
        return self.taken >= self.places

    @property
    def hours(self) -> float:
        """How long it takes one volunteer, as it is planned. A pair finds its own hours: none are planned."""
        if self.is_pair:
            return 0.0
        if self.minutes is not None:
            return self.minutes / 60
        return (self.ends_at - self.starts_at).total_seconds() / 3600

    @property
    def hours_to_yes(self) -> float | None:
        """From the first question until the first yes."""
        if self.asked_at is None or self.yes_at is None:
            return None
        return max((self.yes_at - self.asked_at).total_seconds(), 0) / 3600


@dataclass(frozen=True, slots=True)
class Given:
    """That one volunteer gave one task her time, and by which way she said yes.

    `minutes` are those that were noted; where none were it took as long as it was planned, for nobody is made to log.
    """

    task: Task
    person: uuid.UUID
    name: str
    channel: str
    minutes: int | None = None

    @property
    def hours(self) -> float:
        """How long she was there."""
        return self.task.hours if self.minutes is None else self.minutes / 60


@dataclass(frozen=True, slots=True)
class Waited:
    """Somebody who wanted to help: when she said so, and when she was settled with."""

    received_at: dt.datetime
    settled_at: dt.datetime | None
    outcome: str

    @property
    def is_in_time(self) -> bool:
        """Whether she heard from us within fourteen days."""
        return self.settled_at is not None and self.settled_at - self.received_at <= IN_TIME


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: when it came, by which way, to whom."""

    received_at: dt.datetime
    channel: str
    unit: str


@dataclass(frozen=True, slots=True)
class Doer:
    """A volunteer and what she did in the year."""

    person: uuid.UUID
    name: str
    times: int
    hours: float


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody who got help: how often and for how long, in which part of town, by whom. Not who."""

    recipient: uuid.UUID
    unit: str
    area: str
    times: int
    hours: float


@dataclass(frozen=True)
class Year:
    """What happened in a year, as rows. Every figure is of one of these lists."""

    requests: Sequence[Asked] = ()
    tasks: Sequence[Task] = ()
    given: Sequence[Given] = ()
    interests: Sequence[Waited] = ()

    @cached_property
    def covered(self) -> list[Task]:
        """Tasks with all places taken."""
        return [task for task in self.tasks if task.is_covered]

    @cached_property
    def answered(self) -> list[Task]:
        """Tasks that volunteers were asked about and somebody said yes to."""
        return [task for task in self.tasks if task.hours_to_yes is not None]

    @cached_property
    def in_time(self) -> list[Waited]:
        """Those who heard from us within fourteen days."""
        return [one for one in self.interests if one.is_in_time]

    @cached_property
    def volunteers(self) -> list[Doer]:
        """Each volunteer once, who gave most first."""
        found = [
            Doer(person, some[0].name, len(some), hours_of(some))
            for person, some in grouped(self.given, lambda one: one.person).items()
        ]
        return sorted(found, key=lambda one: (-one.hours, one.name, one.person))

    @cached_property
    def recipients(self) -> list[Helped]:
        """Each one who was helped once, who was helped most first."""
        with_somebody = (one for one in self.given if one.task.recipient)
        found = [
            Helped(recipient, some[-1].task.unit, some[-1].task.area, len(some), hours_of(some))
            for recipient, some in grouped(with_somebody, lambda one: one.task.recipient).items()
            if recipient
        ]
        return sorted(found, key=lambda one: (-one.times, one.recipient))

    def rows(self, listed: str) -> Sequence[object]:
        """The list of this name, one of `LISTS`."""
        return list(getattr(self, listed))


LISTS = (
    "recipients", "requests", "tasks", "covered", "given", "volunteers", "answered", "interests", "in_time",
)  # fmt: skip


def grouped(rows: Iterable[T], by: Callable[[T], K]) -> dict[K, list[T]]:
    """The rows by what `by` tells of each, in the order they come."""
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(by(row), []).append(row)
    return found


def hours_of(given: Iterable[Given]) -> float:
    """The hours that were given, rounded to quarters."""
    return round(sum(one.hours for one in given) * 4) / 4


def share(part: int, whole: int) -> float | None:
    """A share in per cent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def median_hours_to_yes(answered: Sequence[Task]) -> float | None:
    """The middle of how long the first yes took, in hours with one decimal; None where nobody was asked."""
    hours = [task.hours_to_yes for task in answered if task.hours_to_yes is not None]
    return round(statistics.median(hours), 1) if hours else None


def by_month(year: Year, month_of: Callable[[dt.datetime], int]) -> Iterator[tuple[int, int, int]]:
    """For each month its number, how many tasks there were and how many were covered."""
    months = grouped(year.tasks, lambda task: month_of(task.starts_at))
    for month in range(1, 13):
        tasks = months.get(month, [])
        yield month, len(tasks), sum(task.is_covered for task in tasks)


def hidden_if_few(number: int, *, may_see: bool) -> int | None:
    """The number; None where it is so small that people may be recognised, to those who do not care for them."""
    return number if may_see or number == 0 or number >= FEWEST else None
