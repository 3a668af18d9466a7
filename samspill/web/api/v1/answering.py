"""How every answer goes out: readable from any page, kept a minute by whoever likes, and not sent twice unchanged."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags, quote_etag
from django.views.decorators.csrf import csrf_exempt

from samspill.web.api.v1.problems import Problem, wrong_method

A_MINUTE = 60
READS = ("GET", "HEAD", "OPTIONS")
_WORTH_PACKING = 1_000
_PACKED = "-gzip"

View = Callable[..., HttpResponse]


def open_data(**by_method: View) -> View:
    """One address: a view for each method it takes, `open_data(GET=activities)`. HEAD and OPTIONS follow GET.

    A `Problem` raised by the view becomes the answer. Reading is open to pages of every site (CORS); writing is not,
    for a page that writes would show its key to whoever reads it.
    """
    allowed = (*by_method, *(("HEAD",) if "GET" in by_method else ()), "OPTIONS")

    @csrf_exempt
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_language(request)):
            return _readable_anywhere(_answer(request, by_method, allowed, *args, **kwargs), allowed)

    return view


def _answer(
    request: HttpRequest, by_method: Mapping[str, View], allowed: tuple[str, ...], *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
    wanted = by_method.get("GET" if request.method == "HEAD" else str(request.method))
    try:
        if wanted is None:
            raise wrong_method(allowed)
        return wanted(request, *args, **kwargs)
    except Problem as problem:
        return problem.answer()


def _readable_anywhere(response: HttpResponse, allowed: tuple[str, ...]) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(one for one in allowed if one in READS)
    response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-Modified-Since, If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def told(
    request: HttpRequest,
    content: Any,
    *,
    content_type: str = "application/json",
    changed_at: Any = None,
    seconds: int = A_MINUTE,
    headers: Mapping[str, str] | None = None,
    kept_by: str = "public",
) -> HttpResponse:
    """The content as JSON, or 304 where the reader has it already; packed where that is worth it.

    `kept_by`: "private" where nobody but who asked may keep the answer, for its address tells where somebody is.
    """
    body = as_json(content)
    is_packed = len(body) >= _WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", "")
    etag = _etag_of(body, _PACKED if is_packed else "")
    modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag, modified) or _answer_with(
        body, content_type, is_packed
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{kept_by}, max-age={seconds}"
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def as_json(content: Any) -> bytes:
    """The content as every answer writes it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(content: Any) -> str:
    """The entity tag of the content as it is told, unpacked."""
    return _etag_of(as_json(content))


def is_as_read(request: HttpRequest, content: Any) -> bool:
    """Whether If-Match names the content as it is now, packed or not. True where nothing is asked (RFC 9110, 13.1.1).

    A tag that has been made weak is taken too: proxies that pack answers do that, and ours change with every change.
    """
    named = parse_etags(request.headers.get("If-Match", "*"))
    body = as_json(content)
    known = {"*", _etag_of(body), _etag_of(body, _PACKED)}
    return any(tag.removeprefix("W/") in known for tag in named)


def _etag_of(body: bytes, how: str = "") -> str:
    """What is packed is other bytes, and has a tag of its own."""
    return quote_etag(hashlib.blake2b(body, digest_size=12).hexdigest() + how)


def _answer_with(body: bytes, content_type: str, is_packed: bool) -> HttpResponse:
    if not is_packed:
        return HttpResponse(body, content_type=content_type)
    packed = gzip.compress(body, compresslevel=5, mtime=0)
    return HttpResponse(packed, content_type=content_type, headers={"Content-Encoding": "gzip"})


def _language(request: HttpRequest) -> str:
    """The first language of Accept-Language that we speak, else the page's own."""
    known = dict(settings.LANGUAGES)
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        code = "nb" if code == "no" else code
        if code in known:
            return code
    return translation.get_language() or settings.LANGUAGE_CODE
