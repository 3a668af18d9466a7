"""What codes are called in the interface, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

AUDIENCE_WORDS = {
    "everyone": later("Everyone"),
    "children": later("Children"),
    "youth": later("Young people"),
    "adults": later("Adults"),
    "seniors": later("Seniors"),
    "families": later("Families"),
    "newcomers": later("New in Norway"),
}
CATEGORY_WORDS = {
    "culture": later("Culture"),
    "music": later("Music and singing"),
    "sport": later("Sport and exercise"),
    "outdoors": later("Outdoors"),
    "food": later("Food"),
    "language": later("Language"),
    "crafts": later("Crafts"),
    "repair": later("Repair and reuse"),
    "homework": later("Homework help"),
    "games": later("Games"),
    "meeting_place": later("Meeting place"),
    "health": later("Health"),
    "digital": later("Digital help"),
    "faith": later("Faith and belief"),
    "course": later("Courses and talks"),
    "volunteering": later("Volunteering"),
}
ACCESSIBILITY_WORDS = {
    "step_free": later("Step-free"),
    "lift": later("Lift"),
    "toilet": later("Accessible toilet"),
    "hearing_loop": later("Hearing loop"),
    "parking": later("Accessible parking"),
    "quiet": later("Quiet surroundings"),
    "sign_language": later("Sign language"),
}
PART_OF_DAY_WORDS = {
    "morning": later("Before noon"),
    "day": later("In the afternoon"),
    "evening": later("In the evening"),
}
PROBLEM_WORDS = {
    "unreadable": later("The calendar could not be read."),
    "not_a_calendar": later(
        "This is not a calendar. Is the address right? It should end in .ics or be for subscribing."
    ),
    "too_many_bytes": later("The calendar is too big."),
    "too_many_events": later("The calendar has more events than we read. The rest was left out."),
    "too_many_occurrences": later("The calendar has more dates than we read. The rest was left out."),
    "too_many_times": later("The event takes place too often to be shown. It was left out."),
    "runs_away": later("The event's rule for when it comes back never comes to an end. It was left out."),
    "cut_off": later("The file breaks off in the middle of this event. It was left out."),
    "not_closed": later("The event has no end mark in the file. It was left out."),
    "no_start": later("The event does not say when it begins. It was left out."),
    "no_title": later("The event has no title. It was left out."),
    "private": later("The event is marked as private. It was left out."),
    "bad_time": later("A date or time could not be read."),
    "bad_duration": later("How long the event lasts could not be read."),
    "bad_rule": later("The rule for when the event comes back could not be read. It was left out."),
    "bad_line": later("A line could not be read."),
    "bad_exception": later("A date that was added or taken out could not be read."),
    "bad_change": later("A change to one of the dates could not be read."),
    "unknown_zone": later("The event has a time zone nobody knows. We took its times as Norwegian."),
    "ends_before_start": later("The event ends before it begins. We left the end out."),
    "not_an_address": later("This is not an address of a calendar."),
    "unknown_host": later("There is no such address."),
    "private_address": later("The address is inside a private network. We do not read from there."),
    "no_connection": later("We could not connect to the calendar."),
    "timed_out": later("The calendar did not answer in time."),
    "too_many_redirects": later("The address leads on and on, and never to a calendar."),
    "not_found": later("The calendar is no longer at this address."),
    "needs_sign_in": later("The calendar is not public. Share it openly, and use the public address."),
    "asked_too_often": later("The calendar asks us to come back later."),
    "server_error": later("The calendar's server has a fault."),
}


def audience_words(code: str) -> str:
    """Whom it is for, in words; the code itself if we do not know it."""
    return str(AUDIENCE_WORDS.get(code, code))


def category_words(code: str) -> str:
    """What it is about, in words."""
    return str(CATEGORY_WORDS.get(code, code))


def accessibility_words(code: str) -> str:
    """How one gets in and along, in words."""
    return str(ACCESSIBILITY_WORDS.get(code, code))


def part_of_day_words(code: str) -> str:
    """When in the day, in words."""
    return str(PART_OF_DAY_WORDS.get(code, code))


def problem_words(reason: str) -> str:
    """Why a calendar, or an event in it, could not be read, in a sentence."""
    return str(PROBLEM_WORDS.get(reason) or _("Something could not be read."))
