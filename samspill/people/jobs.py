"""What the clock asks of people."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.people.actions import keeping_rules as _rules  # noqa: F401 - importing it declares them.
from samspill.people.actions.keeping import end_what_is_due


@every(hours=24)
def keep_nothing_too_long(at: dt.datetime) -> None:
    """What the rules no longer keep goes."""
    end_what_is_due(at)
