"""Why a message waits for a person, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: dict[str, str | Promise] = {
    "which": _("It may be about more than one task or person. Find out which, and answer."),
    "yes_but_busy": _("They said yes, but have taken on something else at that time."),
    "yes_but_over": _("They said yes, but it is over."),
    "no_but_already_booked": _("They said no, but are booked. Find out whether they cannot after all."),
}
UNCLEAR = _("We could not read for sure what it means. Nothing has been done with it.")
EMPTY = _("The message was empty. Call and ask whether something went wrong.")


def why_it_waits(outcome: str, body: str) -> str:
    """A sentence for whoever opens the message; `outcome` as volunteering's takers name it."""
    if not body.strip():
        return str(EMPTY)
    return str(WHY.get(outcome, UNCLEAR))
