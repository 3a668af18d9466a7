"""What comes out of reading a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


class UnreadableCalendar(ValueError):
    """Nothing at all can be read; `reason` is a code that `activities.wording` has a sentence for."""

    reason = "unreadable"


class NotACalendar(UnreadableCalendar):
    """The bytes hold no calendar: text of some other kind."""

    reason = "not_a_calendar"


class NothingCame(NotACalendar):
    """There is nothing in it."""

    reason = "nothing_came"


class OtherFile(NotACalendar):
    """A picture, a PDF, a spreadsheet."""

    reason = "other_file"


class NoEventsOnPage(NotACalendar):
    """A web page in which no event is told in a way that programs read."""

    reason = "no_events_on_page"


class NoEventsInData(NotACalendar):
    """JSON that tells of no event we can read."""

    reason = "no_events_in_data"


class BrokenAt(NotACalendar):
    """It breaks at a line, from 1. The reason is `broken_calendar` or `broken_data`, and the line: «broken_data:12»."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(f"{what}:{line}")
        self.reason = f"{what}:{line}"


class CalendarTooBig(UnreadableCalendar):
    """The file has more bytes than we take."""

    reason = "too_many_bytes"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a calendar we take. `steps_per_event` bounds the work of counting one event's rules out.

    Work is counted in steps and not in seconds, so that the same file gives the same result on every machine;
    100,000 steps are about a tenth of a second.
    """

    bytes: int = 20_000_000
    events: int = 20_000
    occurrences_per_event: int = 2_000
    occurrences: int = 200_000
    steps_per_event: int = 100_000
    steps: int = 5_000_000
    problems: int = 1_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: `reason` is a code, `detail` a few words from the file itself.

    `left_out` tells whether the event is missing because of it; otherwise the event came in without the broken part.
    """

    reason: str
    line: int | None = None
    uid: str = ""
    detail: str = ""
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class ReadOccurrence:
    """One time an event takes place. `slot` is the moment its rule gave, which a move does not change (all UTC).

    `overrides` holds what this time has of its own: title, text, location or url. `ends_at` is None where not told.
    """

    slot: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    all_day: bool = False
    overrides: dict[str, str] = field(default_factory=dict)
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with all its times in the window that was asked for, in order. Texts are plain, without markup."""

    uid: str
    title: str
    text: str
    location: str
    url: str
    organiser: str
    status: str
    categories: tuple[str, ...]
    occurrences: tuple[ReadOccurrence, ...]
    is_private: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """All that could be read. `is_complete` is False when the file breaks off or a limit was met.

    From an incomplete calendar nothing may be concluded about events that are not in it; those in `gone` it says
    itself that it has no more. `kind` is one of `calendars.kinds.KINDS`.
    """

    name: str
    events: tuple[ReadEvent, ...]
    problems: tuple[Problem, ...]
    is_complete: bool
    kind: str = "icalendar"
    gone: frozenset[str] = frozenset()
