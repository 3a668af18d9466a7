"""When to call again: at another time of day, at hours when people take the phone, and not for ever."""

from __future__ import annotations

import datetime as dt

#: Local hours in which we call.
FROM, UNTIL = dt.time(9), dt.time(20)
#: After so many tries in vain another way should be found.
ENOUGH_TRIES = 4
_WAITS = (dt.timedelta(hours=3), dt.timedelta(hours=20), dt.timedelta(hours=27))
CALL_BACK_IN = dt.timedelta(hours=2)


def next_try(local: dt.datetime, *, tries: int) -> dt.datetime:
    """When to call again, local, after this many tries in vain: later today, then the next days at other hours."""
    return in_calling_hours(local + _WAITS[min(tries, len(_WAITS)) - 1])


def call_back_at(local: dt.datetime) -> dt.datetime:
    """When to call back somebody who could not talk and did not say when."""
    return in_calling_hours(local + CALL_BACK_IN)


def in_calling_hours(local: dt.datetime) -> dt.datetime:
    """The moment itself within the hours we call; else the next time they begin."""
    if local.time() < FROM:
        return local.replace(hour=FROM.hour, minute=0, second=0, microsecond=0)
    if local.time() >= UNTIL:
        tomorrow = local + dt.timedelta(days=1)
        return tomorrow.replace(hour=FROM.hour, minute=0, second=0, microsecond=0)
    return local


def should_find_another_way(tries: int) -> bool:
    """Whether somebody has been called so often in vain that another way should be found."""
    return tries >= ENOUGH_TRIES
