"""All requests, narrowed by state, kind, unit and words."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.volunteering.queries.board import units_to_filter_by
from samspill.volunteering.queries.coming import with_who_comes
from samspill.volunteering.queries.needs import STATES, WhichNeeds, needs_list
from samspill.volunteering.rules.codes import KINDS
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import kind_choices
from samspill.web.desk import columns
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def needs(request: DeskRequest) -> HttpResponse:
    """The requests of the asker's units."""
    which = _which(request)
    rows = needs_list(request.asker, which, at=clock.now())
    if is_wanted(request):
        return spreadsheet(request, "requests", rows, columns.NEEDS, with_who_comes)
    page = page_of(request, rows)
    with_who_comes(page.rows)
    return render(
        request,
        "desk/needs/list.html",
        {
            "here": "requests",
            "page": page,
            "which": which,
            "kinds": kind_choices(),
            "units": units_to_filter_by(request.asker),
            "now": clock.now(),
        },
    )


def _which(request: DeskRequest) -> WhichNeeds:
    """What the address asks for; what makes no sense is left out. Searching by words looks among all."""
    words, state, kind = (request.GET.get(name, "").strip() for name in ("q", "state", "kind"))
    return WhichNeeds(
        words=words[:80],
        state=state if state in STATES else ("all" if words else "open"),
        kind=kind if kind in KINDS else "",
        unit=_unit(request),
        is_mine="mine" in request.GET,
    )


def _unit(request: DeskRequest) -> uuid.UUID | None:
    asked = request.GET.get("unit", "")
    return next((unit for unit in request.asker.unit_ids if str(unit) == asked), None)
