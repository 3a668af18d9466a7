"""The tables of activities, by subject."""

from __future__ import annotations

from samspill.activities.models.activities import Activity, Schedule, SchoolHoliday
from samspill.activities.models.calendars import CalendarProblem, CalendarRun, CalendarSubscription
from samspill.activities.models.fairs import (
    Fair,
    FairOffer,
    FairPlace,
    FairRoom,
    FairRound,
    Pupil,
    PupilWish,
    SchoolClass,
)
from samspill.activities.models.occurrences import Occurrence
from samspill.activities.models.sign_ups import SignUp

__all__ = [
    "Activity",
    "CalendarProblem",
    "CalendarRun",
    "CalendarSubscription",
    "Fair",
    "FairOffer",
    "FairPlace",
    "FairRoom",
    "FairRound",
    "Occurrence",
    "Pupil",
    "PupilWish",
    "Schedule",
    "SchoolClass",
    "SchoolHoliday",
    "SignUp",
]
