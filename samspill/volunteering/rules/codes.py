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
    "visit_friend",
    "activity_friend",
    "inclusion_contact",
    "mentor",
    "other",
)

#: Those of them that bring one volunteer and one recipient together for a long time.
PAIR_KINDS = ("visit_friend", "activity_friend", "inclusion_contact", "mentor")
#: Whoever wishes for one of these is near to wishing for that kind of pair.
NEAR_KINDS = {
    "visit_friend": ("visit",),
    "activity_friend": ("visit", "walk", "exercise"),
    "inclusion_contact": ("language", "visit"),
}

#: What no volunteer must have: the course about voluntary work for those who are employed by the municipality (S38).
STAFF_COURSE = "staff_course"
#: What a need may demand and a volunteer may hold, each with dates.
QUALIFICATIONS = (
    "course",
    "agreement",
    "confidentiality",
    "police_certificate",
    "first_aid",
    "driving_licence",
)

#: What somebody can or has that may be asked for in a hurry, by her own word; nothing a need can demand.
SKILLS = (
    "driving_licence",
    "boat_licence",
    "boat",
    "car",
    "van",
    "trailer",
    "four_wheel",
    "lorry_licence",
    "tractor",
    "snowmobile",
    "chainsaw",
    "radio",
    "nursing",
    "cooking",
    "carpentry",
    "electronics",
    "music",
    "interpreting",
    "leading_groups",
)

#: What people like. What a volunteer and a recipient share brings them together.
INTERESTS = (
    "coffee",
    "walks",
    "nature",
    "gardening",
    "fishing",
    "animals",
    "knitting",
    "crafts",
    "cooking",
    "music",
    "singing",
    "dance",
    "reading",
    "history",
    "news",
    "film",
    "games",
    "football",
    "exercise",
    "art",
    "travel",
    "faith",
    "technology",
    "children",
)

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
PARTS_OF_DAY = ("morning", "day", "afternoon", "evening")
