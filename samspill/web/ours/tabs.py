"""What stands above each page of an association: its name, five sections, and the pages of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.web.ours.acting import ActingRequest

Words = str | Promise
#: A page, by its name in addresses (`ours:<name>`), and what it is called.
Page = tuple[str, Words]

#: Each section and its pages; a section's link leads to its first. More than five do not fit on a phone: a part of the
#: door adds its page to the section where somebody would look for it.
SECTIONS: tuple[tuple[Words, tuple[Page, ...]], ...] = (
    (_("Overview"), (("overview", _("Overview")),)),
    (_("What we do"), (("activities:list", _("Activities")), ("fairs", _("Foreningenes dag")))),
    (_("Rooms"), (("rooms", _("Rooms and equipment")), ("seasons:list", _("Hours for a season")))),
    (
        _("Our page"),
        (
            ("page", _("About us")),
            ("pictures:list", _("Pictures")),
            ("stories:list", _("Stories")),
            ("visits", _("Visits")),
        ),
    ),
    (_("Who runs it"), (("people", _("People")), ("programs", _("Programs")))),
)


@dataclass(frozen=True)
class Link:
    """A link in the heading. `current` is what `aria-current` says: the page itself, a section it is in, or ""."""

    address: str
    words: Words
    current: str


def heading_of(request: ActingRequest, token: str, page: str) -> dict[str, Any]:
    """The facts `ours/frame.html` shows: give them to the template with the page's own. `page` is its name above."""
    here = [token, request.organisation.pk]

    def link(name: str, words: Words, current: str) -> Link:
        return Link(reverse(f"ours:{name}", args=here), words, current)

    [(opened, pages)] = [(words, inside) for words, inside in SECTIONS if page in dict(inside)]
    in_it = "true" if len(pages) > 1 else "page"
    return {
        "organisation": request.organisation,
        "person": request.person,
        "token": token,
        "tab": page,
        "section": opened,
        "sections": [
            link(inside[0][0], words, in_it if words is opened else "") for words, inside in SECTIONS
        ],
        "pages": [link(name, words, "page" if name == page else "") for name, words in pages],
    }
