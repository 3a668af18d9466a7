"""The only place that reads the clock, so that time is a value everywhere else."""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> dt.datetime:
    """The present moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on a Norwegian wall clock (Europe/Oslo)."""
    return moment.astimezone(OSLO)


def local_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Norway at this moment."""
    return local(moment).date()


def today() -> dt.date:
    """The calendar day in Norway now."""
    return local_day(now())


def at_local(day: dt.date, at: dt.time) -> dt.datetime:
    """The UTC moment of a wall-clock time in Norway.

    Where the clock is put back, the earlier of the two moments; where it is put forward and the wall-clock time
    does not exist, the moment as many minutes after the gap's start (PEP 495, fold=0).
    """
    return dt.datetime.combine(day, at, tzinfo=OSLO).astimezone(dt.UTC)


def start_of_day(day: dt.date) -> dt.datetime:
    """The UTC moment when this day begins in Norway."""
    return at_local(day, dt.time.min)


def ticks() -> float:
    """Seconds on a clock that never goes back, for measuring how long something takes."""
    return time.monotonic()
