"""Pages that others may frame: the week and the tasks (0026).

They are the only ones. They have links and nothing else to press, set no cookie and read none: how they look stands in
their address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from samspill.web.access.page_cache import for_everybody
from samspill.web.design.preferences import THEMES
from samspill.web.public.reading import read_choice

View = Callable[..., HttpResponse]


def for_a_frame(view: View) -> View:
    """Let anybody frame what this view shows; it is kept a minute."""
    shown: Any = csp_replace({"frame-ancestors": ["*"]})(for_everybody(60)(view))
    return require_safe(xframe_options_exempt(shown))


def framed(request: HttpRequest, template: str, page: dict[str, Any], language: str) -> HttpResponse:
    """The page in a frame, in this language, which must be entered."""
    response = render(request, template, {"theme": theme_asked(request)} | page)
    response.headers["Content-Language"] = language
    return response


def language_there(request: HttpRequest) -> str:
    """The language that the frame asks for, or else the municipality's own."""
    return language_asked(request) or request.municipality.standard_language  # type: ignore[attr-defined]


def language_asked(request: HttpRequest) -> str:
    """`in` and not `language`, which in a filter is what is spoken there; "" where nothing known is asked for."""
    return read_choice(request.GET, "in", list(dict(settings.LANGUAGES)))


def theme_asked(request: HttpRequest) -> str:
    """Light, dark, or as the device has it."""
    return read_choice(request.GET, "theme", THEMES) or "auto"
