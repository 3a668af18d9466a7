"""Words for what is told of people in codes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
