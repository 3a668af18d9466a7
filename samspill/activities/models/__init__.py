"""The tables of activities, by subject."""

from __future__ import annotations

from samspill.activities.models.activities import Activity, Schedule, SchoolHoliday
from samspill.activities.models.areas import AreaRemoval
from samspill.activities.models.calendars import CalendarProblem, CalendarRun, CalendarSubscription
from samspill.activities.models.drafts import ActivityDraft
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
from samspill.activities.models.messages import SignUpMessage
from samspill.activities.models.occurrences import Occurrence
from samspill.activities.models.reports import ReaderReport
from samspill.activities.models.sign_ups import SignUp
from samspill.activities.models.stories import StoryAbout
from samspill.activities.models.subscriptions import Rhythm, WeekSubscription
from samspill.activities.models.waiting import Waiting

__all__ = [
    "Activity",
    "ActivityDraft",
    "AreaRemoval",
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
    "ReaderReport",
    "Rhythm",
    "Schedule",
    "SchoolClass",
    "SchoolHoliday",
    "SignUp",
    "SignUpMessage",
    "StoryAbout",
    "Waiting",
    "WeekSubscription",
]
