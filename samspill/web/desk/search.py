"""The desk's search field: what was found, in groups, each hit a step away by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.volunteering.queries.searching import Found, search
from samspill.web.access.staff import DeskRequest, at_the_desk

KEYS = 9


@dataclass(frozen=True)
class Group:
    """Hits of one kind: what the kind is called, what shows one, and each hit with the key that goes there, or 0."""

    title: str | Promise
    template: str
    rows: list[tuple[int, Any]]


@at_the_desk
def results(request: DeskRequest) -> HttpResponse:
    """Everything she may see that fits what she wrote."""
    words = request.GET.get("q", "").strip()[:80]
    found = search(request.asker, words, at=clock.now())
    page = {"here": "search", "words": words, "found": found, "groups": list(_groups(found))}
    return render(request, "desk/search/results.html", page)


def _groups(found: Found) -> Iterator[Group]:
    exact = [one for one in found.people if not one.hit.is_guess]
    guesses = [one for one in found.people if one.hit.is_guess]
    taken = 0
    for title, template, rows in (
        (_("People"), "person", exact),
        (_("Tasks"), "shift", found.shifts),
        (_("Ask for help"), "request", found.requests),
        (_("Want to help"), "interest", found.interests),
        (_("Associations"), "organisation", found.organisations),
        (_("People it may be"), "person", guesses),
    ):
        if rows:
            yield Group(title, f"desk/search/{template}.html", _numbered(rows, taken))
            taken += len(rows)


def _numbered(rows: Sequence[Any], taken: int) -> list[tuple[int, Any]]:
    return [(place if place <= KEYS else 0, row) for place, row in enumerate(rows, start=taken + 1)]
