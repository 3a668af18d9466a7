"""Stories for those who follow along, such as the local paper: as Atom (RFC 4287) and as JSON Feed 1.1.

They are made anew each time, so that what is taken down leaves them the same moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.organisations.models import Organisation, Picture, Post, Story
from samspill.organisations.queries import square
from samspill.organisations.queries.stories import contacts_of, stories_on_the_square
from samspill.organisations.rules.stories import LICENCE_ADDRESSES
from samspill.organisations.wording import STORY_LICENCES
from samspill.web.access.story_about import About, told_of
from samspill.web.access.templatetags.association_pictures import jpeg_address
from samspill.web.api.feeds import Feed, writable

#: So many of the latest; older ones stand on the pages.
MOST = 50


@require_safe
@conditional_page
def stories(request: HttpRequest, form: str, organisation_id: uuid.UUID | None = None) -> HttpResponse:
    """The latest stories, of all or of one association."""
    write = _WRITERS.get(form)
    if write is None:
        raise Http404
    teller = _teller(organisation_id)
    name = teller.name if teller else request.municipality.name  # type: ignore[attr-defined]
    rows = list(stories_on_the_square(teller)[:MOST])
    contacts = contacts_of(rows, on=clock.today())
    abouts = told_of(rows, at=clock.now())
    told = [_told(request, one, contacts.get(one.pk), abouts.get(one.pk)) for one in rows]
    response = write(request, _("Stories from %(name)s") % {"name": name}, told)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@dataclass(frozen=True)
class Shot:
    """A picture as a newspaper gets it: where it is, what one sees, who took it."""

    address: str
    alt: str
    taken_by: str

    @property
    def words(self) -> str:
        """What one sees and who took it, in one line."""
        name = self.taken_by
        return " ".join(filter(None, (self.alt, _("Photo: %(name)s") % {"name": name} if name else "")))


@dataclass(frozen=True)
class Told:
    """A story with all that its reader needs, in words and full addresses."""

    story: Story
    address: str
    html: str
    teller: str
    rights: str
    licence: str
    contact: str
    pictures: list[Shot]
    about: About | None


class _Atom(Feed):
    """With the whole text, its language, and the words of each picture."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        told: Told = item["told"]
        attributes = {"type": "html", "xml:lang": told.story.language}
        handler.addQuickElement("content", writable(told.html), attributes)
        for shot in told.pictures:
            link = {
                "rel": "enclosure",
                "href": shot.address,
                "type": "image/jpeg",
                "title": writable(shot.words),
            }
            handler.addQuickElement("link", None, link)
        if told.about:
            link = {"rel": "related", "href": told.about.address, "title": writable(told.about.title)}
            handler.addQuickElement("link", None, link)
        if told.licence:
            handler.addQuickElement("link", None, {"rel": "license", "href": told.licence})


def _atom(request: HttpRequest, title: str, told: list[Told]) -> HttpResponse:
    here = request.build_absolute_uri()
    feed = _Atom(title, _pages(request), feed_url=here, feed_guid=here, language=_language())
    for one in told:
        story = one.story
        feed.add_item(
            title=story.title, link=one.address, author_name=story.credit or one.teller, unique_id=story.pk.urn,
            pubdate=story.published_at, updateddate=max(story.changed_at, story.published_at or story.changed_at),
            item_copyright=writable(one.rights), told=one,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _json(request: HttpRequest, title: str, told: list[Told]) -> HttpResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": _pages(request),
        "feed_url": request.build_absolute_uri(),
        "language": _language(),
        "items": [_item(one) for one in told],
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _item(one: Told) -> dict[str, Any]:
    story = one.story
    item = {
        "id": story.pk.urn,
        "url": one.address,
        "title": story.title,
        "content_html": one.html,
        "content_text": story.text,
        "language": story.language,
        "date_published": story.published_at.isoformat() if story.published_at else None,
        "date_modified": max(story.changed_at, story.published_at or story.changed_at).isoformat(),
        "authors": [{"name": story.credit or one.teller}],
        "attachments": [
            {"url": shot.address, "mime_type": "image/jpeg", "title": writable(shot.words)} for shot in one.pictures
        ],
        "_samspill": {
            "told_by": one.teller, "rights": one.rights, "licence": story.licence,
            "licence_url": one.licence or None, "contact": one.contact,
            "happened_on": story.happened_on.isoformat() if story.happened_on else None,
            "about": one.about and {"kind": one.about.kind, "title": one.about.title, "url": one.about.address},
        },
    }  # fmt: skip
    return item | ({"image": one.pictures[0].address} if one.pictures else {})


_WRITERS: dict[str, Callable[[HttpRequest, str, list[Told]], HttpResponse]] = {"atom": _atom, "json": _json}


def _told(request: HttpRequest, story: Story, post: Post | None, about: About | None) -> Told:
    if about is not None:
        about = replace(about, address=request.build_absolute_uri(about.address))
    pictures = [_shot(request, one) for one in story.pictures.all()]
    teller, rights, contact = story.teller.name, str(STORY_LICENCES[story.licence]), _contact(story, post)
    facts = {
        "story": story,
        "pictures": pictures,
        "teller": teller,
        "rights": rights,
        "contact": contact,
        "about": about,
    }
    return Told(
        story=story,
        address=request.build_absolute_uri(reverse("public:stories:story", args=[story.pk])),
        html=render_to_string("api/story.html", facts).strip(),
        teller=teller,
        rights=rights,
        licence=LICENCE_ADDRESSES.get(story.licence, ""),
        contact=contact,
        pictures=pictures,
        about=about,
    )


def _shot(request: HttpRequest, picture: Picture) -> Shot:
    return Shot(request.build_absolute_uri(jpeg_address(picture)), picture.alt, picture.taken_by)


def _contact(story: Story, post: Post | None) -> str:
    """Whom one may ask, in one line: who the association chose, and how the association is reached."""
    ways = (
        (formatted(story.organisation.phone) if story.organisation.phone else "", story.organisation.email)
        if story.organisation
        else ()
    )
    return ", ".join(filter(None, (post.person.name if post else "", *ways)))


def _teller(organisation_id: uuid.UUID | None) -> Organisation | None:
    if organisation_id is None:
        return None
    try:
        return square.organisation_for(None, organisation_id)
    except Organisation.DoesNotExist as error:
        raise Http404 from error


def _pages(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:stories:list"))


def _language() -> str:
    return get_language() or "nb"
