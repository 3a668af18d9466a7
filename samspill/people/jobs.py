"""What the clock asks of people."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.people.actions import keeping_rules as _rules  # noqa: F401 - importing it declares them.
from samspill.people.actions.keeping import end_what_is_due
from samspill.people.actions.staff import forget_staff_who_left


@every(hours=24)
def keep_nothing_too_long(at: dt.datetime) -> None:
    """What the rules no longer keep goes."""
    end_what_is_due(at)


@every(hours=24)
def forget_those_who_no_longer_work_here(at: dt.datetime) -> None:
    """How to reach them goes after some months, their names after some years."""
    forget_staff_who_left(at)
