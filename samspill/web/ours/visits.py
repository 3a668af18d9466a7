"""How often the association's page and activities are read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.insight.queries.visits import visits_of
from samspill.insight.rules.visits import FRAME, by_week
from samspill.web.access.paging import page_of
from samspill.web.access.visit_tables import SPANS, as_csv, bars, line, weeks_asked_for
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_safe
@for_an_association
def visits(request: ActingRequest, token: str) -> HttpResponse:
    """Week by week, and page by page; `?as=csv` gives all of it as a file."""
    weeks = weeks_asked_for(request)
    rows = visits_of(request.organisation, weeks, language=get_language() or "nb")
    if request.GET.get("as") == "csv":
        return as_csv(f"visits-{clock.today():%Y-%m-%d}.csv", rows, weeks)
    opened = [one.weeks for one in rows if one.what != FRAME]
    page = page_of(request, rows)
    shown = {
        "spans": SPANS,
        "span": len(weeks),
        "bars": bars(dict(zip(weeks, by_week(opened, weeks), strict=True)), weeks),
        "page": page,
        "lines": [line(one) for one in page.rows],
    }
    return render(request, "ours/visits.html", heading_of(request, token, "visits") | shown)
