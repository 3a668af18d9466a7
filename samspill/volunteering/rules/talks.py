"""Times for the first conversation: which to offer, and what a reply picks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

Span = tuple[dt.datetime, dt.datetime]

#: When one may be called, on the wall clock: after the breakfast and before the dinner.
HOURS = (dt.time(10), dt.time(13), dt.time(15, 30))
LONGEST_LOOK = 21
#: How often we call in vain before she is told how to reach us.
CALLS_IN_VAIN = 3

_BEFORE = "ja takk|ja|hei|svar|nr|nummer|alternativ|valg|val|kl|tid|option|number|yes"
_AFTER = "takk|tusen takk|thanks|passer|høver"
_PICK = re.compile(rf"(?i:(?:{_BEFORE})?[ .,:!]*)([1-9])[ .,!)]*(?i:{_AFTER})?[ .,!]*")


def free_times(
    day: dt.date,
    *,
    busy: Iterable[Span],
    minutes: int,
    how_many: int,
    at_local: Callable[[dt.date, dt.time], dt.datetime],
    is_off: Callable[[dt.date], bool],
) -> list[dt.datetime]:
    """Moments to offer, one on each working day after `day`, at changing hours, clear of what `busy` holds.

    `at_local` makes a moment of a day and a wall-clock time, `is_off` tells public holidays.
    """
    taken, length = list(busy), dt.timedelta(minutes=minutes)
    found: list[dt.datetime] = []
    for number in range(1, LONGEST_LOOK + 1):
        on = day + dt.timedelta(days=number)
        if len(found) == how_many:
            break
        if on.weekday() < 5 and not is_off(on):
            hours = (*HOURS[len(found) % len(HOURS) :], *HOURS[: len(found) % len(HOURS)])
            moments = (at_local(on, hour) for hour in hours)
            free = next((one for one in moments if not overlaps(one, one + length, taken)), None)
            found += [free] if free else []
    return found


def overlaps(starts: dt.datetime, ends: dt.datetime, spans: Iterable[Span]) -> bool:
    """Whether this stretch touches any of the spans; one that begins as another ends does not."""
    return any(begins < ends and starts < is_over for begins, is_over in spans)


def picked_number(text: str) -> int | None:
    """The number of the time somebody picks by an SMS: `2`, `Ja 2`, `nr. 2 takk`; None for anything else."""
    found = _PICK.fullmatch(" ".join(text.split()))
    return int(found[1]) if found else None
