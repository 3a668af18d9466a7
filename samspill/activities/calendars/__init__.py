"""Calendars of other programs: read into plain values, and written for others to read.

Reading is pure: bytes in, results out, never an exception for what stands in a single event. Following pages over the
network is the one part that is not (`paging.py`). It knows nothing of tables: `activities.actions` makes rows of the
results.
"""

from samspill.activities.calendars.reader import read_calendar
from samspill.activities.calendars.results import (
    CalendarTooBig,
    Limits,
    NoEventsOnPage,
    NotACalendar,
    Problem,
    ReadCalendar,
    ReadEvent,
    ReadOccurrence,
    UnreadableCalendar,
)

__all__ = [
    "CalendarTooBig",
    "Limits",
    "NoEventsOnPage",
    "NotACalendar",
    "Problem",
    "ReadCalendar",
    "ReadEvent",
    "ReadOccurrence",
    "UnreadableCalendar",
    "read_calendar",
]
