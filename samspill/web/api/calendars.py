"""Calendars to follow: one for any filter of the week, for an activity, for an association (iCalendar, RFC 5545)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.activities import queries
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.organisations.queries import square
from samspill.web.access.page_cache import for_everybody

A_QUARTER = 900


@require_safe
@for_everybody(A_QUARTER)
def calendar(request: HttpRequest) -> HttpResponse:
    """Everything that fits the filter in the address, which reads as the week's; its days are left aside."""
    looked_for = replace(
        queries.read_filter({name: str(value) for name, value in request.GET.items()}),
        from_on=None,
        until_on=None,
    )
    return _calendar(
        request,
        queries.named_with(_("What happens in %(town)s") % {"town": _town(request)}, looked_for),
        queries.feed_of(looked_for, at=clock.now(), language=_language(), address=_address(request)),
    )


@require_safe
@for_everybody(A_QUARTER)
def activity_calendar(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """The times of one activity; with `?time=` only that one, for somebody who comes to no other."""
    try:
        activity = queries.activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    events = queries.feed_of_activity(
        activity, at=clock.now(), language=_language(), address=_address(request)
    )
    if time := request.GET.get("time"):
        events = [event for event in events if event.key == time]
        if not events:
            raise Http404
    return _calendar(request, events[0].title if events else _town(request), events)


@require_safe
@for_everybody(A_QUARTER)
def organisation_calendar(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Everything one association arranges."""
    try:
        organisation = square.organisation_for(None, organisation_id)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    looked_for = queries.Filter(organisation=organisation.pk)
    events = queries.feed_of(looked_for, at=clock.now(), language=_language(), address=_address(request))
    return _calendar(request, organisation.name, events)


def _calendar(request: HttpRequest, name: str, events: Sequence[queries.FeedEvent]) -> HttpResponse:
    host = request.get_host().partition(":")[0]
    content = queries.write_calendar(events, name=name, host=host, language=_language())
    return HttpResponse(content, content_type=queries.CONTENT_TYPE)


def _address(request: HttpRequest) -> Callable[[Any], str]:
    """Gives an activity's page in full."""
    return lambda key: request.build_absolute_uri(reverse("public:activities:activity", args=[key]))


def _language() -> str:
    return get_language() or "nb"


def _town(request: HttpRequest) -> str:
    return str(request.municipality.name_nb)  # type: ignore[attr-defined]
