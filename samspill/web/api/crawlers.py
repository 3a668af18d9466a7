"""What search engines and telephones fetch before anything else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
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
from samspill.volunteering import queries as volunteering
from samspill.volunteering.queries.changes import NEED
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
    """Every page of the square (sitemaps.org), with when what it tells of last changed, where that is known."""
    root = request.build_absolute_uri("/").rstrip("/")
    lines = "".join(_line(root + address, changed) for address, changed in islice(_pages(), LONGEST_SITEMAP))
    xml = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{_SITEMAP}">{lines}</urlset>'
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_Page = tuple[str, dt.datetime | None]


def _line(address: str, changed: dt.datetime | None) -> str:
    # In the form of W3C's note on dates, which sitemaps.org asks for.
    lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{lastmod}</url>"


def _pages() -> Iterator[_Page]:
    """Each address, with its last change. A change of a time is noted as one of its activity too (0031)."""
    at = clock.now()
    needs = (need.id for need in volunteering.open_needs(at=at))
    yield from ((reverse(page), None) for page in PAGES)
    yield from _noted("public:needs:need", needs, last_changes(NEED))
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
