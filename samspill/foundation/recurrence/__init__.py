"""When something comes back: recurrence arithmetic on the wall clock.

Two ways in. A *pattern* is what a person enters ("every other Tuesday at 17.00, not on public holidays"), shown again
in words. A *rule* is what another calendar program wrote (RFC 5545's RRULE). Both are counted out in local wall time
and turned into UTC one moment at a time, so that 17.00 stays 17:00 when the clocks change.

It does not know activities, shifts or bookings. Nothing here reads the clock or the database.
"""

from samspill.foundation.recurrence.expansion import Effort, RunsAway, expand
from samspill.foundation.recurrence.pattern import (
    BrokenPattern,
    ClosedPeriod,
    Pattern,
    dates,
    moments,
    next_dates,
)
from samspill.foundation.recurrence.rule import BrokenRule, Rule, read_rule
from samspill.foundation.recurrence.wall import OSLO, to_utc
from samspill.foundation.recurrence.words import day_in_words, in_words

__all__ = [
    "OSLO",
    "BrokenPattern",
    "BrokenRule",
    "ClosedPeriod",
    "Effort",
    "Pattern",
    "Rule",
    "RunsAway",
    "dates",
    "day_in_words",
    "expand",
    "in_words",
    "moments",
    "next_dates",
    "read_rule",
    "to_utc",
]
