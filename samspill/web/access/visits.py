"""Counting what is read on the square: outside the kept pages, for they never reach a view (0039).

A view says with `@counted` what its page is of. The page carries that along, kept or new, and `visits_counted`, the
outermost application, adds one. Nothing about the reader is kept, and whoever is signed in to work here is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie

from samspill.foundation import clock
from samspill.foundation.tenancy import entered_number
from samspill.insight.actions import Seen, note_visit
from samspill.insight.rules.visits import FRAME, is_reader

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

#: Under this name the request knows what its answer is of.
COUNTED_AS = "samspill.counted_as"


def counted(
    what: str, name: str = ""
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Count a view's 200 answers to GET: as the page of this name, or as that of the row whose key is in the address.

    Stands above `for_everybody` or below it; that makes no difference.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method == "GET" and response.status_code == 200:
                count_as(request, what, name or str(next(iter(kwargs.values()))))
            return response

        return wrapped

    return decorate


def count_as(request: HttpRequest, what: str, key: str) -> None:
    """Count the answer to this request as a visit to what has this key; for a view that knows it only when it looks."""
    request.META[COUNTED_AS] = Seen(entered_number(), what, key)


def visits_counted(make_page: Application) -> Application:
    """Let the request through, and count it where it was somebody who opened a page that counts."""

    def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = make_page(environ, start_response)
        seen = environ.get(COUNTED_AS)
        if seen is not None and _is_reader(environ, is_framed=seen.what == FRAME):
            note_visit(seen, on=clock.today())
        return body

    return application


def _is_reader(environ: Environ, *, is_framed: bool) -> bool:
    cookies = environ.get("HTTP_COOKIE", "")
    if settings.SESSION_COOKIE_NAME in cookies and settings.SESSION_COOKIE_NAME in parse_cookie(cookies):
        return False
    return is_reader(
        environ.get("HTTP_USER_AGENT", ""),
        purpose=environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", ""),
        wanted_for=environ.get("HTTP_SEC_FETCH_DEST", ""),
        wanted_by=environ.get("HTTP_SEC_FETCH_SITE", ""),
        is_framed=is_framed,
    )
