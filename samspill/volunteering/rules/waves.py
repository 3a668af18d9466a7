"""How many to ask at a time, and when to ask the next: enough to be covered in time, and no more than that."""

from __future__ import annotations

import datetime as dt
import math

#: Before we know better, two of six say yes.
PRIOR_YES, PRIOR_ASKED = 2, 6
SHORTEST_WAIT = dt.timedelta(minutes=20)
LONGEST_WAIT = dt.timedelta(hours=24)
#: Answers that came within this long are the ones that count when the time is short.
A_DAY = 24.0


def acceptance_rate(*, yes: int, asked: int) -> float:
    """The share expected to say yes, from how it went before; between 0 and 1, and never either of them."""
    return (yes + PRIOR_YES) / (asked + PRIOR_ASKED)


def how_many_to_ask(
    *, open_places: int, rate: float, hours_left: float, waiting: int = 0, candidates: int = 10_000
) -> int:
    """The size of the next wave. `waiting` are those asked who have not answered; `hours_left` until the shift.

    With days to go a round is small, because there is time for another one; on the last day it is larger.
    """
    if open_places <= 0 or hours_left <= 0:
        return 0
    expected = waiting * rate
    wanted = (open_places - expected) / rate * _haste(hours_left)
    size = math.ceil(max(0.0, wanted))
    if not waiting:
        size = max(size, open_places)
    return min(size, candidates)


def next_wave_at(at: dt.datetime, starts: dt.datetime) -> dt.datetime | None:
    """When to ask the next if the shift is still open: a sixth of the time left, within 20 minutes and a day.

    None where it would be too late to be of use.
    """
    wait = min(max((starts - at) / 6, SHORTEST_WAIT), LONGEST_WAIT)
    due = at + wait
    return due if due < starts - SHORTEST_WAIT else None


def _haste(hours_left: float) -> float:
    if hours_left > 3 * A_DAY:
        return 0.8
    if hours_left > A_DAY:
        return 1.0
    return 1.5 if hours_left > A_DAY / 4 else 2.0
