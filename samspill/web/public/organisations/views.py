"""The list of associations, and each one's own page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.activities.queries import activities_of, as_json_ld
from samspill.activities.queries.standing_areas import standing_area
from samspill.foundation import clock
from samspill.organisations.models import Organisation, Picture
from samspill.organisations.queries import square
from samspill.organisations.queries.merging import formerly, standing_id
from samspill.organisations.queries.pictures import pictures_of
from samspill.organisations.queries.stories import stories_on_the_square
from samspill.organisations.queries.structured import organisation_data
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.wording import audience_words
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.design.language_names import language_name
from samspill.web.design.web_addresses import web_address
from samspill.web.public.activities.rows import times_as_html
from samspill.web.public.cards import organisation_card
from samspill.web.public.lists import list_as_data
from samspill.web.public.reading import read_choice, read_id, read_words
from samspill.web.public.sharing import Social, social_of

ON_A_PAGE = 60
STORIES_SHOWN = 3
#: For whom one may look; what is for everyone is found by each of them.
LOOKED_FOR = [code for code in AUDIENCES if code != "everyone"]


@require_safe
@for_everybody(300)
@counted("page", "associations")
def register(request: HttpRequest) -> HttpResponse:
    """All associations, or those that fit the search, the category, the area and for whom it is."""
    wanted = square.Wanted(
        words=read_words(request.GET, "q"),
        category=read_choice(request.GET, "what", [found.code for found in square.main_choices()]),
        area=standing_area(read_id(request.GET, "where")),
        audience=read_choice(request.GET, "for", LOOKED_FOR),
    )
    pages = Paginator(square.listed(wanted), ON_A_PAGE)
    lines = pages.get_page(request.GET.get("page"))
    page = {
        "here": "associations",
        "wanted": wanted,
        "lines": lines,
        "data": list_as_data(_named_pages(request, lines), count=pages.count, begins_at=lines.start_index()),
        "count": pages.count,
        "categories": _named_categories(),
        "areas": square.areas(),
        "audiences": [(code, audience_words(code)) for code in LOOKED_FOR],
    }
    return render(request, "public/organisations/list.html", page)


@require_safe
@for_everybody(300)
@counted("organisation")
def organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One association: what it does, whom to ask, and what it arranges next."""
    try:
        found = square.organisation_for(None, standing_id(organisation_id))
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    if found.pk != organisation_id:
        return redirect("public:organisations:organisation", found.pk, permanent=True)
    language = get_language() or "nb"
    website, pictures = web_address(found.website), pictures_of(found)
    page = {
        "here": "associations",
        "organisation": found,
        "data": _data(request, found, website),
        "categories": [kind.name(language) for kind in square.categories_of(found)],
        "pictures": pictures,
        "social": _social(request, found, next(iter(pictures), None)),
        "stories": stories_on_the_square(found)[:STORIES_SHOWN],
        "contacts": square.published_contacts(found),
        "languages": ", ".join(map(language_name, found.languages)),
        "website": website,
        "times": times_as_html(activities_of(found, at=clock.now(), language=language), language),
    }
    return render(request, "public/organisations/organisation.html", page)


def _social(request: HttpRequest, found: Organisation, own: Picture | None) -> Social:
    card = organisation_card(found, request.municipality)  # type: ignore[attr-defined]
    line = " · ".join(card.lines)
    return social_of(request, "organisation", found.pk, card, title=found.name, line=line, own=own)


def _data(request: HttpRequest, found: Organisation, website: str) -> SafeString:
    here = request.build_absolute_uri(request.path)
    former = (
        reverse("public:organisations:organisation", args=[id]) for id in formerly([found.pk])[found.pk]
    )
    elsewhere = [*filter(None, [website]), *map(request.build_absolute_uri, former)]
    told = organisation_data(found, url=here, same_as=elsewhere)
    return SafeString(as_json_ld([told]))


def _named_pages(request: HttpRequest, lines: Iterable[square.Listed]) -> Iterator[tuple[str, str]]:
    root = request.build_absolute_uri("/").rstrip("/")
    for line in lines:
        yield line.name, root + reverse("public:organisations:organisation", args=[line.id])


def _named_categories() -> list[tuple[str, str]]:
    language = get_language() or "nb"
    return [(found.code, found.name(language)) for found in square.main_choices()]
