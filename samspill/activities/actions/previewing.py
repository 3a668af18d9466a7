"""A source looked at before it is first read: fetched or sent, read and held against what is here; nothing is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspill.activities.actions.bringing_in import Foreseen, foresee, language_here
from samspill.activities.actions.reading_sources import fetch_source, read_pages
from samspill.activities.calendars import Problem, ReadCalendar, UnreadableCalendar
from samspill.activities.calendars.kinds import read_source
from samspill.activities.models import Activity
from samspill.activities.rules.sources import HORIZON, LOOK_BACK
from samspill.foundation.fetching import FetchFailed

_FIRST = 10


class SourceUnreadable(ValueError):
    """Nothing can be read at the address; `reason` is a code that `activities.wording` has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ForeseenEvent:
    """An event as it would come in, with its next time (its last where all are over) and how many times in all."""

    title: str
    place_text: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    is_all_day: bool
    is_off: bool
    times: int
    double_of: Activity | None


@dataclass(frozen=True, slots=True)
class SourcePreview:
    """What a first reading would bring. `over` events have no time left; of one not `is_whole` there is more to come.

    `first` are the ten that come first, `doubles` all that stand here already and would be shown once.
    """

    kind: str
    events: int
    times: int
    over: int
    first: tuple[ForeseenEvent, ...]
    doubles: tuple[ForeseenEvent, ...]
    problems: tuple[Problem, ...]
    is_whole: bool


def preview_source(url: str, *, at: dt.datetime) -> SourcePreview:
    """What would come in from this address if we began to read it. Nothing is kept. Raises SourceUnreadable."""
    try:
        calendar = read_pages(fetch_source(url), at=at)
    except (FetchFailed, UnreadableCalendar) as error:
        raise SourceUnreadable(error.reason) from error
    return _preview(calendar, at=at)


def preview_file(source: bytes, *, at: dt.datetime) -> SourcePreview:
    """What would come in from a file, were it the first of its name. Nothing is kept. Raises SourceUnreadable."""
    try:
        since, until = at - LOOK_BACK, at + HORIZON
        calendar = read_source(source, since=since, until=until, language=language_here())
    except UnreadableCalendar as error:
        raise SourceUnreadable(error.reason) from error
    return _preview(calendar, at=at)


def _preview(calendar: ReadCalendar, *, at: dt.datetime) -> SourcePreview:
    seen = foresee(calendar, since=at - LOOK_BACK, until=at + HORIZON, at=at)
    events = sorted((_event(one, at) for one in seen.brought), key=lambda one: _order(one, at))
    return SourcePreview(
        kind=calendar.kind,
        events=len(events),
        times=sum(event.times for event in events),
        over=seen.over,
        first=tuple(events[:_FIRST]),
        doubles=tuple(event for event in events if event.double_of is not None),
        problems=tuple(seen.problems),
        is_whole=calendar.is_complete,
    )


def _event(one: Foreseen, at: dt.datetime) -> ForeseenEvent:
    rows = sorted(one.rows, key=lambda row: row.starts_at)
    on = [row for row in rows if row.cancelled_at is None]
    shown = next((row for row in on or rows if row.starts_at >= at), (on or rows)[-1])
    return ForeseenEvent(
        title=next(iter(one.activity.title.values())),
        place_text=shown.place_text or one.activity.place_text,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        is_all_day=shown.is_all_day,
        is_off=one.activity.cancelled_at is not None or not on,
        times=len(rows),
        double_of=one.double_of,
    )


def _order(event: ForeseenEvent, at: dt.datetime) -> tuple[bool, dt.datetime, str]:
    return event.starts_at < at, event.starts_at, event.title
