"""The columns of each list as a spreadsheet: what its page shows, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.activities.queries.reports import title_of as title_of_report
from samspill.activities.wording.reports import ABOUT_WORDS, OUTCOME_WORDS, reason_in_words
from samspill.foundation.phones import formatted
from samspill.messaging.wording import PURPOSES
from samspill.organisations.wording import REVIEW_KINDS, SHARED, audience_words, title_words
from samspill.volunteering.queries.tasks import title_of
from samspill.web.design.language_names import language_name
from samspill.web.design.templatetags.design import rhythm
from samspill.web.design.words import (
    CHANNEL_WORDS,
    INTEREST_WORDS,
    KIND_WORDS,
    RESTRICTION_WORDS,
    ROLE_WORDS,
    Words,
    word_for,
)
from samspill.web.desk.spreadsheets import Column

CLAIM_WORDS: Words = {"correction": _("Something corrected"), "erasure": _("To be forgotten")}
#: Why somebody a mailing is to gets nothing.
WHY_WORDS: Words = {
    "opted_out": _("Said STOPP"),
    "no_consent": _("Has not said that we may write"),
    "unreachable": _("No number or address works"),
    "shares_phone": _("Shares a phone with one who gets the same"),
    "digest": _("Gets it with the weekly letter"),
    "gone": _("Is no longer in the register"),
}
#: Why whoever asked must be called.
OWED_WORDS: Words = {
    "lost": _("The volunteer cannot after all"),
    "nobody": _("We have not found enough people"),
    "found": _("Somebody comes after all"),
}
OUTCOMES: Words = {
    "welcomed": _("Became a volunteer"),
    "declined": _("Thanked"),
    "not_reached": _("Not reached"),
    "duplicate": _("Stands here twice"),
}


def _phone(number: str) -> str:
    return formatted(number) if number.startswith("+") else number


def _name(thing: Any) -> str:
    return str(thing) if thing else ""


def _kinds(codes: Iterable[str]) -> str:
    return ", ".join(word_for(code, KIND_WORDS) for code in codes)


NEEDS = (
    Column(_("Code"), lambda shift: shift.code),
    Column(_("Task"), lambda shift: shift.need.title),
    Column(_("Kind"), lambda shift: _kinds([shift.need.kind])),
    Column(_("Begins"), lambda shift: shift.starts_at),
    Column(_("Ends"), lambda shift: shift.ends_at),
    Column(_("Part of town"), lambda shift: _name(shift.need.area)),
    Column(_("Unit"), lambda shift: _name(shift.need.unit)),
    Column(_("Places"), lambda shift: shift.places),
    Column(_("Taken"), lambda shift: shift.taken),
    Column(_("Who comes"), lambda shift: ", ".join(shift.who)),
    Column(_("Called off"), lambda shift: shift.cancelled_at),
)
PEOPLE = (
    Column(_("Name"), lambda person: person.name),
    Column(_("Phone"), lambda person: ", ".join(_phone(point.value) for point in person.phones)),
    Column(_("Part of town"), lambda person: _name(person.area)),
    Column(_("Speaks"), lambda person: ", ".join(map(language_name, person.languages))),
    Column(_("Wants to"), lambda person: _kinds(_profile(person, "wishes", ()))),
    Column(_("Volunteer since"), lambda person: _profile(person, "joined_at", None)),
    Column(_("Has a break from"), lambda person: _profile(person, "is_paused_from", None)),
    Column(_("Left"), lambda person: _profile(person, "left_at", None)),
)
RECIPIENTS = (
    Column(_("Name"), lambda row: row.person.name),
    Column(_("Phone"), lambda row: ", ".join(_phone(point.value) for point in row.person.phones)),
    Column(_("Part of town"), lambda row: _name(row.person.area)),
    Column(_("Likes"), lambda row: ", ".join(word_for(code, INTEREST_WORDS) for code in row.interests)),
    Column(_("Unit"), lambda row: row.unit.name),
    Column(_("Has a pair"), lambda row: str(_("Yes")) if row.has_pair else ""),
    Column(_("Since"), lambda row: row.since_at),
    Column(_("Ended"), lambda row: row.ended_at),
)
INTERESTS = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Phone"), lambda row: _phone(row.phone)),
    Column(_("E-mail"), lambda row: row.email),
    Column(_("Came"), lambda row: row.received_at),
    Column(_("Way in"), lambda row: word_for(row.channel, CHANNEL_WORDS)),
    Column(_("Wants to help with"), lambda row: row.need.title if row.need else ""),
    Column(_("What was written"), lambda row: row.words),
    Column(_("Settled"), lambda row: row.settled_at),
    Column(_("Outcome"), lambda row: word_for(row.outcome, OUTCOMES)),
)
CALLOUTS = (
    Column(_("What it is about"), lambda row: row.title),
    Column(_("Unit"), lambda row: _name(row.unit)),
    Column(_("Kind"), lambda row: str(_("Drill")) if row.is_drill else ""),
    Column(_("Began"), lambda row: row.started_at),
    Column(_("Ended"), lambda row: row.ended_at),
    Column(_("Asked"), lambda row: row.asked),
    Column(_("Said yes"), lambda row: row.coming),
)
INBOX = (
    Column(_("Came"), lambda row: row.received_at),
    Column(_("Way in"), lambda row: word_for(row.channel, CHANNEL_WORDS)),
    Column(_("From"), lambda row: row.person.name if row.person else _phone(row.sender)),
    Column(_("Message"), lambda row: row.body),
    Column(_("Taken by"), lambda row: _name(row.owner)),
)
REPORTS = (
    Column(_("Came"), lambda row: row.received_at),
    Column(_("About"), lambda row: title_of_report(row, get_language() or "nb")),
    Column(_("Kind"), lambda row: str(ABOUT_WORDS[row.kind])),
    Column(_("What it is"), lambda row: reason_in_words(row.reason, row.kind)),
    Column(_("Message"), lambda row: row.words),
    Column(_("What came of it?"), lambda row: str(OUTCOME_WORDS.get(row.outcome, ""))),
)
DOUBLES = (
    Column(_("Association"), lambda row: row[0].name),
    Column(_("Organisation number"), lambda row: row[0].number or ""),
    Column(_("The other"), lambda row: row[1].name),
    Column(_("The other's number"), lambda row: row[1].number or ""),
    Column(_("What they share"), lambda row: ", ".join(str(SHARED.get(what, what)) for what in row[2])),
)
REVIEWS = (
    Column(_("Came"), lambda row: row.asked_at),
    Column(_("Association"), lambda row: row.organisation.name),
    Column(_("What it is"), lambda row: str(REVIEW_KINDS.get(row.kind, row.kind))),
    Column(_("Title"), lambda row: row.title),
    Column(_("Approved"), lambda row: row.approved_at),
    Column(_("Sent back"), lambda row: row.returned_at),
    Column(_("Why"), lambda row: row.reason),
)
SAME_MEANING = (Column(_("Words that mean the same"), lambda row: row.words),)
ORGANISATIONS = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Organisation number"), lambda row: row.number or ""),
    Column(_("For whom"), lambda row: ", ".join(map(audience_words, row.audiences))),
    Column(_("Part of town"), lambda row: _name(row.area)),
    Column(_("Where they meet"), lambda row: row.place_text),
    Column(_("Phone"), lambda row: _phone(row.phone)),
    Column(_("E-mail"), lambda row: row.email),
    Column(_("Website"), lambda row: row.website),
    Column(_("Confirmed by the association"), lambda row: row.confirmed_at),
    Column(_("Stopped"), lambda row: row.closed_on),
)
POST_CLAIMS = (
    Column(_("Association"), lambda row: row.organisation.name),
    Column(_("Name"), lambda row: row.person.name),
    Column(_("Post"), lambda row: title_words(row.title)),
    Column(_("Came"), lambda row: row.asked_at),
    Column(_("What was written"), lambda row: row.words),
)
NAMES = (
    Column(_("Name"), lambda person: person.name),
    Column(_("Known since"), lambda person: person.created_at),
)
RESTRICTED = (
    Column(_("Name"), lambda person: person.name),
    Column(_("Since"), lambda person: person.restricted_at),
    Column(_("Why"), lambda person: word_for(person.restricted_reason, RESTRICTION_WORDS)),
)
CLAIMS = (
    Column(_("Name"), lambda row: row.person.name),
    Column(_("Wants"), lambda row: word_for(row.kind, CLAIM_WORDS)),
    Column(_("Came"), lambda row: row.asked_at),
    Column(_("Way in"), lambda row: word_for(row.channel, CHANNEL_WORDS)),
    Column(_("What was written"), lambda row: row.words),
    Column(_("Settled"), lambda row: row.settled_at),
)
CALENDARS = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Address"), lambda row: row.url),
    Column(_("Whose"), lambda row: _name(row.organisation or row.unit)),
    Column(_("Last read"), lambda row: row.fetched_at),
    Column(_("Ended"), lambda row: row.ended_at),
)
TASK_SOURCES = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Address"), lambda row: row.url),
    Column(_("Whose"), lambda row: _name(row.organisation)),
    Column(_("Tasks"), lambda row: row.standing),
    Column(_("Last read"), lambda row: row.read_at),
    Column(_("Ended"), lambda row: row.ended_at),
)
SHEETS = (
    Column(_("File"), lambda row: row.filename),
    Column(_("Came"), lambda row: row.received_at),
)
COLLEAGUES = (
    Column(_("Name"), lambda staff: staff.name),
    Column(_("E-mail"), lambda staff: staff.email),
    Column(_("Roles"), lambda staff: ", ".join(word_for(role.role, ROLE_WORDS) for role in staff.roles_here)),
    Column(_("Last signed in"), lambda staff: staff.last_login),
)
#: A row is a call about a shift, or words to be said.
CALLS = (
    Column(_("Name"), lambda row: row.person.name),
    Column(_("Phone"), lambda row: _phone(row.phone)),
    Column(_("Task"), lambda row: row.shift.need.title if row.shift else ""),
    Column(_("Begins"), lambda row: row.shift.starts_at if row.shift else None),
    Column(_("Code"), lambda row: row.shift.code if row.shift else ""),
    Column(_("To be said"), lambda row: row.words),
    Column(_("Times called"), lambda row: row.tried.times),
    Column(_("Last called"), lambda row: row.tried.last.tried_at if row.tried.last else None),
)
MAILINGS = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Selection"), lambda row: _name(row.selection)),
    Column(_("Unit"), lambda row: _name(row.unit)),
    Column(_("Prepared"), lambda row: row.made_at),
    Column(_("Prepared by"), lambda row: _name(row.made_by)),
    Column(_("Begun to be sent"), lambda row: row.confirmed_at),
    Column(_("Stopped"), lambda row: row.stopped_at),
)
#: A row is a selection, and what it asks for in words.
SELECTIONS = (
    Column(_("Name"), lambda row: row[0].name),
    Column(_("Asks for"), lambda row: " · ".join(row[1])),
    Column(_("Unit"), lambda row: _name(row[0].unit)),
    Column(_("Made by"), lambda row: _name(row[0].made_by)),
)
#: A row is a template, and the languages it lacks.
TEMPLATES = (
    Column(_("Name"), lambda row: row[0].name),
    Column(_("What it is for"), lambda row: str(PURPOSES[row[0].purpose])),
    Column(_("Unit"), lambda row: _name(row[0].unit)),
    Column(_("Lacks"), lambda row: ", ".join(map(str, row[1]))),
)
MAILING_RECIPIENTS = (
    Column(_("Name"), lambda row: row.person.name),
    Column(_("Way"), lambda row: word_for(row.message.channel, CHANNEL_WORDS) if row.message else ""),
    Column(_("Written"), lambda row: row.message.queued_at if row.message else None),
    Column(_("Sent"), lambda row: row.message.sent_at if row.message else None),
    Column(_("Why not"), lambda row: word_for(row.left_out, WHY_WORDS)),
)
LETTERS = (
    Column(_("Name"), lambda row: _name(row.person)),
    Column(_("Address"), lambda row: row.address.replace("\n", ", ")),
    Column(_("Title"), lambda row: row.subject),
    Column(_("Text"), lambda row: row.body),
    Column(_("Written"), lambda row: row.queued_at),
    Column(_("Unit"), lambda row: _name(row.unit)),
    Column(_("Posted"), lambda row: row.sent_at),
    Column(_("Posted by"), lambda row: _name(row.sent_by)),
)
FAILING = (
    Column(_("Name"), lambda point: point.person.name),
    Column(_("Number or address"), lambda point: _phone(point.value)),
    Column(_("Does not work since"), lambda point: point.unusable_at),
)

POOLS = (
    Column(_("Pool"), lambda pool: pool.name),
    Column(_("For"), lambda pool: _kinds(pool.kinds)),
    Column(_("Unit"), lambda pool: _name(pool.unit)),
    Column(_("How many are in it"), lambda pool: pool.size),
)
#: A row is a need, its pattern and the next of its times, or None.
ROTAS = (
    Column(_("Task"), lambda row: row[0].title),
    Column(_("When"), lambda row: rhythm(row[1])),
    Column(_("Part of town"), lambda row: _name(row[0].area)),
    Column(_("Unit"), lambda row: _name(row[0].unit)),
    Column(_("Next time"), lambda row: row[2].starts_at if row[2] else None),
    Column(_("Places"), lambda row: row[2].places if row[2] else None),
    Column(_("Taken"), lambda row: row[2].taken if row[2] else None),
)
SWAPS = (
    Column(_("Name"), lambda swap: swap.assignment.person.name),
    Column(_("Who takes over"), lambda swap: _name(swap.to_person)),
    Column(_("Task"), lambda swap: title_of(swap.assignment.shift)),
    Column(_("Begins"), lambda swap: swap.assignment.shift.starts_at),
    Column(_("Asked"), lambda swap: swap.asked_at),
    Column(_("Both agree"), lambda swap: swap.agreed_at),
)
#: A row is a shift and when it is, in words.
CALLERS = (
    Column(_("Name"), lambda row: row[0].need.request.caller_name),
    Column(_("Phone"), lambda row: _phone(row[0].need.request.caller_phone)),
    Column(_("Task"), lambda row: title_of(row[0])),
    Column(_("Begins"), lambda row: row[0].starts_at),
    Column(_("Why"), lambda row: word_for(row[0].caller_owed_why, OWED_WORDS)),
)


def _profile(person: Any, name: str, missing: Any) -> Any:
    return getattr(getattr(person, "volunteer", None), name, missing)
