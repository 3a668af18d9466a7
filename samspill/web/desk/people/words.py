"""Words for what is told of people in codes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.web.design.deeds import DEED_WORDS

REASONS: dict[str, str | Promise] = {
    "address": gettext_lazy("the same phone or e-mail"),
    "same_name": gettext_lazy("the same name"),
    "like_name": gettext_lazy("nearly the same name"),
    "area": gettext_lazy("the same part of town"),
    "birth_year": gettext_lazy("born in the same year"),
}


def reason_words(codes: Iterable[str]) -> list[str]:
    """Why two may be one, in short phrases."""
    return [str(REASONS[code]) for code in codes]


HAPPENED: dict[str, str | Promise] = {
    "add_person": gettext_lazy("Was added"),
    "change_person": gettext_lazy("Facts were changed"),
    "add_contact_point": gettext_lazy("A number or an address was added"),
    "remove_contact_point": gettext_lazy("A number or an address was taken away"),
    "prefer_contact_point": gettext_lazy("Another number or address comes first"),
    "give_consent": gettext_lazy("Said yes to being contacted"),
    "withdraw_consent": gettext_lazy("Took the yes back"),
    "merge_persons": gettext_lazy("Two rows became one"),
    "say_they_are_two": gettext_lazy("Is not the same as somebody alike"),
    "enrol_volunteer": gettext_lazy("Became a volunteer"),
    "change_volunteer": gettext_lazy("Wishes and times were changed"),
    "pause_volunteer": gettext_lazy("Began a break"),
    "resume_volunteer": gettext_lazy("Came back from the break"),
    "let_volunteer_leave": gettext_lazy("Stopped as a volunteer"),
    "note_absence": gettext_lazy("Days away were written down"),
    "remove_absence": gettext_lazy("Days away were taken back"),
    "note_qualification": gettext_lazy("A course or a paper was written down"),
    "withdraw_qualification": gettext_lazy("A course or a paper was taken away"),
    "take_over_draft": gettext_lazy("A colleague went on with a draft"),
    "note_call_try": gettext_lazy("Was called in vain"),
    "take_back_call_try": gettext_lazy("A call in vain was taken back"),
    "choose_digest": gettext_lazy("Chose one message a week"),
    "end_digest": gettext_lazy("Chose to be written to at once again"),
    "mark_unusable": gettext_lazy("A number or an address does not work"),
    "mark_usable": gettext_lazy("A number or an address works after all"),
}


def happened_words(verb: str) -> str:
    """What was done with a person's row."""
    return str(HAPPENED.get(verb) or DEED_WORDS.get(verb, verb.replace("_", " ")))


def moved_words(table: str, number: int) -> str:
    """How much of something moves when two persons are made one; "" for what need not be told."""
    told = {
        "messaging.outboundmessage": ngettext("%(n)s message from us", "%(n)s messages from us", number),
        "messaging.inboundmessage": ngettext("%(n)s message to us", "%(n)s messages to us", number),
        "messaging.phonenote": ngettext("%(n)s note of a call", "%(n)s notes of calls", number),
        "people.contactpoint": ngettext("%(n)s number or address", "%(n)s numbers and addresses", number),
        "people.consent": ngettext("%(n)s consent", "%(n)s consents", number),
        "volunteering.volunteer": _("the wishes and times of a volunteer; both are kept, and become one"),
        "volunteering.interest": ngettext("%(n)s «I want to help»", "%(n)s times «I want to help»", number),
        "volunteering.offer": ngettext("%(n)s question about a task", "%(n)s questions about tasks", number),
        "volunteering.assignment": ngettext("%(n)s task", "%(n)s tasks", number),
        "volunteering.recipient": ngettext("help from %(n)s unit", "help from %(n)s units", number),
        "organisations.post": ngettext("%(n)s post in an association", "%(n)s posts in associations", number),
        "people.notthesame": "",
    }
    other = ngettext("%(n)s other row", "%(n)s other rows", number)
    return told.get(table, other) % {"n": number} if told.get(table, other) else ""
