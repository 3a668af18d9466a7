"""All stories, each one's own page, and how newspapers may use them.

None of it is kept for everybody: what is taken down is gone the same moment.
"""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from samspill.foundation import clock
from samspill.organisations.models import Organisation, Picture, Story
from samspill.organisations.queries import square
from samspill.organisations.queries.merging import standing_id
from samspill.organisations.queries.stories import contacts_of, stories_on_the_square, story_on_the_square
from samspill.organisations.rules.stories import LICENCE_ADDRESSES, LICENCES
from samspill.organisations.wording import STORY_LICENCES
from samspill.web.access.paging import page_of
from samspill.web.access.story_about import told_of
from samspill.web.access.templatetags.association_pictures import jpeg_address
from samspill.web.public.reading import read_id

ON_A_PAGE = 12


@require_safe
@conditional_page
def stories(request: HttpRequest) -> HttpResponse:
    """What has been told, the latest first; all, or those of one association."""
    teller = _teller(read_id(request.GET, "of"))
    rows = page_of(request, stories_on_the_square(teller), size=ON_A_PAGE)
    feed = (
        reverse("api:stories_of", args=[teller.pk, "atom"])
        if teller
        else reverse("api:stories", args=["atom"])
    )
    page = {"teller": teller, "page": rows, "feed": feed}
    return _fresh(render(request, "public/stories/list.html", page))


@require_safe
@conditional_page
def story(request: HttpRequest, story_id: uuid.UUID) -> HttpResponse:
    """One story; 404 from the moment it is taken down."""
    try:
        found = story_on_the_square(story_id)
    except Story.DoesNotExist as error:
        raise Http404 from error
    pictures = list(found.pictures.all())
    page = {
        "story": found,
        "pictures": pictures,
        "contact": contacts_of([found], on=clock.today()).get(found.pk),
        "about": told_of([found], at=clock.now()).get(found.pk),
        "licence": STORY_LICENCES[found.licence],
        "licence_address": LICENCE_ADDRESSES.get(found.licence, ""),
        "address": request.build_absolute_uri(request.path),
        "social_picture": _in_full(request, pictures[0]) if pictures else "",
    }
    return _fresh(render(request, "public/stories/story.html", page))


@require_safe
def use(request: HttpRequest) -> HttpResponse:
    """How a newspaper follows along, and what it may use."""
    page = {
        "licences": [(STORY_LICENCES[code], LICENCE_ADDRESSES.get(code, "")) for code in LICENCES],
        "feeds": [
            (kind, request.build_absolute_uri(reverse("api:stories", args=[suffix])))
            for kind, suffix in (("Atom", "atom"), ("JSON Feed", "json"))
        ],
    }
    return render(request, "public/stories/use.html", page)


def _teller(organisation_id: uuid.UUID | None) -> Organisation | None:
    if organisation_id is None:
        return None
    try:
        return square.organisation_for(None, standing_id(organisation_id))
    except Organisation.DoesNotExist as error:
        raise Http404 from error


def _in_full(request: HttpRequest, picture: Picture) -> str:
    return request.build_absolute_uri(jpeg_address(picture))


def _fresh(response: HttpResponse) -> HttpResponse:
    """Nobody keeps it without asking again."""
    response.headers["Cache-Control"] = "no-cache"
    return response
