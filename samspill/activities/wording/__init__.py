"""What codes are called, and what people are written; in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CATEGORY_WORDS = {
    "culture": _("Culture"),
    "music": _("Music and singing"),
    "sport": _("Sport and exercise"),
    "outdoors": _("Outdoors"),
    "food": _("Food"),
    "language": _("Language"),
    "crafts": _("Crafts"),
    "repair": _("Repair and reuse"),
    "homework": _("Homework help"),
    "games": _("Games"),
    "meeting_place": _("Meeting place"),
    "health": _("Health"),
    "digital": _("Digital help"),
    "faith": _("Faith and belief"),
    "course": _("Courses and talks"),
    "volunteering": _("Volunteering"),
}
ACCESSIBILITY_WORDS = {
    "step_free": _("Step-free"),
    "lift": _("Lift"),
    "toilet": _("Accessible toilet"),
    "hearing_loop": _("Hearing loop"),
    "parking": _("Accessible parking"),
    "quiet": _("Quiet surroundings"),
    "sign_language": _("Sign language"),
}
PART_OF_DAY_WORDS = {
    "morning": _("Before noon"),
    "day": _("In the afternoon"),
    "evening": _("In the evening"),
}
#: Names of formats, the same in every language.
SOURCE_KINDS = {
    "icalendar": "iCalendar",
    "linked_events": "Linked Events",
    "schema_org": "schema.org",
    "openactive": "OpenActive",
}
PROBLEM_WORDS = {
    "unreadable": _("The calendar could not be read."),
    "nothing_came": _(
        "What came is empty. Ask whoever has the calendar to share it or to export it once more."
    ),
    "not_a_calendar": _(
        "What came is text, but no calendar. Choose to share or publish in the calendar program, and use the address "
        "you get there. It often ends in .ics."
    ),
    "broken_calendar": _(
        "What came looks like a calendar, but it is broken: BEGIN:VCALENDAR should stand on line %(line)s. Fetch or "
        "export the whole of it once more. If that does not help, send this to whoever has the calendar."
    ),
    "broken_data": _(
        "What came is a list for programs (JSON), but it is broken at line %(line)s. Send this to whoever runs the "
        "website."
    ),
    "no_events_on_page": _(
        "What came is a web page, perhaps one to sign in on, and no calendar. It tells programs of no events. Look on "
        "the page for «Subscribe» or «iCal», and use that address. Or ask whoever runs the page."
    ),
    "no_events_in_data": _(
        "What came is a list for programs (JSON), but it tells of no events that we can read. Ask whoever runs the "
        "website for a calendar (iCalendar), Linked Events, OpenActive or schema.org."
    ),
    "other_file": _(
        "What came is another kind of file, such as a picture, a PDF or a spreadsheet. Ask for the calendar as "
        "iCalendar (.ics)."
    ),
    "kind_not_read": _("This is something other than an event. It was left out."),
    "kept_ours": _("The event has other words at its source now. We kept what was written here."),
    "too_many_bytes": _(
        "The calendar is too big. We read 20 MB at most. Ask for one with only what is to come, or for a part of it."
    ),
    "too_many_events": _("The calendar has more events than we read. The rest was left out."),
    "too_many_occurrences": _("The calendar has more dates than we read. The rest was left out."),
    "too_many_times": _("The event takes place too often to be shown. It was left out."),
    "runs_away": _("The event's rule for when it comes back never comes to an end. It was left out."),
    "cut_off": _("The file breaks off in the middle of this event. It was left out."),
    "not_closed": _("The event has no end mark in the file. It was left out."),
    "no_start": _("The event does not say when it begins. It was left out."),
    "no_title": _("The event has no title. It was left out."),
    "private": _("The event is marked as private. It was left out."),
    "bad_time": _("A date or time could not be read."),
    "bad_duration": _("How long the event lasts could not be read."),
    "bad_rule": _("The rule for when the event comes back could not be read. It was left out."),
    "bad_line": _("A line could not be read."),
    "bad_exception": _("A date that was added or taken out could not be read."),
    "bad_change": _("A change to one of the dates could not be read."),
    "unknown_zone": _("The event has a time zone nobody knows. We took its times as Norwegian."),
    "ends_before_start": _("The event ends before it begins. We left the end out."),
    "not_an_address": _("This is not an address of a calendar."),
    "unknown_host": _("There is no such address."),
    "private_address": _("The address is inside a private network. We do not read from there."),
    "no_connection": _("We could not connect to the calendar."),
    "timed_out": _("The calendar did not answer in time."),
    "too_many_redirects": _("The address leads on and on, and never to a calendar."),
    "not_found": _("The calendar is no longer at this address."),
    "needs_sign_in": _("The calendar is not public. Share it openly, and use the public address."),
    "asked_too_often": _("The calendar asks us to come back later."),
    "server_error": _("The calendar's server has a fault."),
}


def category_words(code: str) -> str:
    """What it is about, in words; the code itself if we do not know it."""
    return str(CATEGORY_WORDS.get(code, code))


def accessibility_words(code: str) -> str:
    """How one gets in and along, in words."""
    return str(ACCESSIBILITY_WORDS.get(code, code))


def part_of_day_words(code: str) -> str:
    """When in the day, in words."""
    return str(PART_OF_DAY_WORDS.get(code, code))


def source_kind(code: str) -> str:
    """What a source's format is called."""
    return SOURCE_KINDS.get(code, code)


def problem_words(reason: str) -> str:
    """Why a calendar, or an event in it, could not be read, in a sentence. Behind some codes stands the line:
    «broken_data:12».
    """
    code, _colon, line = reason.partition(":")
    said = str(PROBLEM_WORDS.get(code) or _("Something could not be read."))
    return said.replace("%(line)s", line or "1")
