"""How often the pages of the square are read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samspill.foundation import clock
from samspill.insight.queries.visits import visits_by_week, visits_to
from samspill.insight.rules.visits import ACTIVITY
from samspill.people.actions import note_export
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.visit_tables import KIND_WORDS, SPANS, as_csv, bars, line, weeks_asked_for
from samspill.web.desk.paging import page_of


@at_the_desk
def visits(request: DeskRequest) -> HttpResponse:
    """All pages together week by week, and each activity, need, association or page; `?as=csv` gives a file."""
    weeks, what = weeks_asked_for(request), request.GET.get("what", "")
    what = what if what in KIND_WORDS else ACTIVITY
    rows = visits_to(request.asker, what, weeks, language=get_language() or "nb")
    if request.GET.get("as") == "csv":
        note_export(request.asker, "visits", rows=len(rows), at=clock.now())
        return as_csv(f"visits-{what}-{clock.today():%Y-%m-%d}.csv", rows, weeks)
    page = page_of(request, rows)
    shown = {
        "here": "figures",
        "spans": SPANS,
        "span": len(weeks),
        "kinds": KIND_WORDS.items(),
        "what": what,
        "bars": bars(visits_by_week(request.asker, weeks), weeks),
        "page": page,
        "lines": [line(one) for one in page.rows],
    }
    return render(request, "desk/figures/visits.html", shown)
