"""What search engines and telephones fetch before anything else."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspill.activities import queries as activities
from samspill.foundation import clock
from samspill.organisations.queries import square
from samspill.organisations.queries.stories import ids_of_stories
from samspill.volunteering import queries as volunteering
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
    """Every page of the square (sitemaps.org)."""
    root = request.build_absolute_uri("/").rstrip("/")
    addresses = list(_addresses())[:LONGEST_SITEMAP]
    lines = "".join(f"<url><loc>{escape(root + address)}</loc></url>" for address in addresses)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{_SITEMAP}">{lines}</urlset>'
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _addresses() -> Iterator[str]:
    yield from map(reverse, PAGES)
    at = clock.now()
    yield from (reverse("public:needs:need", args=[need.id]) for need in volunteering.open_needs(at=at))
    yield from (
        reverse("public:activities:activity", args=[id]) for id in activities.ids_with_times_to_come(at=at)
    )
    yield from (reverse("public:organisations:organisation", args=[id]) for id in square.ids())
    yield from (reverse("public:stories:story", args=[id]) for id in ids_of_stories())


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
