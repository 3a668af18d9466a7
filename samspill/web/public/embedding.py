"""The lines of HTML that put the week or the tasks on the pages of others, and how it will look there (0026)."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.activities.queries import filter_in_words
from samspill.activities.rules.filters import without_spot
from samspill.foundation import clock
from samspill.volunteering.queries.square import choices, looked_for_in
from samspill.web.access.page_cache import for_everybody
from samspill.web.design.tasks import looked_for_in_words
from samspill.web.public.activities import embedded as week
from samspill.web.public.activities.wishes import read_wish
from samspill.web.public.framing import language_asked, theme_asked
from samspill.web.public.needs import embedded as needs


class _Offered(NamedTuple):
    """What may be shown elsewhere: the choice one stands in, in its address and in words, and how many there are room
    for."""

    address: str
    chosen: str
    most: int


@require_safe
@csp_update({"frame-src": [SELF]})
@for_everybody(60)
def offer(request: HttpRequest) -> HttpResponse:
    """The lines to paste for the choice one stands in, and how it will look. `?show=needs` for the tasks."""
    shows_needs = request.GET.get("show") == "needs"
    offered = _needs(request) if shows_needs else _week(request)
    language, theme = language_asked(request) or get_language() or "nb", theme_asked(request)
    page = {
        "here": "give" if shows_needs else "week",
        "shows_needs": shows_needs,
        "offered": offered,
        "kept": parse_qsl(offered.address),
        "snippet": _snippet(request, shows_needs, offered.address, language, theme),
        "language": language,
        "languages": settings.LANGUAGES,
        "theme_there": theme,
    }
    return render(request, "public/embed.html", page)


def _week(request: HttpRequest) -> _Offered:
    wish = read_wish(request.GET, clock.today())
    chosen = filter_in_words(without_spot(wish.looked_for))
    return _Offered(wish.lasting_address, chosen, week.MOST_TIMES)


def _needs(request: HttpRequest) -> _Offered:
    looked_for = looked_for_in(request.GET.dict()).lasting
    chosen = looked_for_in_words(looked_for, choices(at=clock.now()))
    return _Offered(looked_for.to_query(), chosen, needs.MOST_TASKS)


def _snippet(
    request: HttpRequest, shows_needs: bool, looked_for: str, language: str, theme: str
) -> SafeString:
    """The frame as HTML, all that stands in it escaped."""
    looks = urlencode({"in": language, **({} if theme == "auto" else {"theme": theme})})
    query = "&".join(filter(None, (looked_for, looks)))
    framed = "public:needs:embedded" if shows_needs else "public:activities:embedded_week"
    with translation.override(language):
        title = _("This week in %(town)s") if not shows_needs else _("A hand is wanted in %(town)s")
        town: Any = request.municipality  # type: ignore[attr-defined]
        title %= {"town": town.name}
    return format_html(
        '<iframe src="{}" title="{}" loading="lazy" width="100%" height="600" frameborder="0"></iframe>',
        request.build_absolute_uri(f"{reverse(framed)}?{query}"),
        title,
    )
