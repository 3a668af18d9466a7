"""A person's page is cut into tabs: the door that is the same for all of them, and what stands above each."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.people.actions import note_looks
from samspill.people.models import Person
from samspill.people.queries import Asker, person_for, restricted_person_for
from samspill.volunteering.queries.profiles import ALONG, helped_here
from samspill.web.access.staff import DeskRequest, at_the_desk

#: The views of the tabs, each with an address of that name.
TABS = (
    ("person", _("Overview")),
    ("conversation", _("Conversation")),
    ("papers", _("Papers and days away")),
    ("history", _("History and rights")),
)
Tab = Callable[..., HttpResponse]


def a_tab(view: Tab) -> Tab:
    """The door of a tab, `view(request, person)`: one who was merged leads on to the one who was kept.

    Of one of whom nothing may be done it tells only that, and why.
    """

    @at_the_desk
    @wraps(view)
    def wrapped(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
        try:
            found = opened(request.asker, person_id)
        except Person.DoesNotExist:
            restricted = restricted_person_for(request.asker, person_id)
            return render(request, "desk/people/restricted.html", {"here": "people", "person": restricted})
        if found.pk != person_id:
            return redirect(_name(view.__name__), found.pk)
        return view(request, found)

    return wrapped


def opened(asker: Asker, person_id: uuid.UUID) -> Person:
    """The gate `person_for`, with the volunteer profile along: for what may show a tab again."""
    return person_for(asker, person_id, *ALONG)


def heading_of(asker: Asker, found: Person, tab: str) -> dict[str, Any]:
    """What stands above every tab, and that it was looked at where she gets help."""
    helped = helped_here(asker, found)
    note_looks(asker, helped, at=clock.now(), why="person")
    return {
        "here": "people",
        "person": found,
        "volunteer": getattr(found, "volunteer", None),
        "helped_here": helped,
        "tabs": [(name, reverse(_name(name), args=[found.pk]), words) for name, words in TABS],
        "tab": tab,
    }


def _name(tab: str) -> str:
    return f"desk:people:{tab}"
