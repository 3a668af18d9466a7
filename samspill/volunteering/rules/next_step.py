"""What to do next about a shift that is not covered, so that the board says it and nobody needs to work it out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Step = Literal["ask", "call", "wait", "ask_more", "nothing"]

#: So near the start a text message may be read too late.
TIME_TO_CALL = dt.timedelta(hours=3)


def next_step(
    *, places: int, taken: int, asked: int, waiting: int, unreached: int, starts: dt.datetime, at: dt.datetime
) -> Step:
    """`waiting` have been asked and not answered, `unreached` have not got the question.

    Close to the start, or where a question did not arrive, somebody must call. Else: ask, wait, or ask more people.
    """
    if taken >= places:
        return "nothing"
    if not asked:
        return "ask"
    if unreached or starts - at < TIME_TO_CALL:
        return "call"
    return "wait" if waiting else "ask_more"
