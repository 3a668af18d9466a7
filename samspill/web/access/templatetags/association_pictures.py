"""An association's picture as a page shows it: in the width the screen needs, its room kept while it comes."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samspill.organisations.models import Picture, PictureFile

register = template.Library()


class Door(Protocol):
    """Those who look after a picture come to it by addresses of their own."""

    def way(self, name: str, *keys: Any) -> str: ...


@register.simple_tag
def shown_picture(picture: Picture, sizes: str, door: Door | str = "") -> SafeString:
    """The picture, with all its widths to choose from. `sizes` says how wide it stands.

    `door`: by whose addresses it is fetched where not everybody may see it (`picture_pages.Door`).
    """
    files = list(picture.files.defer("content")) if not hasattr(picture, "_prefetched_objects_cache") else []
    files = sorted(files or picture.files.all(), key=lambda one: one.width)
    webp = [one for one in files if one.kind == "webp"]
    jpeg = next(one for one in files if one.kind == "jpeg")
    widths = ", ".join(f"{_address(picture, one, door)} {one.width}w" for one in webp)
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}"><img class="picture" src="{}" width="{}" '
        'height="{}" alt="{}" loading="lazy" decoding="async"></picture>',
        widths,
        sizes,
        _address(picture, jpeg, door),
        picture.width,
        picture.height,
        picture.alt,
    )


def jpeg_address(picture: Picture) -> str:
    """Where the one picture is that everybody can read, without the host; its `files` are fetched already."""
    return _address(picture, next(one for one in picture.files.all() if one.kind == "jpeg"))


def _address(picture: Picture, one: PictureFile, door: Door | str = "") -> str:
    if not isinstance(door, str):
        return door.way("file", picture.pk, one.width, one.kind)
    return reverse("public:organisations:picture", args=[picture.pk, picture.digest, one.width, one.kind])
