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


class NoTimes(ValueError):
    """The pattern has no time to come."""


def kept(pattern: Pattern) -> dict[str, Any]:
    """The pattern as JSON keeps it."""
    return {name: _plain(value) for name, value in fields_of(pattern).items()}


def read(told: Mapping[str, Any], school_holidays: Iterable[ClosedPeriod]) -> Pattern:
    """The pattern that `kept` wrote, with the school holidays it leaves out."""
    time = told["starts_time"] and dt.time.fromisoformat(told["starts_time"])
    return Pattern(
        kind=told["pattern"],
        every=told["every"],
        weekdays=tuple(told["weekdays"]),
        nth=told["nth"],
        starts_on=dt.date.fromisoformat(told["starts_on"]),
        ends_on=dt.date.fromisoformat(told["ends_on"]) if told["ends_on"] else None,
        starts_time=time or None,
        minutes=told["minutes"],
        skips_public_holidays=told["skips_public_holidays"],
        skips_school_holidays=told["skips_school_holidays"],
        closed=tuple(school_holidays) if told["skips_school_holidays"] else (),
    )


def end_of(time: PlannedTime) -> dt.datetime:
    """When it is over."""
    return time.ends_at or time.slot + dt.timedelta(minutes=USUAL_MINUTES)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
