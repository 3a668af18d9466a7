"""How a rota is kept, and which of its rows follow its pattern when that changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from samspill.activities.rules.schedules import PlannedTime, fields_of
from samspill.foundation.recurrence import ClosedPeriod, Pattern

#: So far ahead the times of a rota are made: a term, so that somebody can take all of it.
HORIZON = dt.timedelta(weeks=26)
#: How long a time lasts where nobody has said.
USUAL_MINUTES = 60
DAYS = ("starts_on", "ends_on")


class NoTimes(ValueError):
    """The pattern has no time to come."""


def kept(pattern: Pattern) -> dict[str, Any]:
    """The pattern as JSON keeps it."""
    return {name: _plain(value) for name, value in fields_of(pattern).items()}


def read(told: Mapping[str, Any], school_holidays: Iterable[ClosedPeriod]) -> Pattern:
    """The pattern that `kept` wrote, with the school holidays it leaves out."""
    days = {name: told[name] and dt.date.fromisoformat(told[name]) for name in DAYS}
    time = told["starts_time"] and dt.time.fromisoformat(told["starts_time"])
    as_they_are = ("every", "nth", "minutes", "skips_public_holidays", "skips_school_holidays")
    return Pattern(
        kind=told["pattern"],
        weekdays=tuple(told["weekdays"]),
        starts_time=time,
        closed=tuple(school_holidays) if told["skips_school_holidays"] else (),
        **days,
        **{name: told[name] for name in as_they_are},
    )


def end_of(time: PlannedTime) -> dt.datetime:
    """When it is over."""
    return time.ends_at or time.slot + dt.timedelta(minutes=USUAL_MINUTES)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
