"""Pictures: those shown, those one may bring back, and one in the width a page asks for."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch

from samspill.organisations.models import Organisation, Picture, PictureFile


def pictures_of(organisation: Organisation) -> list[Picture]:
    """Those that are shown, in their order, each with its `files` but not what is in them. Two queries."""
    files = PictureFile.objects.defer("content").order_by("width")
    shown = organisation.pictures.filter(removed_at__isnull=True)
    return list(shown.order_by("place", "pk").prefetch_related(Prefetch("files", files)))


def removed_pictures_of(organisation: Organisation) -> list[Picture]:
    """Those taken away and not yet deleted, the latest first. One query."""
    rows = organisation.pictures.filter(removed_at__isnull=False)
    return list(rows.order_by("-removed_at", "pk"))


def picture_in(organisation: Organisation, picture_id: uuid.UUID) -> Picture:
    """The gate: a picture of this association. Raises `Picture.DoesNotExist`."""
    return organisation.pictures.select_related("organisation").get(pk=picture_id)


def picture_file(picture_id: uuid.UUID, digest: str, width: int, kind: str) -> PictureFile:
    """A picture everyone may see, in one width. Raises `PictureFile.DoesNotExist`, also where it is taken away."""
    return PictureFile.objects.get(
        picture=picture_id,
        picture__digest=digest,
        picture__removed_at__isnull=True,
        picture__organisation__closed_on__isnull=True,
        picture__organisation__hidden_at__isnull=True,
        width=width,
        kind=kind,
    )
