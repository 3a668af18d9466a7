"""What stands above each page of an association: its name, and the tabs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.web.ours.acting import ActingRequest

#: Each tab: what it is called in addresses (`ours:<name>`), and in words. A part of the door adds its own line.
TABS = (
    ("overview", _("Overview")),
    ("page", _("Page")),
    ("pictures:list", _("Pictures")),
    ("stories:list", _("Stories")),
    ("activities:list", _("Activities")),
    ("rooms", _("Rooms and equipment")),
    ("seasons:list", _("Hours for a season")),
    ("fairs", _("Foreningenes dag")),
    ("people", _("Who runs it")),
    ("visits", _("Visits")),
    ("programs", _("Programs")),
)


def heading_of(request: ActingRequest, token: str, tab: str) -> dict[str, Any]:
    """The facts `ours/frame.html` shows: give them to the template with the page's own."""
    here = [token, request.organisation.pk]
    return {
        "organisation": request.organisation,
        "person": request.person,
        "token": token,
        "tabs": [(name, reverse(f"ours:{name}", args=here), words) for name, words in TABS],
        "tab": tab,
    }
