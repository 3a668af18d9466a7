"""What the codes of mapping are called, in the reader's language; and the columns of its lists."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation.phones import formatted
from samspill.organisations.rules.categories import categories
from samspill.organisations.rules.mapping import INFORMAL, REGISTERED
from samspill.web.desk.spreadsheets import Column

MEASURES: dict[str, str | Promise] = {
    "all": _("Associations"),
    "reachable": _("Phone or e-mail"),
    "contact_person": _("We know somebody"),
    "taken_over": _("Page taken over"),
    "answered": _("Answered us"),
    "in_contact": _("In contact"),
    "not_in_contact": _("Not in contact"),
    "never_tried": _("Never tried"),
}
GROUPS: dict[str, str | Promise] = {
    REGISTERED: _("In the national register"),
    INFORMAL: _("Groups without a number"),
}
WAYS: dict[str, str | Promise] = {
    "phone": _("Phone"),
    "email": _("E-mail"),
    "sms": _("SMS"),
    "letter": _("Letter"),
    "visit": _("Visit"),
    "met": _("Met somewhere"),
}
OUTCOMES: dict[str, str | Promise] = {
    "talked": _("Talked with them"),
    "not_reached": _("Not reached"),
    "message_left": _("Left a message"),
    "try_later": _("Try later"),
    "wrong_address": _("Wrong number or address"),
    "declined": _("Want no contact"),
}


def category_words(code: str) -> str:
    """A main category's name; what nobody has told of is said so."""
    known = categories().get(code)
    return known.name(get_language() or "nb") if known else str(_("Not told"))


def _yes(value: bool) -> str:
    return str(_("yes")) if value else ""


LIST = (
    Column(_("Name"), lambda row: row.name),
    Column(_("Organisation number"), lambda row: row.number),
    Column(_("Category"), lambda row: category_words(row.category) if row.category else ""),
    Column(_("Part of town"), lambda row: row.area),
    Column(_("Phone"), lambda row: formatted(row.phone) if row.phone.startswith("+") else row.phone),
    Column(_("E-mail"), lambda row: row.email),
    Column(_("We know somebody"), lambda row: _yes(row.contact_person)),
    Column(_("Page taken over"), lambda row: _yes(row.taken_over)),
    Column(_("Answered us"), lambda row: _yes(row.answered)),
    Column(_("In contact"), lambda row: _yes(row.in_contact)),
    Column(_("Last tried"), lambda row: row.tried_on),
)
TO_TRY = (
    Column(_("Name"), lambda row: row.organisation.name),
    Column(_("Part of town"), lambda row: str(row.organisation.area or "")),
    Column(_("Phone"), lambda row: formatted(row.organisation.phone) if row.organisation.phone else ""),
    Column(_("E-mail"), lambda row: row.organisation.email),
    Column(_("Last tried"), lambda row: row.last and row.last.tried_at),
    Column(_("How it went"), lambda row: str(OUTCOMES[row.last.outcome]) if row.last else ""),
    Column(_("Next try"), lambda row: row.last and row.last.next_on),
    Column(_("By"), lambda row: row.last.next_by.name if row.last and row.last.next_by else ""),
)


def group_words(code: str) -> str:
    """Registered, or a group without a number."""
    return str(GROUPS[code])


def area_words(name: str) -> str:
    """A part of town; or that it is not told."""
    return name or str(_("Not told"))


KINDS: dict[str, str | Promise] = {
    "short": _("A few words"),
    "long": _("A longer text"),
    "number": _("A number"),
    "yes_no": _("Yes or no"),
    "one": _("Choose one"),
    "several": _("Choose several"),
}
FACT_NAMES: dict[str, str | Promise] = {
    "email": _("E-mail"),
    "phone": _("Phone"),
    "website": _("Website"),
    "categories": _("Category"),
    "languages": _("Languages"),
    "audiences": _("For whom"),
    "place_text": _("Where they meet"),
}
#: The piles of a campaign, and what to do about each.
PILES: dict[str, tuple[str | Promise, str | Promise]] = {
    "waiting": (_("Not sent yet"), _("Press «Send» when the questions are right.")),
    "letters": (_("Letters to print"), _("Print the letters, post them, and say so here.")),
    "sent": (_("Sent"), ""),
    "opened": (_("Opened"), ""),
    "answered": (_("Answered"), _("See what they answered.")),
    "declined": (_("No thanks"), _("They are not reminded. Leave them in peace.")),
    "silent": (_("Sent, and not answered"), _("Remind them, or call and type in what they say.")),
    "failed": (_("Did not arrive"), _("Find another way: call, or ask somebody who knows them.")),
    "nowhere": (_("No way to write"), _("Call, or visit, and type in what they say.")),
}
CAMPAIGN_WAYS: dict[str, str | Promise] = {
    "email": _("E-mail"),
    "sms": _("SMS"),
    "letter": _("Letter"),
    "": _("No way to write"),
}
#: How an answer came.
CHANNEL_WORDS: dict[str, str | Promise] = {
    "web": _("By the link"),
    "phone": _("By phone"),
    "paper": _("On paper"),
}
RECIPIENTS = (
    Column(_("Name"), lambda row: row.association.name),
    Column(_("Part of town"), lambda row: str(row.association.area or "")),
    Column(_("Phone"), lambda row: formatted(row.association.phone) if row.association.phone else ""),
    Column(_("E-mail"), lambda row: row.association.email),
    Column(_("How"), lambda row: str(CAMPAIGN_WAYS[row.way])),
    Column(_("Written to"), lambda row: row.address),
    Column(_("Sent"), lambda row: row.sent_at),
    Column(_("Opened"), lambda row: row.opened_at),
    Column(_("Answered"), lambda row: row.answered_at),
    Column(_("No thanks"), lambda row: row.declined_at),
)
