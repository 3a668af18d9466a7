"""A door to the pages of activities: whose they are, who acts, and what the addresses are called there.

An association comes by link, staff by the desk. The pages are the same (`activity_pages`); a door gives them its own
frame and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samspill.organisations.queries.organisers import Organiser
from samspill.people.models import Person, StaffMember


@dataclass(frozen=True)
class Door:
    """Through which door one came, for whom, and who one is.

    `prefix` begins the names of its addresses, `keys` fill them; `frame` is the template around each page, and
    `facts` what that shows.
    """

    organiser: Organiser
    by: Person | StaffMember
    prefix: str
    keys: tuple[Any, ...]
    frame: str
    facts: dict[str, Any]
    may_change: bool = True

    @property
    def is_staff(self) -> bool:
        """Whether it is the municipality that acts."""
        return isinstance(self.by, StaffMember)

    def way(self, name: str, *keys: Any) -> str:
        """The address of one of the pages below."""
        return reverse(f"{self.prefix}:{name}", args=[*self.keys, *keys])

    def go(self, name: str, *keys: Any) -> HttpResponse:
        """Lead there."""
        return redirect(self.way(name, *keys))

    def show(self, request: HttpRequest, name: str, page: dict[str, Any]) -> HttpResponse:
        """A page of activities within this door's frame; 422 where its `form` was sent in and is wrong."""
        form = page.get("form")
        is_wrong = form is not None and form.is_bound and "look" not in request.POST and form.errors
        facts = {**self.facts, **page, "door": self, "frame": self.frame}
        return render(request, f"access/activities/{name}.html", facts, status=422 if is_wrong else 200)
