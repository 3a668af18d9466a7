"""What comes out of reading a list of tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


class UnreadableTasks(ValueError):
    """Nothing at all can be read; `reason` is a code that `wording.outside` has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """How much we take of a source: bytes of a page, tasks and problems of all pages, letters of one text."""

    bytes: int = 5_000_000
    tasks: int = 500
    problems: int = 100
    letters: int = 12_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A task that could not be read: `reason` is a code, `detail` its title where that may be kept."""

    reason: str
    key: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ToldTask:
    """A task as a format tells it, before anything is cleaned: texts with markup, times and addresses as written."""

    key: str = ""
    title: str = ""
    text: str = ""
    organiser: str = ""
    place: str = ""
    starts: str = ""
    ends: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A task of others: texts plain, times in UTC or None where not told, and the address of its page there."""

    key: str
    title: str
    url: str
    text: str = ""
    organiser: str = ""
    place: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadTasks:
    """All that could be read. From a list that is not complete nothing may be concluded about what is not in it.

    `present` holds the keys of all that stand there, also of those that could not be read this time.
    """

    kind: str
    tasks: tuple[ReadTask, ...]
    problems: tuple[Problem, ...] = ()
    is_complete: bool = True
    present: frozenset[str] = field(default_factory=frozenset)
