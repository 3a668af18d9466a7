"""A title for a need that was given none: what kind of help it is, as one would say it to a volunteer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, str | Promise] = {
    "shopping": _("Help with the shopping"),
    "escort": _("Go along to an appointment"),
    "visit": _("A visit"),
    "walk": _("Go for a walk together"),
    "chores": _("A small job in the house"),
    "garden": _("Help in the garden"),
    "transport": _("A lift"),
    "tech": _("Help with phone or computer"),
    "homework": _("Help with homework"),
    "language": _("Practise Norwegian together"),
    "exercise": _("Exercise together"),
    "event": _("Help at an event"),
    "kitchen": _("Help in the kitchen"),
    "repair": _("Repair something"),
    "visit_friend": _("Visiting friend"),
    "activity_friend": _("Activity friend"),
    "inclusion_contact": _("Inclusion contact"),
    "mentor": _("Be a mentor"),
    "other": _("A helping hand"),
}


def kind_title(kind: str) -> str:
    """The title of a need of this kind (`rules.codes.KINDS`)."""
    return str(TITLES.get(kind, TITLES["other"]))
