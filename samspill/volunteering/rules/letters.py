"""Whether a letter is of any use: post is slow, and comes every other weekday."""

from __future__ import annotations

import datetime as dt

#: Printed tomorrow, four days on its way at most, and a day to think.
POST_TAKES = dt.timedelta(days=6)


def arrives_in_time(at: dt.datetime, starts: dt.datetime) -> bool:
    """Whether a letter written now is read so long before `starts` that one can answer it. Else somebody calls."""
    return starts - at >= POST_TAKES
