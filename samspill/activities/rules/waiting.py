"""Whose turn it is when a place is free at a time that was full."""

from __future__ import annotations

import datetime as dt

#: The ways a free place goes to somebody who waits.
AT_ONCE, OFFER, PICK = "at_once", "offer", "pick"
WAYS = (AT_ONCE, OFFER, PICK)


def is_in_force(way: str, *, ends_the_day: bool, takes_place_on: dt.date, today: dt.date) -> bool:
    """Whether free places still belong to those who wait; on the day itself perhaps no longer."""
    return way in WAYS and not (ends_the_day and today >= takes_place_on)


def to_move_up(places: int | None, taken: int, offered: int) -> int:
    """How many of those who wait may be moved up or offered a place; `offered` are held for somebody already."""
    return 10_000 if places is None else max(0, places - taken - offered)


def offer_ends(begins_at: dt.datetime, hours: int, starts_at: dt.datetime) -> dt.datetime:
    """When what is offered goes to the next: after so many hours, and never after it has begun."""
    return min(begins_at + dt.timedelta(hours=hours), starts_at)
