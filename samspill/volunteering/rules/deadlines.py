"""By when somebody must have said yes, so that it can still take place."""

from __future__ import annotations

import datetime as dt

#: A task within a window lasts so long where nobody has said how long.
USUAL = dt.timedelta(hours=1)
#: Closer to the deadline than this nobody is asked by the system alone; then somebody calls.
TOO_LATE_TO_ASK = dt.timedelta(hours=1)
#: Whoever asked for help is told at once when her volunteer is lost so near the start.
LAST_HOURS = dt.timedelta(hours=6)
#: Whoever has just asked for help is given so long before we say that there is nobody.
TIME_TO_FIND = dt.timedelta(hours=1)


def latest_start(
    starts: dt.datetime, ends: dt.datetime, *, is_window: bool, minutes: int | None
) -> dt.datetime:
    """When it must have begun: at its start; within a window while there is time for the task."""
    if not is_window:
        return starts
    return max(starts, ends - (dt.timedelta(minutes=minutes) if minutes else USUAL))


def deadline(latest: dt.datetime, ends: dt.datetime, at: dt.datetime) -> dt.datetime:
    """By when a yes is of use: before the latest start; once it has begun, before it is over."""
    return latest if at < latest else ends


def is_worth_asking(latest: dt.datetime, ends: dt.datetime, at: dt.datetime) -> bool:
    """Whether there is time for a message to be read and answered."""
    return deadline(latest, ends, at) - at >= TOO_LATE_TO_ASK


def must_be_told(latest: dt.datetime, made: dt.datetime, at: dt.datetime) -> bool:
    """Whether whoever asked should hear by now that we found too few, so that there is time for another way out."""
    return at >= latest - TOO_LATE_TO_ASK and at >= made + TIME_TO_FIND
