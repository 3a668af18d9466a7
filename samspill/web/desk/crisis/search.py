"""Who can what, across units and organisations; the call-outs there have been."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.volunteering.actions.crisis import note_search
from samspill.volunteering.queries.callouts import (
    callouts_with_figures,
    last_drill_and_use,
    what_waits_in_callouts,
)
from samspill.volunteering.queries.capabilities import offered_in_a_crisis, what_waits_in_capabilities
from samspill.volunteering.queries.crisis import last_paper, needed_across_units, who_can
from samspill.volunteering.queries.standing import phones_of
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.desk import columns
from samspill.web.desk.crisis.forms import SearchForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: Ready-made searches for the worst minutes.
SHORTCUTS = (
    (_("Boat licence"), "skills=boat_licence"),
    (_("Has a car"), "skills=car"),
    (_("Four-wheel drive"), "skills=four_wheel"),
    (_("First aid"), "holds=first_aid"),
    (_("Can interpret"), "skills=interpreting"),
    (_("Everybody who is free now"), "is_free=on"),
)


@in_the_cell
def search(request: DeskRequest) -> HttpResponse:
    """The cell's first page: what goes on, what is needed, and a search. People are shown when one has searched."""
    at, form = clock.now(), SearchForm(request.GET or None)
    drill, used = last_drill_and_use(request.asker)
    shown = {
        "here": "crisis",
        "form": form,
        "live_callouts": what_waits_in_callouts(request.asker, at=at),
        "drill": drill,
        "used": used,
        "paper": last_paper(request.asker),
        "run_out": what_waits_in_capabilities(request.asker, at=at),
        "shortcuts": SHORTCUTS,
        "has_more": form.has_more,
    }
    if request.GET and form.is_valid():
        shown |= _found(request, form)
    else:
        shown["needed"] = needed_across_units(request.asker, at=at)
    return render(request, "desk/crisis/search.html", shown)


@in_the_cell
def callouts(request: DeskRequest) -> HttpResponse:
    """All call-outs and drills, the latest first."""
    found = callouts_with_figures(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "call-outs", found, columns.CALLOUTS)
    page = page_of(request, found)
    return render(request, "desk/crisis/list.html", {"here": "crisis", "page": page})


def _found(request: DeskRequest, form: SearchForm) -> dict[str, Any]:
    at, criteria = clock.now(), form.criteria()
    ability = who_can(request.asker, criteria, at=at, lot=str(clock.local_day(at)))
    page = page_of(request, ability.found)
    note_search(request.asker, criteria, shown=len(page.rows), at=at)
    phones = phones_of([one.person_id for one in page.rows])
    return {
        "page": page,
        "criteria": criteria,
        "people": [(one, phones.get(one.person_id, "")) for one in page.rows],
        "without_place": 0 if criteria.unknown_too else ability.without_place,
        "has_distance": bool(criteria.point or criteria.area),
        "offered": offered_in_a_crisis(request.asker, criteria, at=at, kinds=form.cleaned_data["kinds"]),
        "asked_for": request.GET.urlencode(),
    }
