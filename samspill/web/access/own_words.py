"""What came of an answer, said to the one who gave it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OUTCOMES: dict[str, str | Promise] = {
    "booked": _("Thank you! It is yours."),
    "already_booked": _("It is yours already."),
    "declined": _("Thank you for telling us."),
    "covered": _("Thank you! It was covered already."),
    "cancelled": _("It has been called off. You do not need to do anything."),
    "over": _("It is over. Thank you all the same."),
    "busy": _("You have another task at the same time. Call us if you would rather do this one."),
    "off": _("Thank you for telling us. We ask somebody else."),
}


def outcome_words(outcome: str) -> str:
    """One sentence."""
    return str(OUTCOMES[outcome])
