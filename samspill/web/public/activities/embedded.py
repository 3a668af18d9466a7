"""The week on the pages of others: what stands in their frame, and the lines of HTML that put it there (0026).

The framed page is the only one that others may frame. It has links and nothing else to press, sets no cookie and reads
none: how it looks stands in its address.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from samspill.activities import queries
from samspill.activities.rules.filters import Filter, read_filter, without_spot
from samspill.foundation import clock
from samspill.insight.rules.visits import FRAME, WHOLE_WEEK
from samspill.organisations.models import Organisation
from samspill.organisations.queries import square
from samspill.organisations.queries.merging import standing_id
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import count_as
from samspill.web.design.preferences import THEMES
from samspill.web.public.activities.rows import week_as_html
from samspill.web.public.activities.views import still_to_come
from samspill.web.public.activities.wishes import read_wish
from samspill.web.public.reading import read_choice

#: A frame on a page of others is glanced at; the rest is on the square.
MOST_TIMES = 20


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@for_everybody(60)
def week(request: HttpRequest) -> HttpResponse:
    """The seven days to come, for a frame. The week's own filter, `?in=nn` and `?theme=light|dark`."""
    language = _language(request) or request.municipality.standard_language  # type: ignore[attr-defined]
    with translation.override(language):
        looked_for = _looked_for(request)
        page = _coming_week(request, looked_for, language)
        response = render(request, "public/activities/embedded_week.html", page)
    response.headers["Content-Language"] = language
    count_as(request, FRAME, _whose(looked_for))
    return response


@require_safe
@csp_update({"frame-src": [SELF]})
@for_everybody(60)
def offer(request: HttpRequest) -> HttpResponse:
    """The lines to paste for the filter one stands in, and how it will look."""
    wish = read_wish(request.GET, clock.today())
    language, theme = _language(request) or get_language() or "nb", _theme(request)
    page = {
        "here": "week",
        "wish": wish,
        "chosen": queries.filter_in_words(without_spot(wish.looked_for)),
        "kept": parse_qsl(wish.lasting_address),
        "snippet": _snippet(request, wish.lasting_address, language, theme),
        "language": language,
        "languages": settings.LANGUAGES,
        "theme_there": theme,
        "most": MOST_TIMES,
    }
    return render(request, "public/activities/embed.html", page)


def _coming_week(request: HttpRequest, looked_for: Filter, language: str) -> dict[str, Any]:
    today = clock.today()
    days = replace(looked_for, from_on=today, until_on=today + dt.timedelta(days=6))
    times = still_to_come(queries.week(days, language=language), clock.now())
    root = request.build_absolute_uri("/").rstrip("/")
    return {
        "theme": _theme(request),
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


def _snippet(request: HttpRequest, looked_for: str, language: str, theme: str) -> SafeString:
    """The frame as HTML, all that stands in it escaped."""
    looks = urlencode({"in": language, **({} if theme == "auto" else {"theme": theme})})
    query = "&".join(filter(None, (looked_for, looks)))
    address = request.build_absolute_uri(f"{reverse('public:activities:embedded_week')}?{query}")
    with translation.override(language):
        title = _("This week in %(town)s") % {"town": request.municipality.name}  # type: ignore[attr-defined]
    return format_html(
        '<iframe src="{}" title="{}" loading="lazy" width="100%" height="600" frameborder="0"></iframe>',
        address,
        title,
    )


def _language(request: HttpRequest) -> str:
    """`in` and not `language`, which in a filter is what is spoken there; "" where nothing known is asked for."""
    return read_choice(request.GET, "in", list(dict(settings.LANGUAGES)))


def _theme(request: HttpRequest) -> str:
    return read_choice(request.GET, "theme", THEMES) or "auto"
