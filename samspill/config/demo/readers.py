"""Those who read the square in Lillevik: what they say is wrong, and how they call things."""

from __future__ import annotations

import datetime as dt

from samspill.activities.actions.reports import report
from samspill.activities.models import Activity
from samspill.foundation.search.own_words import list_words
from samspill.people.models import StaffMember


def speak_up(activities: list[Activity], staff: StaffMember, *, at: dt.datetime) -> None:
    """A reader tells of a wrong day; the town says what it calls its youth club."""
    report(
        activities[0],
        "wrong",
        words="Det står tirsdag, men døra er låst. Er det onsdager nå?",
        contact="400 00 961",
        language="nb",
        at=at - dt.timedelta(hours=3),
    )
    list_words("huset, ungdomsklubb", by=staff, at=at)
