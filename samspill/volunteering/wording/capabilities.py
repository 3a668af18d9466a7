"""What organisations can offer is called, in a few words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CAPABILITY_WORDS: dict[str, str | Promise] = {
    "people": _("People who can help"),
    "first_aid": _("First aid"),
    "search": _("Searching for somebody"),
    "boat": _("Boats and crew"),
    "vehicles": _("Cars and drivers"),
    "terrain": _("Vehicles for rough ground and snow"),
    "machines": _("Machines and tools"),
    "premises": _("A house to gather in"),
    "beds": _("Beds and blankets"),
    "food": _("Food for many"),
    "power": _("Power and light"),
    "radio": _("Radio"),
    "interpreting": _("Interpreters"),
    "care": _("Somebody to talk to"),
    "other": _("Something else"),
}


def capability_words(kind: str, number: int | None = None, words: str = "") -> str:
    """What is offered, in a line: «Båter og mannskap (2), står i båthuset»."""
    many = f" ({number})" if number else ""
    return f"{CAPABILITY_WORDS.get(kind, kind)}{many}" + (f", {words}" if words else "")
