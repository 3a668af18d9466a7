"""Which days somebody means by today, tomorrow, the weekend and a week."""

from __future__ import annotations

import datetime as dt

SPANS = ("week", "today", "tomorrow", "weekend")


def days_of(span: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a span. The weekend is the one to come; on a Sunday what is left of it."""
    if span == "today":
        return today, today
    if span == "tomorrow":
        return today + dt.timedelta(days=1), today + dt.timedelta(days=1)
    if span == "weekend":
        sunday = today + dt.timedelta(days=6 - today.weekday())
        return max(today, sunday - dt.timedelta(days=1)), sunday
    return today, today + dt.timedelta(days=6)
