"""Pictures: those shown, those one may bring back, and one in the width a page asks for."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch, Q, QuerySet

from samspill.organisations.models import Organisation, Picture, PictureFile, Story

#: Where pictures stand: on an association's page, or in a story.
Owner = Organisation | Story


def of_owner(owner: Owner) -> dict[str, Owner]:
    """The owner as the columns of a picture hold it."""
    return {"organisation" if isinstance(owner, Organisation) else "story": owner}


def pictures_of(owner: Owner) -> list[Picture]:
    """Those that are shown, in their order, each with its `files` but not what is in them. Two queries."""
    files = PictureFile.objects.defer("content").order_by("width")
    shown = _pictures(owner).filter(removed_at__isnull=True)
    return list(shown.order_by("place", "pk").prefetch_related(Prefetch("files", files)))


def removed_pictures_of(owner: Owner) -> list[Picture]:
    """Those taken away and not yet deleted, the latest first. One query."""
    rows = _pictures(owner).filter(removed_at__isnull=False)
    return list(rows.order_by("-removed_at", "pk"))


def picture_in(owner: Owner, picture_id: uuid.UUID) -> Picture:
    """The gate: a picture of this association, or in this story. Raises `Picture.DoesNotExist`."""
    return _pictures(owner).select_related("organisation", "story").get(pk=picture_id)


def picture_file(picture_id: uuid.UUID, digest: str, width: int, kind: str) -> PictureFile:
    """A picture everyone may see, in one width. Raises `PictureFile.DoesNotExist` where it is taken away or not out."""
    return PictureFile.objects.get(
        _on_a_page | _in_a_story,
        picture=picture_id,
        picture__digest=digest,
        picture__removed_at__isnull=True,
        width=width,
        kind=kind,
    )


def file_in(owner: Owner, picture_id: uuid.UUID, width: int, kind: str) -> PictureFile:
    """The gate for those who look after it: shown or not, in one width. Raises `PictureFile.DoesNotExist`."""
    of_one = {f"picture__{name}": found for name, found in of_owner(owner).items()}
    return PictureFile.objects.get(picture=picture_id, width=width, kind=kind, **of_one)


def picture_on_the_square(picture_id: uuid.UUID) -> Picture:
    """A picture that everyone may see, with whose it is. Raises `Picture.DoesNotExist`."""
    seen = PictureFile.objects.filter(_on_a_page | _in_a_story, picture__removed_at__isnull=True)
    found = Picture.objects.select_related("organisation", "story__organisation", "story__unit")
    return found.get(pk__in=seen.filter(picture=picture_id).values("picture"))


def _pictures(owner: Owner) -> QuerySet[Picture]:
    """From the table, never from what `owner` has at hand."""
    return Picture.objects.filter(**of_owner(owner))


_on_a_page = Q(
    picture__organisation__isnull=False,
    picture__organisation__closed_on__isnull=True,
    picture__organisation__hidden_at__isnull=True,
)
_in_a_story = Q(
    picture__story__published_at__isnull=False,
    picture__story__removed_at__isnull=True,
    picture__story__organisation__closed_on__isnull=True,
    picture__story__organisation__hidden_at__isnull=True,
)
