"""Words about what readers say is wrong."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASON_WORDS = {
    "wrong": gettext_lazy("Something here is wrong"),
    "over": gettext_lazy("It is over, or called off"),
    "offends": gettext_lazy("It hurts or threatens somebody"),
    "spam": gettext_lazy("It is advertising or nonsense"),
    "other": gettext_lazy("Something else"),
}
OUTCOME_WORDS = {
    "hidden": gettext_lazy("Taken off the square"),
    "put_right": gettext_lazy("Put right"),
    "kept": gettext_lazy("Stays as it is"),
}


def thanks(title: str, outcome: str) -> tuple[str, str]:
    """Subject and text of what a reader is told when her report about this is dealt with."""
    told = {
        "hidden": _("We have taken it off the page."),
        "put_right": _("We have put it right."),
        "kept": _("We have looked at it, and it stays as it is."),
    }
    body = _("Thank you for telling us about «%(title)s». %(outcome)s")
    return _("What you told us"), body % {"title": title, "outcome": told[outcome]}
