"""Hours as people write them, and as they are told."""

from __future__ import annotations

import re

_MOST = 24 * 60
_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:t|h|timer|timar|hours?)?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|minutt|minutter|minutes?)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


class NotHours(ValueError):
    """What was written is no length of time, or longer than a day."""


def read_minutes(text: str) -> int:
    """Minutes from «2», «1,5», «1:30», «90 min», «2 timer». Raises `NotHours`."""
    plain = " ".join(text.lower().split())
    if clock := _CLOCK.fullmatch(plain):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif told := _MINUTES.fullmatch(plain):
        minutes = int(told[1])
    elif told := _HOURS.fullmatch(plain):
        minutes = round(float(f"{told[1]}.{told[2] or 0}") * 60)
    else:
        raise NotHours(text)
    if not 0 < minutes <= _MOST:
        raise NotHours(text)
    return minutes


def told_hours(minutes: int) -> str:
    """«2», «1,5», «1:20»: whole and half hours as a number, the rest as on a clock."""
    hours, rest = divmod(minutes, 60)
    if rest == 30:
        return f"{hours},5"
    return f"{hours}:{rest:02}" if rest else str(hours)
