"""When a letter about the week goes, and which days it tells of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Local hours. What could not go then goes until the end; after that it would be of little use.
WEEKLY_FROM, WEEKLY_UNTIL = dt.time(8), dt.time(20)
DAY_BEFORE_FROM, DAY_BEFORE_UNTIL = dt.time(14), dt.time(20)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that may go now: `key` is its week or day, then the days it tells of, both included."""

    key: str
    first_on: dt.date
    last_on: dt.date


def letter_due(local: dt.datetime, rhythm: str) -> Letter | None:
    """The letter that may go at this moment on a Norwegian wall clock; None where it is not the time.

    Weekly: on Mondays from eight and, where the worker was away, until Tuesday evening; seven days from that day.
    The day before: in the afternoon, about tomorrow.
    """
    today, now = local.date(), local.time()
    if rhythm == "day_before":
        tomorrow = today + dt.timedelta(days=1)
        open_now = DAY_BEFORE_FROM <= now < DAY_BEFORE_UNTIL
        return Letter(tomorrow.isoformat(), tomorrow, tomorrow) if open_now else None
    on_time = today.weekday() == 0 and now >= WEEKLY_FROM
    late = today.weekday() == 1 and now < WEEKLY_UNTIL
    if not on_time and not late:
        return None
    year, week, _ = today.isocalendar()
    return Letter(f"{year}-W{week:02}", today, today + dt.timedelta(days=6))
