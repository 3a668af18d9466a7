"""When another site's list of tasks is read again, when it is said that it fails, and which tasks count as over."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.recurrence import OSLO

BETWEEN_READINGS = dt.timedelta(days=1)
_FIRST_TRY_AGAIN = dt.timedelta(hours=2)

#: So many times in a row it may fail before the desk is told: a site that is down for an evening is nobody's work.
TOLD_AFTER = 3

#: So long a task that is gone is still known, so that one that comes back is the same.
FORGOTTEN_AFTER = dt.timedelta(days=90)


def next_reading(at: dt.datetime, failures: int) -> dt.datetime:
    """When to ask again: after a day; while it fails after four hours, eight, and then after a day again."""
    if not failures:
        return at + BETWEEN_READINGS
    return at + min(_FIRST_TRY_AGAIN * 2 ** min(failures, 10), BETWEEN_READINGS)


def is_in_trouble(failures: int) -> bool:
    """Whether the desk should be told."""
    return failures >= TOLD_AFTER


def is_over(starts_at: dt.datetime | None, ends_at: dt.datetime | None, *, at: dt.datetime) -> bool:
    """Whether there is nothing left of a task: it has ended, or began more than a day ago without an end."""
    if ends_at is not None:
        return ends_at <= at
    return starts_at is not None and starts_at <= at - dt.timedelta(days=1)


def is_all_day(starts_at: dt.datetime | None, ends_at: dt.datetime | None) -> bool:
    """Whether days are told and no clock: what is told begins, and ends, at a midnight here."""
    told = [moment.astimezone(OSLO).time() for moment in (starts_at, ends_at) if moment is not None]
    return bool(told) and not any(told_at != dt.time() for told_at in told)
