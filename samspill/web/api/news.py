"""New activities for those who follow along: Atom (RFC 4287) and RSS 2.0 for any filter of the week and for an
association.

An entry is an activity, not each of its times. It keeps its id for good, and is told anew when it changes.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from samspill.activities import queries
from samspill.activities.queries.times import in_language
from samspill.activities.rules.filters import without_spot
from samspill.activities.wording import category_words
from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.organisations.queries import square
from samspill.web.api.feeds import writable, written


@require_safe
@conditional_page
def activities(request: HttpRequest, form: str) -> HttpResponse:
    """What is new and fits the filter in the address, which reads as the week's; days and position are left aside."""
    given = queries.read_filter({name: str(value) for name, value in request.GET.items()})
    looked_for = replace(without_spot(given), from_on=None, until_on=None)
    town = request.municipality.name_nb  # type: ignore[attr-defined]
    title = queries.named_with(_("New activities in %(town)s") % {"town": town}, looked_for)
    return _feed(
        request, form, title, looked_for, f"{reverse('public:activities:week')}?{looked_for.to_query()}"
    )


@require_safe
@conditional_page
def of_organisation(request: HttpRequest, organisation_id: uuid.UUID, form: str) -> HttpResponse:
    """What one association has put on lately."""
    try:
        organisation = square.organisation_for(None, organisation_id)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    page = reverse("public:organisations:organisation", args=[organisation.pk])
    return _feed(request, form, organisation.name, queries.Filter(organisation=organisation.pk), page)


def _feed(request: HttpRequest, form: str, title: str, looked_for: queries.Filter, page: str) -> HttpResponse:
    language = get_language() or "nb"
    filter_of_week = "" if "organisation_id" in request.resolver_match.kwargs else looked_for.to_query()  # type: ignore[union-attr]
    here = request.build_absolute_uri(request.path + (f"?{filter_of_week}" if filter_of_week else ""))
    entries = (_entry(request, one, language) for one in queries.news_of(looked_for, at=clock.now()))
    return written(form, title, request.build_absolute_uri(page), here, entries)


def _entry(request: HttpRequest, one: queries.News, language: str) -> dict[str, Any]:
    activity = one.activity
    organiser = activity.organisation or activity.unit
    told = {
        "activity": activity,
        "times": one.times,
        "place": activity.where,
        "organiser": organiser.name if organiser else "",
        "text": in_language(activity.text, language),
    }
    return {
        "title": in_language(activity.title, language),
        "link": request.build_absolute_uri(reverse("public:activities:activity", args=[activity.pk])),
        "content": writable(render_to_string("api/activity.html", told).strip()),
        "author_name": organiser.name if organiser else _("The municipality"),
        "unique_id": activity.pk.urn,
        "pubdate": activity.published_at,
        "updateddate": one.changed_at,
        "categories": [str(category_words(code)) for code in activity.categories],
    }
