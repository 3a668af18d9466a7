"""A door to the pages of activities: whose they are, who acts, and what the addresses are called there.

An association comes by link, staff by the desk. The pages are the same (`activity_pages`); a door gives them its own
frame and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
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

    def way(self, name: str, *keys: Any) -> str:
        """The address of one of the pages below."""
        return reverse(f"{self.prefix}:{name}", args=[*self.keys, *keys])

    def go(self, name: str, *keys: Any) -> HttpResponse:
        """Lead there."""
        return redirect(self.way(name, *keys))
