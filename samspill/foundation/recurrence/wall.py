"""From a wall clock to UTC, across the hours that do not exist and those that come twice."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def to_utc(wall: dt.datetime, zone: dt.tzinfo = OSLO) -> dt.datetime:
    """The moment (UTC) at which the wall clock in `zone` shows `wall` (a naive datetime).

    An hour that comes twice in autumn is the first of the two. An hour that is jumped over in spring is counted with
    the offset from before the jump, so 02:30 becomes 03:30 summer time. Both as RFC 5545 section 3.3.5 says.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
