"""How many to call out at first, and when somebody who said how long she needs is there."""

from __future__ import annotations

import datetime as dt

#: In a hurry about every third says yes within minutes.
ASKED_FOR_EACH = 3
FEWEST_ASKED = 10
#: The longest somebody may say that she needs, in minutes.
LONGEST_WAY = 24 * 60


def proposed_size(*, wanted: int, coming: int, candidates: int) -> int:
    """How many to ask in the next wave; 0 where there is nobody, or enough come."""
    missing = max(wanted - coming, 0)
    return min(max(missing * ASKED_FOR_EACH, FEWEST_ASKED), candidates) if missing else 0


def is_there_at(answered_at: dt.datetime, minutes: int | None) -> dt.datetime | None:
    """When she is there, by what she said; None where she did not say."""
    return answered_at + dt.timedelta(minutes=minutes) if minutes is not None else None
