"""Choosing language and theme, and the page that shows every component."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samspill.web.design import context, examples
from samspill.web.design.preferences import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, remember


@require_GET
@never_cache
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember the language or theme that was pressed, and go back to where it was pressed.

    A page that was read in one language alone (`?in=`) is read in the one that was pressed.

    A GET, because the pages it stands on are the same for everybody and can carry no form token. All it can change
    is how the reader's own pages look.
    """
    there = _back(request)
    language, theme = request.GET.get("language", ""), request.GET.get("theme", "")
    response = redirect(_without(there, "in") if language else there)
    if language in dict(settings.LANGUAGES):
        remember(response, LANGUAGE_COOKIE, language)
    if theme in THEMES:
        remember(response, THEME_COOKIE, theme)
    return response


def _back(request: HttpRequest) -> str:
    """The address to go back to; the front page where it leads out of here."""
    there = request.GET.get("next", "/")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts=None) else "/"


def _without(address: str, name: str) -> str:
    """The address without what is asked under a name in it."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode(asked)))


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours. Asks the database for nothing: it may be what is broken."""
    return HttpResponse(get_template("500.html").render(context.page(request)), status=500)


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component with real content, for those who build pages."""
    return render(request, "design/components.html", examples.page())
