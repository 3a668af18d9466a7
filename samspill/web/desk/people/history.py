"""What a person was asked and took part in, what was changed, and what she may ask for by right."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samspill.people.models import Person
from samspill.people.queries import changes_of
from samspill.people.queries.exporting import happened_to
from samspill.volunteering.queries.profiles import assignments_of, offers_of
from samspill.web.access.staff import DeskRequest
from samspill.web.desk.paging import page_of
from samspill.web.desk.people.forms import ClaimForm, RestrictionForm
from samspill.web.desk.people.tabs import a_tab, heading_of

LATEST_DEEDS = 30


@a_tab
def history(request: DeskRequest, found: Person) -> HttpResponse:
    """All she was asked and took part in, what has been changed, and her rights."""
    return history_of(request, found)


def history_of(request: DeskRequest, found: Person, **forms: Any) -> HttpResponse:
    """The tab; `forms` stands in for the empty ones where one is to be shown again."""
    page = heading_of(request.asker, found, "history") | {
        "taken": page_of(request, assignments_of(found), called="taken"),
        "asked": page_of(request, offers_of(found), called="asked"),
        "happened": happened_to(found, latest=LATEST_DEEDS),
        "changes": changes_of(found),
        "claim_form": ClaimForm(auto_id="claim_%s"),
        "restriction_form": RestrictionForm(auto_id="restriction_%s"),
    }
    return render(request, "desk/people/history.html", page | forms)
