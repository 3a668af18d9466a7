"""What the states of the matrix are called, and how they look: a word and a sign each, never a colour alone."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Look(NamedTuple):
    """How a state is shown."""

    word: str | Promise
    colour: str
    icon: str


LOOKS: dict[str, Look] = {
    "holds": Look(_("Has"), "success", "CheckmarkCircle"),
    "soon": Look(_("Runs out"), "warning", "Hourglass"),
    "ran_out": Look(_("Ran out"), "danger", "XMarkOctagon"),
    "lacks": Look(_("Lacks"), "neutral", "CircleSlash"),
}
#: What one may look for, in the order it is offered.
STATE_CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("missing", _("Lacks it, or it has run out")),
    ("lacks", _("Lacks it")),
    ("ran_out", _("It has run out")),
    ("soon", _("It runs out within two months")),
    ("holds", _("Has it")),
    ("anew", _("Must sign anew")),
)
