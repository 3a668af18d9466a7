"""What was told of a time, why it could not be read, and the bounds of both."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

ONE_DAY = dt.timedelta(days=1)


#: «tirsdag», without an hour, means some time between these.
WAKING_HOURS = (dt.time(8), dt.time(20))


#: A date without a year that is so long past is meant for next year; nearer than that it is a slip, and asked about.
LONG_PAST = dt.timedelta(days=60)


#: How long something takes when nobody said it.
USUAL_MINUTES = 60


LONGEST_WINDOW = dt.timedelta(days=92)


LONGEST_MINUTES = 24 * 60


#: What ends the next day and lasts longer than this is as often a slip, «21-19» for «17-19», and is asked about.
LONGEST_NIGHT = 12 * 60


class Why(StrEnum):
    """Why something could not be read; each has its words on the page."""

    NOT_A_DAY = "not_a_day"
    NO_SUCH_DAY = "no_such_day"
    OTHER_WEEKDAY = "other_weekday"
    NOT_AN_HOUR = "not_an_hour"
    NOT_A_LENGTH = "not_a_length"
    BACKWARDS = "backwards"
    NEXT_DAY = "next_day"
    SEVERAL_DAYS = "several_days"
    TOO_LONG = "too_long"


class NotUnderstood(ValueError):
    """It could not be read. `part` is day, hours or length; `why` a `Why`."""

    def __init__(self, part: str, why: Why) -> None:
        super().__init__(f"{part}: {why}")
        self.part, self.why = part, why


class Days(NamedTuple):
    """A day, or several: both ends included."""

    first: dt.date
    last: dt.date


class Hours(NamedTuple):
    """A wall-clock time, with an end where one was told. `is_window`: some time between the two."""

    starts: dt.time
    ends: dt.time | None = None
    is_window: bool = False


class When(NamedTuple):
    """Local start and end without a zone. For a window `minutes` says how long within it, where that was told."""

    starts: dt.datetime
    ends: dt.datetime
    is_window: bool = False
    minutes: int | None = None
