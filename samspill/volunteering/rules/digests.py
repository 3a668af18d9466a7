"""When the weekly letters go, and what a volunteer writes to choose them or to get everything at once again."""

from __future__ import annotations

import datetime as dt

#: Local hours, on Mondays. What could not go then goes until the evening of the day after.
VOLUNTEERS_FROM, STAFF_FROM, UNTIL = dt.time(10), dt.time(7), dt.time(20)
#: So many lines of each kind are told; the rest is said to be more.
MOST_LINES = 6
_WEEKLY = frozenset(
    {"uke", "ukebrev", "ukentlig", "hver uke", "veke", "vekebrev", "kvar veke", "week", "weekly"}
)
_AT_ONCE = frozenset({"straks", "alt straks", "med en gang", "med ein gong", "at once"})


def week_of(local: dt.datetime, *, opens: dt.time) -> str:
    """The week whose letters may go at this local moment, such as `2026-W11`; "" where none may."""
    day = local.weekday()
    monday = day == 0 and local.time() >= opens
    tuesday = day == 1 and local.time() < UNTIL
    if not monday and not tuesday:
        return ""
    year, week, _ = local.isocalendar()
    return f"{year}-W{week:02}"


def wish_in(text: str) -> bool | None:
    """True where the text asks for a weekly letter, False where it asks for everything at once; None for all else."""
    plain = " ".join(text.split()).strip(".!").casefold()
    if plain in _WEEKLY:
        return True
    return False if plain in _AT_ONCE else None
