"""Pages that are the same for everybody are made once and kept a short while in this process.

The kept pages stand in front of Django as a WSGI application: a kept page costs one dictionary look-up, no query, no
middleware and no compression. A view says so itself with `@for_everybody`; such a page may hold no form token, no
greeting and no nonce, and may differ by host, address and the cookies in `TELLING_COOKIES` alone
(docs/decisions/0009).
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import wraps
from threading import Lock
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie

from samspill.foundation import clock
from samspill.web.access.visits import COUNTED_AS
from samspill.web.design.preferences import LANGUAGE_COOKIE, THEME_COOKIE, THEMES

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]

#: Cookies a kept page may differ by, and the values that count; any other value is as no cookie.
TELLING_COOKIES = {
    LANGUAGE_COOKIE: frozenset(code for code, _ in settings.LANGUAGES),
    THEME_COOKIE: frozenset(THEMES),
}

#: How much one process keeps, compressed forms included.
KEPT_BYTES = 12 * 1024 * 1024
#: How long an old page may still be shown while one reader waits for the new.
RENEWAL_SECONDS = 10

_SECONDS_WISHED = "samspill.keep_seconds"


def for_everybody(seconds: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view's 200 answers to GET as the same for all readers of one language, for this many seconds."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method == "GET" and response.status_code == 200:
                response.headers["Cache-Control"] = f"public, max-age={seconds}"
                response.headers["Vary"] = "Cookie, Accept-Encoding"
                request.META[_SECONDS_WISHED] = seconds
            return response

        return wrapped

    return decorate


class KeptPage:
    """A page as it goes out: headers and body, each compressed form made the first time somebody asks for it."""

    def __init__(self, headers: Headers, body: bytes, until: float, counted_as: object = None) -> None:
        self.until, self._counted_as = until, counted_as
        self.etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        self._headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        self._headers.append(("ETag", self.etag))
        self._forms = {"": body}

    @property
    def size(self) -> int:
        """Bytes held, all forms together."""
        return sum(map(len, self._forms.values()))

    def answer(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Answer one request: not modified, or the page in the best form the reader's browser takes."""
        environ[COUNTED_AS] = self._counted_as
        if self.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", list(self._headers))
            return [b""]
        encoding = _best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self._forms.get(encoding) or self._compress(encoding)
        headers = [*self._headers, ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [body]

    def _compress(self, encoding: str) -> bytes:
        compress = _COMPRESSORS[encoding]
        self._forms[encoding] = compress(self._forms[""])
        return self._forms[encoding]


_COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def _best_encoding(accepted: str) -> str:
    if "br" in accepted:
        return "br"
    return "gzip" if "gzip" in accepted else ""


class _Shelf:
    """The pages kept, the least recently made thrown out first. Safe for many threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> KeptPage | None:
        """The page kept under this key. When it is too old the first to ask gets None, and makes it anew."""
        page = self._pages.get(key)
        if page is None or page.until >= clock.ticks():
            return page
        with self._lock:
            if page.until >= clock.ticks():
                return page
            page.until = clock.ticks() + RENEWAL_SECONDS
        return None

    def keep(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while sum(kept.size for kept in self._pages.values()) > KEPT_BYTES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


_shelf = _Shelf()


def forget_all() -> None:
    """Throw every kept page of this process away."""
    _shelf.clear()


def kept_pages_first(make_page: Application) -> Application:
    """Answer from what is kept; ask `make_page` for the rest, and keep what a view marked."""

    def application(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ) if settings.PAGE_CACHE else None
        if key is None:
            return make_page(environ, start_response)
        page = _shelf.find(key)
        if page is not None:
            return page.answer(environ, start_response)
        return _make_and_keep(make_page, key, environ, start_response)

    return application


def _key(environ: Environ) -> Key | None:
    """What a kept page is kept under; None for requests that must never be answered from here."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    cookies = _telling_cookies(environ.get("HTTP_COOKIE", ""))
    if cookies is None:
        return None
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("HTTP_HOST", "").lower(),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        *cookies,
    )


def _telling_cookies(header: str) -> list[str] | None:
    """The values a page may differ by; None where somebody is signed in, whose pages are her own."""
    cookies = parse_cookie(header) if header else {}
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    chosen = [(cookies.get(name, ""), values) for name, values in TELLING_COOKIES.items()]
    return [value if value in values else "" for value, values in chosen]


def _make_and_keep(
    make_page: Application, key: Key, environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    started: list[Any] = []

    def remember(*words: Any) -> None:
        started[:] = words

    body = make_page(environ, remember)
    seconds = environ.get(_SECONDS_WISHED, 0)
    if not seconds or any(name.lower() == "set-cookie" for name, _ in started[1]):
        start_response(*started)
        return body
    page = KeptPage(started[1], _whole(body), clock.ticks() + seconds, environ.get(COUNTED_AS))
    _shelf.keep(key, page)
    return page.answer(environ, start_response)


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
