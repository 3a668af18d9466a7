"""What may wait for the weekly letter of those who have chosen one, and what never does (decision record 0017)."""

from __future__ import annotations

import datetime as dt

#: What begins the keys of messages that may wait, and how long before the task they no longer may. Whatever is not
#: named here goes at once to everybody: questions, answers to what somebody wrote, all that is near or counted on.
MAY_WAIT = {"changed": dt.timedelta(days=8), "mailing": None}


def may_wait(what: str, *, starts: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether a message of this kind may wait a week. `starts` is when the task begins, None where there is none."""
    if what not in MAY_WAIT:
        return False
    nearest = MAY_WAIT[what]
    return nearest is None or starts is None or starts - at >= nearest
