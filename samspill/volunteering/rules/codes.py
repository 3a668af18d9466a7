"""The codes this room uses; their words are in the interface's catalogues."""

from __future__ import annotations

#: Kinds of help, as needs ask for and volunteers wish for.
KINDS = (
    "shopping",
    "escort",
    "visit",
    "walk",
    "chores",
    "garden",
    "transport",
    "tech",
    "homework",
    "language",
    "exercise",
    "event",
    "kitchen",
    "repair",
    "mentor",
    "other",
)

#: What a need may demand and a volunteer may hold, each with dates.
QUALIFICATIONS = (
    "course",
    "agreement",
    "confidentiality",
    "police_certificate",
    "first_aid",
    "driving_licence",
)

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
PARTS_OF_DAY = ("morning", "day", "afternoon", "evening")
