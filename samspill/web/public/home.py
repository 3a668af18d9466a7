"""The front page: four ways in, what happens today, and where a hand is wanted."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.activities import queries as activities
from samspill.activities.queries.fairs import has_fair_ahead
from samspill.foundation import clock
from samspill.organisations.queries import square as organisations
from samspill.volunteering.queries.square import look, needs_of
from samspill.volunteering.rules.square import EVERYTHING
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted

HIGHLIGHTS = 4
NEEDS_SHOWN = 4


@require_safe
@for_everybody(60)
@counted("page", "home")
def home(request: HttpRequest) -> HttpResponse:
    """By audience: I want to take part, I want to help, I need help, we are an association."""
    at, language = clock.now(), get_language() or "nb"
    today = clock.local_day(at)
    coming = activities.week(activities.Filter(today, today + dt.timedelta(days=6)), language=language)
    needs = look(EVERYTHING, at=at).chosen
    page = {
        "times_this_week": len(coming),
        "highlights": _with_pictures(highlights(coming, at)),
        "needs": needs_of(needs[:NEEDS_SHOWN], at=at),
        "needs_count": len(needs),
        "organisations_count": organisations.count_listed(),
        "has_fair": has_fair_ahead(at=at),
    }
    return render(request, "public/home.html", page)


def highlights(coming: list[activities.ListedTime], at: dt.datetime) -> list[activities.ListedTime]:
    """The next few, each activity once, nothing that is over, cancelled or lasts all day."""
    chosen: dict[object, activities.ListedTime] = {}
    for time in coming:
        if time.starts_at >= at and not time.cancelled_at and not time.is_all_day:
            chosen.setdefault(time.activity_id, time)
    return list(chosen.values())[:HIGHLIGHTS]


def _with_pictures(times: list[activities.ListedTime]) -> list[dict[str, object]]:
    pictures = activities.pictures_of([time.activity_id for time in times])
    return [time._asdict() | {"picture": pictures[time.activity_id]} for time in times]
