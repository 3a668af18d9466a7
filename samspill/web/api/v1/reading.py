"""Everything the square shows, to read: lists a page at a time, and each thing by its id."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samspill.activities.queries import open_data as activities_queries
from samspill.activities.queries.nearest import (
    Nearby,
    nearest_activities,
    nearest_occurrences,
    nearest_places,
)
from samspill.activities.queries.standing_areas import standing_area
from samspill.activities.rules.nearness import Near
from samspill.foundation import clock
from samspill.organisations.queries import open_data as organisations_queries
from samspill.organisations.queries.merging import formerly, standing_id
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.rules.categories import categories
from samspill.volunteering.models import Need
from samspill.volunteering.queries.square import open_need_for, open_needs_page
from samspill.web.api.v1.answering import told
from samspill.web.api.v1.parameters import FILTER, NEARNESS, PAGE, Parameters, cursor_of
from samspill.web.api.v1.problems import not_found
from samspill.web.api.v1.shapes import Shapes, Told, place

T = TypeVar("T")


def activities(request: HttpRequest) -> HttpResponse:
    """Activities, the first made first, or the nearest."""
    asked = Parameters(request, (*FILTER, *PAGE))
    looked_for, near, limit = asked.filter(), asked.near(), asked.limit()
    shape = Shapes(request).activity
    if asked.is_nearest_first():
        beyond = asked.after_nearer()
        asked.check()
        assert near is not None
        nearby = nearest_activities(looked_for, near, after=beyond, limit=limit + 1)
        return _page_nearby(request, nearby, limit, shape, near, _nearest)
    after = asked.after_key()
    asked.check()
    rows = activities_queries.activities_page(looked_for, near=near, after=after, limit=limit + 1)
    return _page(request, rows, limit, shape, lambda row: cursor_of(row.pk), near)


def activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity."""
    Parameters(request, ()).check()
    row = activities_queries.told_activities([activity_id]).get(activity_id)
    if row is None:
        raise not_found()
    return told(request, Shapes(request).activity(row))


def occurrences(request: HttpRequest) -> HttpResponse:
    """Times, in order, or the nearest first: from today on, or the days asked for."""
    asked = Parameters(request, ("from", "until", *FILTER, *PAGE))
    first_on, last_on = asked.day("from") or clock.today(), asked.day("until")
    looked_for, near, limit = asked.filter(), asked.near(), asked.limit()
    begin = clock.start_of_day(first_on)
    end = clock.start_of_day(last_on + dt.timedelta(days=1)) if last_on else None
    shape = Shapes(request).occurrence
    if asked.is_nearest_first():
        beyond = asked.after_nearer_moment()
        asked.check()
        assert near is not None
        nearby = nearest_occurrences(looked_for, near, begin=begin, end=end, after=beyond, limit=limit + 1)
        return _page_nearby(request, nearby, limit, shape, near, _nearest_and_first)
    after = asked.after_moment()
    asked.check()
    rows = activities_queries.occurrences_page(
        looked_for, begin=begin, end=end, near=near, after=after, limit=limit + 1
    )
    return _page(request, rows, limit, shape, lambda row: cursor_of(row.starts_at.isoformat(), row.pk), near)


def occurrence(request: HttpRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """One time."""
    Parameters(request, ()).check()
    row = activities_queries.told_occurrences([occurrence_id]).get(occurrence_id)
    if row is None:
        raise not_found()
    return told(request, Shapes(request).occurrence(row))


def organisations(request: HttpRequest) -> HttpResponse:
    """Associations, the first to come first."""
    asked = Parameters(request, ("category", "area", "audience", *PAGE))
    code, area = asked.code("category", categories()), standing_area(asked.key("area"))
    audience = asked.code("audience", AUDIENCES)
    after, limit = asked.after_key(), asked.limit()
    asked.check()
    rows = organisations_queries.organisations_page(
        category=code, area=area, audience=audience, after=after, limit=limit + 1
    )
    shapes, former = Shapes(request), formerly([row.pk for row in rows])
    return _page(
        request,
        rows,
        limit,
        lambda row: shapes.organisation(row, former[row.pk]),
        lambda row: cursor_of(row.pk),
    )


def organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One association."""
    Parameters(request, ()).check()
    standing = standing_id(organisation_id)
    row = organisations_queries.told_organisations([standing]).get(standing)
    if row is None:
        raise not_found()
    if standing != organisation_id:
        return redirect("api:v1:organisation", standing, permanent=True)
    return told(request, Shapes(request).organisation(row, formerly([row.pk])[row.pk]))


def needs(request: HttpRequest) -> HttpResponse:
    """Needs that are open to all, the first made first."""
    asked = Parameters(request, PAGE)
    after, limit = asked.after_key(), asked.limit()
    asked.check()
    rows = open_needs_page(at=clock.now(), after=after, limit=limit + 1)
    return _page(request, rows, limit, Shapes(request).need, lambda row: cursor_of(row.id))


def need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    """One need, as long as it is open."""
    Parameters(request, ()).check()
    try:
        return told(request, Shapes(request).need(open_need_for(None, need_id, at=clock.now())))
    except Need.DoesNotExist as error:
        raise not_found() from error


def places(request: HttpRequest) -> HttpResponse:
    """Places where something happens."""
    asked = Parameters(request, (*NEARNESS, *PAGE))
    near, limit = asked.near(), asked.limit()
    if asked.is_nearest_first():
        beyond = asked.after_nearer()
        asked.check()
        assert near is not None
        nearby = nearest_places(near, after=beyond, limit=limit + 1)
        return _page_nearby(request, nearby, limit, place, near, _nearest)
    after = asked.after_key()
    asked.check()
    rows = activities_queries.places_page(near=near, after=after, limit=limit + 1)
    return _page(request, rows, limit, place, lambda row: cursor_of(row.pk), near)


def one_place(request: HttpRequest, place_id: uuid.UUID) -> HttpResponse:
    """One place."""
    Parameters(request, ()).check()
    rows = activities_queries.places_page(place_id=place_id, limit=1)
    if not rows:
        raise not_found()
    return told(request, place(rows[0]))


def nothing(request: HttpRequest, **_: Any) -> HttpResponse:
    """Any other address: a machine is told so in its own language, too."""
    raise not_found()


def _page(
    request: HttpRequest,
    rows: Sequence[T],
    limit: int,
    shape: Callable[[T], Told],
    cursor: Callable[[T], str],
    near: Near | None = None,
) -> HttpResponse:
    """One page of at most `limit` rows, and the way to the next where one row more was found.

    What is near somebody is kept by nobody on the way, and the way on has the spot made coarse.
    """
    shown = rows[:limit]
    following = _with_cursor(request, cursor(shown[-1]), near) if len(rows) > limit else None
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return told(
        request,
        {"data": [shape(row) for row in shown], "next": following},
        headers=headers,
        kept_by="private" if near else "public",
    )


def _page_nearby(
    request: HttpRequest,
    rows: Sequence[Nearby],
    limit: int,
    shape: Callable[[Any], Told],
    near: Near,
    cursor: Callable[[Nearby], str],
) -> HttpResponse:
    return _page(request, rows, limit, lambda one: shape(one.row), cursor, near)


def _nearest(one: Nearby) -> str:
    return cursor_of(one.kilometres, one.row.pk)


def _nearest_and_first(one: Nearby) -> str:
    return cursor_of(one.kilometres, one.row.starts_at.isoformat(), one.row.pk)


def _with_cursor(request: HttpRequest, cursor: str, near: Near | None) -> str:
    words = {name: value for name, value in request.GET.items() if name != "cursor"} | {"cursor": cursor}
    if near is not None:
        words["near"] = f"{near.latitude},{near.longitude}"
    return request.build_absolute_uri(f"{request.path}?{urlencode(words)}")
