"""When a message that certainly did not go is tried again."""

from __future__ import annotations

import datetime as dt

#: About eight hours in all; by then somebody must look at the operator.
MOST_ATTEMPTS = 14
FIRST_WAIT_SECONDS = 15.0
LONGEST_WAIT_SECONDS = 3600.0


def may_try_again(attempts: int) -> bool:
    """Whether a message tried this many times is tried once more."""
    return attempts < MOST_ATTEMPTS


def wait_before_next(attempts: int, *, asked_for_seconds: float | None, jitter: float) -> dt.timedelta:
    """How long to wait after this many attempts: doubled each time, up to an hour, never less than the operator asked.

    `jitter` in 0–1 spreads the waits over a half more, so that what failed together does not come back together.
    """
    doubled = min(FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_WAIT_SECONDS)
    asked = min(asked_for_seconds or 0.0, LONGEST_WAIT_SECONDS)
    return dt.timedelta(seconds=max(doubled, asked) * (1 + jitter / 2))
