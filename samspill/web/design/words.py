"""What codes are called on pages: kinds of help, qualifications, roles, channels, days and parts of the day."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.volunteering.rules.availability import spans
from samspill.volunteering.rules.codes import (
    INTERESTS,
    KINDS,
    PAIR_KINDS,
    PARTS_OF_DAY,
    QUALIFICATIONS,
    SKILLS,
    STAFF_COURSE,
    WEEKDAYS,
)

Words = dict[str, str | Promise]

KIND_WORDS: Words = {
    "shopping": _("Shopping"),
    "escort": _("Go with somebody"),
    "visit": _("Visit somebody"),
    "walk": _("Go for a walk"),
    "chores": _("Small tasks at home"),
    "garden": _("Garden and snow"),
    "transport": _("Drive"),
    "tech": _("Help with phone and computer"),
    "homework": _("Homework help"),
    "language": _("Practise Norwegian"),
    "exercise": _("Exercise together"),
    "event": _("Help at an event"),
    "kitchen": _("Cook and serve"),
    "repair": _("Repair things"),
    "visit_friend": _("Visiting friend"),
    "activity_friend": _("Activity friend"),
    "inclusion_contact": _("Inclusion contact"),
    "mentor": _("Be a mentor"),
    "other": _("Something else"),
}
QUALIFICATION_WORDS: Words = {
    "course": _("Basic course"),
    "agreement": _("Agreement signed"),
    "confidentiality": _("Declaration of confidentiality"),
    "police_certificate": _("Police certificate shown"),
    "first_aid": _("First aid"),
    "driving_licence": _("Driving licence"),
}
#: What one has when a course is over; the last counts for nobody as a volunteer.
COURSE_WORDS: Words = {
    "course": QUALIFICATION_WORDS["course"],
    "first_aid": QUALIFICATION_WORDS["first_aid"],
    STAFF_COURSE: _("Voluntary work, for staff"),
}
#: Why nobody was asked about a task of a plan.
PASSED_OVER_WORDS: Words = {
    "covered": _("It was covered meanwhile."),
    "cancelled": _("It was called off meanwhile."),
    "over": _("It was over before anybody could be asked."),
    "being_asked": _("A colleague had asked somebody meanwhile."),
    "nobody": _("Nobody in the plan could be asked any more. See who fits."),
}
#: Why somebody who was planned was not asked after all.
DROPPED_WORDS: Words = {
    "asked": _("has been asked about it already"),
    "declined": _("has said no meanwhile"),
    "opted_out": _("has said STOPP meanwhile"),
    "no_consent": _("no longer wants to be contacted"),
    "busy": _("has got another task at the same time"),
    "absent": _("is away then"),
    "covered": _("the place is taken"),
    "left": _("is no longer a volunteer"),
}
SKILL_WORDS: Words = {
    "driving_licence": _("Driving licence"),
    "boat_licence": _("Boat licence"),
    "boat": _("Has a boat"),
    "car": _("Has a car"),
    "van": _("Has a van"),
    "trailer": _("Has a trailer"),
    "four_wheel": _("Has a four-wheel drive"),
    "lorry_licence": _("Lorry licence"),
    "tractor": _("Has a tractor"),
    "snowmobile": _("Has a snowmobile"),
    "chainsaw": _("Can use a chainsaw"),
    "radio": _("Can use a radio"),
    "nursing": _("Trained in nursing"),
    "cooking": _("Can cook for many"),
    "carpentry": _("Carpentry"),
    "electronics": _("Electronics"),
    "music": _("Plays or sings"),
    "interpreting": _("Can interpret"),
    "leading_groups": _("Used to lead groups"),
}
INTEREST_WORDS: Words = {
    "coffee": _("Coffee and a chat"),
    "walks": pgettext_lazy("interest", "Walks"),
    "nature": _("Nature"),
    "gardening": _("Gardening"),
    "fishing": _("Fishing"),
    "animals": _("Animals"),
    "knitting": _("Knitting"),
    "crafts": _("Crafts"),
    "cooking": _("Cooking and baking"),
    "music": pgettext_lazy("interest", "Music"),
    "singing": _("Singing"),
    "dance": pgettext_lazy("interest", "Dancing"),
    "reading": _("Reading"),
    "history": pgettext_lazy("interest", "History"),
    "news": _("News and politics"),
    "film": _("Film and television"),
    "games": _("Cards and games"),
    "football": _("Football"),
    "exercise": pgettext_lazy("interest", "Exercise"),
    "art": _("Art"),
    "travel": _("Travelling"),
    "faith": _("Faith"),
    "technology": _("Technology"),
    "children": pgettext_lazy("interest", "Children"),
}
WEEKDAY_WORDS: Words = {
    "mo": _("Monday"),
    "tu": _("Tuesday"),
    "we": _("Wednesday"),
    "th": _("Thursday"),
    "fr": _("Friday"),
    "sa": _("Saturday"),
    "su": _("Sunday"),
}
PART_WORDS: Words = {
    "morning": _("Morning"),
    "day": pgettext_lazy("part of day", "Midday"),
    "afternoon": _("Afternoon"),
    "evening": _("Evening"),
}
ROLE_WORDS: Words = {
    "coordinator": _("Coordinator"),
    "substitute": _("Substitute"),
    "leader": _("Leader"),
    "crisis": _("Crisis team"),
    "officer": _("Grants officer"),
    "reader": _("May only look"),
}
CHANNEL_WORDS: Words = {
    "sms": _("SMS"),
    "email": _("E-mail"),
    "phone": pgettext_lazy("channel", "Phone call"),
    "letter": _("Letter"),
    "talk": pgettext_lazy("channel", "Talk"),
    "web": _("Web page"),
    "api": _("A program"),
    "paper": _("Paper"),
    "import": _("Sheet"),
    "system": _("The system"),
    "merge": _("Merged"),
}
RESTRICTION_WORDS: Words = {
    "disputed": _("Says that what we have is wrong"),
    "unlawful": _("We should not have had it, but they do not want it deleted"),
    "legal_claim": _("Needs it for a legal claim"),
    "objection": _("Objects to that we use it"),
}
FACT_WORDS: Words = {
    "name": _("Name"),
    "birth_year": _("Born (year)"),
    "gender": _("Gender"),
    "language": _("Messages are written in"),
    "languages": _("Speaks"),
    "preferred_channel": _("Prefers"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "area": _("Part of town"),
    "phone": pgettext_lazy("fact", "Phone"),
    "email": _("E-mail"),
    "post": _("Postal address"),
}
GENDER_WORDS: Words = {"f": _("Woman"), "m": _("Man"), "x": _("Other")}


def word_for(code: str, words: Words) -> str:
    """What a code is called; the code itself where it has no word."""
    return str(words.get(code, code))


def choices(words: Words, codes: tuple[str, ...] | None = None) -> list[tuple[str, str | Promise]]:
    """Codes and words to choose from, in the order of `codes`."""
    return [(code, words[code]) for code in codes or tuple(words)]


def kind_choices() -> list[tuple[str, str | Promise]]:
    """The kinds of help."""
    return choices(KIND_WORDS, KINDS)


def qualification_choices() -> list[tuple[str, str | Promise]]:
    """What a volunteer may hold."""
    return choices(QUALIFICATION_WORDS, QUALIFICATIONS)


def skill_choices() -> list[tuple[str, str | Promise]]:
    """What a volunteer can or has."""
    return choices(SKILL_WORDS, SKILLS)


def interest_choices() -> list[tuple[str, str | Promise]]:
    """What people like."""
    return choices(INTEREST_WORDS, INTERESTS)


def pair_kind_choices() -> list[tuple[str, str | Promise]]:
    """The kinds of pairs."""
    return choices(KIND_WORDS, PAIR_KINDS)


def weekdays() -> list[tuple[str, str | Promise]]:
    """The days of the week, Monday first."""
    return choices(WEEKDAY_WORDS, WEEKDAYS)


def parts_of_day() -> list[tuple[str, str | Promise]]:
    """The parts of the day, morning first."""
    return choices(PART_WORDS, PARTS_OF_DAY)


def told_times(grid: int) -> list[str]:
    """When somebody can, in lines: «Monday, Tuesday: morning, midday»; weekdays with the same parts together."""
    return [
        f"{_listed(WEEKDAY_WORDS, WEEKDAYS, span.weekdays)}: {_listed(PART_WORDS, PARTS_OF_DAY, span.parts).lower()}"
        for span in spans(grid)
    ]


def _listed(words: Words, codes: tuple[str, ...], places: tuple[int, ...]) -> str:
    return ", ".join(str(words[codes[place]]) for place in places)
