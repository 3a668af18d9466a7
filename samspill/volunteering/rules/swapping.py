"""What somebody writes who wants to change with another: BYTT, and perhaps the number of the task."""

from __future__ import annotations

import re
from typing import NamedTuple

_BYTT = re.compile(
    r"\s*(?:bytt|bytte|byt|byte|byta|swap)(?:\s+(?:vakt|vakta|vakten|oppdrag))?[\s.,:#]*(\d{2,6})?[\s.!]*",
    re.IGNORECASE,
)


class Wish(NamedTuple):
    """She wants to change; `code` is the number of the task, or None."""

    code: int | None


def read_wish(text: str) -> Wish | None:
    """The wish that a message tells, if it tells nothing else. More words are for a person: nothing is guessed."""
    found = _BYTT.fullmatch(text)
    return Wish(int(found[1]) if found[1] else None) if found else None
