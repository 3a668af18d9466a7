"""What others show beside a shared link: a title, a line, and a picture that is the row's own or a card."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from samspill.foundation.cards import SIZE, Card
from samspill.organisations.models import Picture
from samspill.web.access.templatetags.association_pictures import jpeg_address


@dataclass(frozen=True)
class Social:
    """The head of a page, for who shares it: addresses in full, measures in pixels, `alt` what the picture shows."""

    title: str
    line: str
    page: str
    picture: str
    width: int
    height: int
    alt: str


def social_of(
    request: HttpRequest,
    kind: str,
    key: uuid.UUID,
    card: Card,
    *,
    title: str,
    line: str,
    own: Picture | None = None,
) -> Social:
    """What the page tells: the card, or where it has a picture of its own, that (with its `files`)."""
    page = request.build_absolute_uri(request.path)
    if own is None:
        address = request.build_absolute_uri(reverse("public:card", args=[kind, key, card.digest]))
        return Social(title, line, page, address, *SIZE, card.words)
    shown = next(one for one in own.files.all() if one.kind == "jpeg")
    height = round(own.height * shown.width / own.width)
    return Social(
        title, line, page, request.build_absolute_uri(jpeg_address(own)), shown.width, height, own.alt
    )
