"""Pages that are the same for everybody are made once and kept a short while in this process.

The cache stands before session, language and CSP, so a kept page costs a dictionary look-up and no query but the
host's. A view says so itself with `@for_everybody`; such a page may hold no form token, no greeting and no nonce.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samspill.foundation import clock
from samspill.web.access.middleware import View, chosen_language

KEPT_AT_MOST = 500
_kept: OrderedDict[tuple[str, ...], tuple[float, HttpResponse]] = OrderedDict()
_lock = Lock()


def for_everybody(seconds: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view's 200 answers as the same for all readers of one language, for this many seconds."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method == "GET" and response.status_code == 200:
                response.headers["Cache-Control"] = f"public, max-age={seconds}"
                response.headers["Vary"] = "Cookie"
                response.keep_seconds = seconds  # type: ignore[attr-defined]
            return response

        return wrapped

    return decorate


def cached_for_everybody(get_response: View) -> View:
    """Answer from what is kept; keep what a view marked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            request.method != "GET"
            or not settings.PAGE_CACHE
            or settings.SESSION_COOKIE_NAME in request.COOKIES
        ):
            return get_response(request)
        key = (request.get_host(), request.get_full_path(), chosen_language(request))
        return _still_kept(key) or _keep(key, get_response(request))

    return middleware


def forget_all() -> None:
    """Empty the cache."""
    with _lock:
        _kept.clear()


def _still_kept(key: tuple[str, ...]) -> HttpResponse | None:
    entry = _kept.get(key)
    if entry is None or entry[0] < clock.ticks():
        return None
    return entry[1]


def _keep(key: tuple[str, ...], response: HttpResponse) -> HttpResponse:
    seconds = getattr(response, "keep_seconds", 0)
    if seconds and not response.cookies:
        with _lock:
            _kept[key] = (clock.ticks() + seconds, response)
            _kept.move_to_end(key)
            while len(_kept) > KEPT_AT_MOST:
                _kept.popitem(last=False)
    return response
