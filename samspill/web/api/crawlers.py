"""What search engines and telephones fetch before anything else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import ceil
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspill.activities import queries as activities
from samspill.activities.queries.changes import ACTIVITY
from samspill.foundation import clock
from samspill.foundation.changes import last_changes
from samspill.organisations.queries import square
from samspill.organisations.queries.changes import ORGANISATION
from samspill.organisations.queries.stories import changes_of_stories
from samspill.volunteering.queries.changes import NEED
from samspill.volunteering.queries.square import ids_of_open_needs
from samspill.web.access.page_cache import for_everybody

PAGES = (
    "public:home",
    "public:activities:week",
    "public:organisations:list",
    "public:stories:list",
    "public:needs:list",
    "public:asking:interest",
    "public:asking:request",
    "public:about:volunteering",
    "public:about:privacy",
    "public:about:accessibility",
    "crawlers:open_data",
)
#: A sitemap holds no more (sitemaps.org, 2.0).
LONGEST_SITEMAP = 50_000


@require_safe
@for_everybody(3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything on the square may be read by search engines; the desk has nothing for them."""
    sitemap = request.build_absolute_uri(reverse("crawlers:sitemap"))
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /staff/",
        "Disallow: /simulator/",
        f"Sitemap: {sitemap}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@for_everybody(3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the square (sitemaps.org), with when what it tells of last changed, where that is known.

    Where they are more than one sitemap may hold, it is a list of sitemaps that hold them.
    """
    pages = list(_pages())
    if len(pages) <= LONGEST_SITEMAP:
        return _xml("urlset", "url", _absolute(request, pages))
    parts = range(1, ceil(len(pages) / LONGEST_SITEMAP) + 1)
    addresses = [(reverse("crawlers:sitemap_part", args=[part]), None) for part in parts]
    return _xml("sitemapindex", "sitemap", _absolute(request, addresses))


@require_safe
@for_everybody(3600)
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """One of the sitemaps that the first leads to, from 1; 404 where there are not so many."""
    begin = (part - 1) * LONGEST_SITEMAP
    pages = list(islice(_pages(), begin, begin + LONGEST_SITEMAP)) if part else []
    if not pages:
        raise Http404
    return _xml("urlset", "url", _absolute(request, pages))


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_Page = tuple[str, dt.datetime | None]


def _absolute(request: HttpRequest, pages: Iterable[_Page]) -> Iterator[_Page]:
    root = request.build_absolute_uri("/").rstrip("/")
    return ((root + address, changed) for address, changed in pages)


def _xml(whole: str, each: str, pages: Iterable[_Page]) -> HttpResponse:
    lines = "".join(_line(each, address, changed) for address, changed in pages)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><{whole} xmlns="{_SITEMAP}">{lines}</{whole}>'
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def _line(each: str, address: str, changed: dt.datetime | None) -> str:
    # In the form of W3C's note on dates, which sitemaps.org asks for.
    lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{each}><loc>{escape(address)}</loc>{lastmod}</{each}>"


def _pages() -> Iterator[_Page]:
    """Each address, with its last change. A change of a time is noted as one of its activity too (0031)."""
    at = clock.now()
    yield from ((reverse(page), None) for page in PAGES)
    yield from _noted("public:needs:need", ids_of_open_needs(at=at), last_changes(NEED))
    coming = activities.ids_with_times_to_come(at=at)
    yield from _noted("public:activities:activity", coming, last_changes(ACTIVITY))
    yield from _noted("public:organisations:organisation", square.ids(), last_changes(ORGANISATION))
    told = changes_of_stories()
    yield from _noted("public:stories:story", told, told)


def _noted(page: str, ids: Iterable[uuid.UUID], changes: Mapping[uuid.UUID, dt.datetime]) -> Iterator[_Page]:
    return ((reverse(page, args=[id]), changes.get(id)) for id in ids)


@require_safe
@for_everybody(3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """So that the square can be put on a telephone's home screen (W3C, Web Application Manifest)."""
    municipality = request.municipality  # type: ignore[attr-defined]
    icon = {"src": static("design/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": f"Samspill – {municipality.name_nb}",
        "short_name": municipality.name_nb,
        "start_url": reverse("public:home"),
        "display": "browser",
        "lang": municipality.standard_language,
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for the old address."""
    return HttpResponsePermanentRedirect(static("design/mark.svg"))
