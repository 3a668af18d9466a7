"""How it stands with what a volunteer holds, and when she is told that it runs out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

State = Literal["holds", "soon", "ran_out", "lacks"]
STATES: tuple[State, ...] = ("lacks", "ran_out", "soon", "holds")

#: So many days before it runs out she is told for the first time, and for the second.
EARLY_DAYS, LATE_DAYS = 60, 14


def state_of(is_held: bool, until: dt.date | None, *, on: dt.date) -> State:
    """How it stands on a day: what is valid today has not run out; what has no end never does."""
    if not is_held:
        return "lacks"
    if until is None:
        return "holds"
    if until < on:
        return "ran_out"
    return "soon" if (until - on).days <= EARLY_DAYS else "holds"


def reminder_due(until: dt.date, *, on: dt.date, early: bool, late: bool) -> Literal["early", "late"] | None:
    """Which of the two reminders is due, given which were sent. One that is overtaken by the other is never sent."""
    days = (until - on).days
    if days < 0 or late:
        return None
    if days <= LATE_DAYS:
        return "late"
    return "early" if days <= EARLY_DAYS and not early else None
