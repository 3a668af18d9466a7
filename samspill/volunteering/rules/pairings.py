"""When a pair is to be asked and reviewed, and how the rhythm two people agreed on is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from samspill.foundation.recurrence import Pattern, next_dates

#: Both sides are asked for the first time so long after the start.
FIRST_FOLLOW_UP = dt.timedelta(weeks=2)
#: A first meeting should be arranged within so long after the yes.
MEETING_WITHIN = dt.timedelta(days=14)
#: A question that nobody has answered for so long is asked by phone.
CALL_AFTER = dt.timedelta(days=4)
#: What is said about a question that was answered lately is still about that question.
ADDS_WITHIN = dt.timedelta(days=7)
#: At or below this somebody must call.
LOW = 2


def first_follow_up_on(started_on: dt.date) -> dt.date:
    """The day on which both sides are asked for the first time."""
    return started_on + FIRST_FOLLOW_UP


def coming_after(due_on: dt.date, *, weeks: int, today: dt.date) -> dt.date:
    """The next day of something that comes back every so many weeks; always after today, however late one is."""
    step = dt.timedelta(weeks=weeks)
    following = due_on + step
    while following <= today:
        following += step
    return following


def kept(pattern: Pattern | None) -> dict[str, Any] | None:
    """The rhythm as it is kept: what JSON can hold."""
    if pattern is None:
        return None
    return {
        "kind": pattern.kind,
        "starts_on": pattern.starts_on.isoformat(),
        "starts_time": pattern.starts_time.isoformat("minutes") if pattern.starts_time else None,
        "minutes": pattern.minutes,
        "every": pattern.every,
        "weekdays": list(pattern.weekdays),
        "nth": pattern.nth,
    }


def read_back(facts: Mapping[str, Any] | None) -> Pattern | None:
    """What `kept` keeps, as a pattern again."""
    if not facts:
        return None
    hour = facts.get("starts_time")
    return Pattern(
        kind=facts["kind"],
        starts_on=dt.date.fromisoformat(facts["starts_on"]),
        starts_time=dt.time.fromisoformat(hour) if hour else None,
        minutes=facts.get("minutes"),
        every=facts.get("every", 1),
        weekdays=tuple(facts.get("weekdays", ())),
        nth=facts.get("nth"),
    )


def coming_meetings(facts: Mapping[str, Any] | None, *, after: dt.date, count: int = 4) -> list[dt.date]:
    """The next days on which they usually meet; none where no fixed rhythm is kept."""
    pattern = read_back(facts)
    return next_dates(pattern, after=after, count=count) if pattern else []
