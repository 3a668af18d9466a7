"""The week on the pages of others: what stands in their frame (0026)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from samspill.activities import queries
from samspill.activities.rules.filters import Filter, read_filter, without_spot
from samspill.foundation import clock
from samspill.insight.rules.visits import FRAME, WHOLE_WEEK
from samspill.organisations.models import Organisation
from samspill.organisations.queries import square
from samspill.organisations.queries.merging import standing_id
from samspill.web.access.visits import count_as
from samspill.web.public.activities.rows import week_as_html
from samspill.web.public.activities.views import still_to_come
from samspill.web.public.framing import for_a_frame, framed, language_there

#: A frame on a page of others is glanced at; the rest is on the square.
MOST_TIMES = 20


@for_a_frame
def week(request: HttpRequest) -> HttpResponse:
    """The seven days to come, for a frame. The week's own filter, `?in=nn` and `?theme=light|dark`."""
    language = language_there(request)
    looked_for = _looked_for(request)
    with translation.override(language):
        page = _coming_week(request, looked_for, language)
        count_as(request, FRAME, _whose(looked_for))
        return framed(request, "public/activities/embedded_week.html", page, language)


def _coming_week(request: HttpRequest, looked_for: Filter, language: str) -> dict[str, Any]:
    today = clock.today()
    days = replace(looked_for, from_on=today, until_on=today + dt.timedelta(days=6))
    times = still_to_come(queries.week(days, language=language), clock.now())
    root = request.build_absolute_uri("/").rstrip("/")
    return {
        "chosen": queries.filter_in_words(looked_for),
        "count": len(times),
        "has_more": len(times) > MOST_TIMES,
        "rows": week_as_html(times[:MOST_TIMES], today, language, square_at=root),
        "everything": root + reverse("public:activities:week"),
        "looked_for": looked_for.to_query(),
    }


def _looked_for(request: HttpRequest) -> Filter:
    """The filter without days, for a frame stands for years, and without a spot, for nobody stands there."""
    asked = read_filter({name: str(value) for name, value in request.GET.items()})
    return replace(without_spot(asked), from_on=None, until_on=None)


def _whose(looked_for: Filter) -> str:
    """What a showing is counted under: the association that the calendar is of, where there is one; else the week."""
    if looked_for.organisation is None:
        return WHOLE_WEEK
    try:
        return str(square.organisation_for(None, standing_id(looked_for.organisation)).pk)
    except Organisation.DoesNotExist:
        return WHOLE_WEEK
