"""The letter to staff on Monday morning: what waits, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def subject(unit: str) -> str:
    """What stands in the list of e-mails."""
    return _("What waits at %(unit)s") % {"unit": unit}


def letter(name: str, waiting: Sequence[tuple[str, int, bool]], desk: str) -> str:
    """The letter; `waiting` holds a code, how many and whether it is urgent, the urgent first."""
    words = [_("Good morning, %(name)s!") % {"name": name.split()[0] if name.split() else name}, ""]
    words += [f"- {waiting_words(code, number)}" for code, number, _urgent in waiting]
    if desk:
        words += ["", _("To the desk: %(address)s") % {"address": desk}]
    return "\n".join(words)


def waiting_words(code: str, number: int) -> str:
    """What waits, in words."""
    return _LINES[code](number) % {"n": number}


_LINES = {
    "uncovered": lambda n: ngettext(
        "One task within a week is without volunteers", "%(n)s tasks within a week are without volunteers", n
    ),
    "requests": lambda n: ngettext(
        "One has asked for help and waits for an answer",
        "%(n)s have asked for help and wait for an answer",
        n,
    ),
    "inbox": lambda n: ngettext(
        "One message in the inbox waits for somebody", "%(n)s messages in the inbox wait for somebody", n
    ),
    "interests": lambda n: ngettext(
        "One who wants to help waits for a call", "%(n)s who want to help wait for a call", n
    ),
    "calls": lambda n: ngettext("One call to make", "%(n)s calls to make", n),
    "letters": lambda n: ngettext("One letter to print and post", "%(n)s letters to print and post", n),
    "unusable": lambda n: ngettext(
        "One number or address does not work", "%(n)s numbers or addresses do not work", n
    ),
    "drafts": lambda n: ngettext(
        "One message you began and have not sent", "%(n)s messages you began and have not sent", n
    ),
}
