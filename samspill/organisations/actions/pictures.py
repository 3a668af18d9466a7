"""Pictures come, are described, moved, taken away and brought back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from samspill.foundation.actions import note
from samspill.foundation.limits import Limit, spend
from samspill.foundation.pictures import Reencoded, reencode
from samspill.organisations.actions.reading import let_be_read, note_put_back, note_taken_off
from samspill.organisations.models import Organisation, Picture, PictureFile
from samspill.organisations.queries.pictures import Owner, of_owner
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person
MOST_PICTURES = 12
#: A story is short.
MOST_OF_A_STORY = 4
#: All of them twice over, and then one an hour.
A_DAYS_PICTURES = Limit(burst=24, refill=dt.timedelta(hours=1))


class AltMissing(ValueError):
    """Nothing says what one sees in the picture."""


class NotAgreed(ValueError):
    """Nobody has said that those in the picture said yes."""


class TooManyPictures(ValueError):
    """There is no room for one more."""


class PictureGone(LookupError):
    """It was taken away meanwhile, so nothing can come in its place."""


class TakenDown(ValueError):
    """The municipality took it down; the association cannot put it back."""


def add_picture(
    owner: Owner,
    content: bytes,
    *,
    alt: str,
    taken_by: str,
    has_agreed: bool,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
) -> Picture:
    """Show one more picture, the last in the row, on an association's page or in a story.

    One on a page may have to wait until it is read; those of a story are read with it. `has_agreed`: those in it have
    said yes.
    Raises `AltMissing`, `NotAgreed`, `TooManyPictures`, `PictureUnreadable`, `HoldsNationalId` and `limits.TooOften`.
    """
    facts = _words(alt, taken_by)
    if not has_agreed:
        raise NotAgreed
    made = reencode(content)  # Before anything is locked: it takes a moment.
    with transaction.atomic():
        ours = _locked(owner)
        _make_room(ours)
        last = ours.pictures.aggregate(last=Max("place"))["last"] or 0
        picture = _keep(ours, made, facts | {"place": last + 1}, by=by, at=at)
        note("add_picture", ours, by=by, channel=channel, at=at, picture=str(picture.pk))
        _wait_if_it_must(picture, by=by, at=at, channel=channel)
    return picture


def replace_picture(
    old: Picture,
    content: bytes,
    *,
    alt: str = "",
    taken_by: str,
    has_agreed: bool,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
) -> Picture:
    """Show another picture in the place of `old`, which can be brought back for a month. No `alt` keeps the old words.

    Where it must be read first, `old` stays until it has been. Raises as `add_picture` does, and `PictureGone`.
    """
    facts = _words(alt or old.alt, taken_by)
    if not has_agreed:
        raise NotAgreed
    made = reencode(content)
    with transaction.atomic():
        ours = _locked(old.owner)
        old = ours.pictures.get(pk=old.pk)
        if old.removed_at:
            raise PictureGone(old.pk)
        picture = _keep(ours, made, facts | {"place": old.place, "replaces": old}, by=by, at=at)
        note("replace_picture", ours, by=by, channel=channel, at=at, picture=str(picture.pk), old=str(old.pk))
        if not _wait_if_it_must(picture, by=by, at=at, channel=channel):
            take_the_place(picture, at=at)
    return picture


def take_the_place(picture: Picture, *, at: dt.datetime) -> None:
    """It stands where the one it replaces stood, and that one, or another that came for it, is shown no more.

    For the transaction in which it begins to be shown.
    """
    if picture.replaces is None:
        return
    before = Picture.objects.filter(Q(pk=picture.replaces.pk) | Q(replaces=picture.replaces))
    before.filter(removed_at__isnull=True).exclude(pk=picture.pk).update(removed_at=at)
    picture.place = picture.replaces.place
    picture.save(update_fields=["place"])


def give_the_place_back(picture: Picture) -> None:
    """It is shown no more after all, and what it replaced is: for the transaction in which its approval is undone."""
    if picture.replaces is not None and not picture.removed_at:
        Picture.objects.filter(pk=picture.replaces.pk, taken_down=False).update(removed_at=None)


@transaction.atomic
def describe_picture(
    picture: Picture, *, alt: str, taken_by: str, by: Who, at: dt.datetime, channel: str = "web"
) -> Picture:
    """Say anew what one sees, and who took it. Raises `AltMissing` and `HoldsNationalId`."""
    for column, text in _words(alt, taken_by).items():
        setattr(picture, column, text)
    picture.save(update_fields=["alt", "taken_by"])
    note("describe_picture", picture.owner, by=by, channel=channel, at=at, picture=str(picture.pk))
    return picture


@transaction.atomic
def move_picture_up(picture: Picture, *, by: Who, at: dt.datetime, channel: str = "web") -> None:
    """Let it change places with the one before it; the first stays where it is."""
    ours = _locked(picture.owner)
    row = list(ours.pictures.filter(removed_at__isnull=True).order_by("place", "pk"))
    here = next((number for number, one in enumerate(row) if one.pk == picture.pk), 0)
    if here:
        row[here - 1], row[here] = row[here], row[here - 1]
        for number, one in enumerate(row, start=1):
            one.place = number
        Picture.objects.bulk_update(row, ["place"])
        note("move_picture", ours, by=by, channel=channel, at=at, picture=str(picture.pk))


@transaction.atomic
def remove_picture(
    picture: Picture, *, by: Who, at: dt.datetime, channel: str = "web", why: str = ""
) -> None:
    """Nobody is shown it from now on. It can be brought back for a month, by the association if staff did not do it."""
    ours = _locked(picture.owner)
    refuse_national_ids(why=why)
    is_staff = isinstance(by, StaffMember)
    if ours.pictures.filter(pk=picture.pk, removed_at__isnull=True).update(
        removed_at=at, removed_by=by if is_staff else None, taken_down=is_staff
    ):
        facts = {"picture": str(picture.pk)} | ({"why": why} if why else {})
        note("remove_picture", ours, by=by, channel=channel, at=at, **facts)
        if isinstance(by, StaffMember) and why and isinstance(ours, Organisation):
            note_taken_off(ours, "picture", picture.pk, picture.alt, why, by=by, at=at)


@transaction.atomic
def bring_back_picture(picture: Picture, *, by: Who, at: dt.datetime, channel: str = "web") -> None:
    """It is shown again. Raises `TakenDown` and `TooManyPictures`."""
    ours = _locked(picture.owner)
    picture = ours.pictures.get(pk=picture.pk)
    if picture.taken_down and not isinstance(by, StaffMember):
        raise TakenDown
    if picture.removed_at:
        _make_room(ours)
        picture.removed_at, picture.removed_by, picture.taken_down = None, None, False
        picture.save(update_fields=["removed_at", "removed_by", "taken_down"])
        if isinstance(by, StaffMember):
            note_put_back("picture", picture.pk, by=by, at=at)
        note("bring_back_picture", ours, by=by, channel=channel, at=at, picture=str(picture.pk))


def _keep(ours: Owner, made: Reencoded, facts: dict[str, Any], *, by: Who, at: dt.datetime) -> Picture:
    """The row and its files. Raises `limits.TooOften` where an association brings too many."""
    if isinstance(by, Person):
        spend("picture", str(ours.pk), A_DAYS_PICTURES, at=at)
    largest = made.files[-1]
    picture = Picture.objects.create(
        **of_owner(ours), agreed_at=at, added_at=at, digest=made.digest,
        width=largest.width, height=largest.height, **facts,
    )  # fmt: skip
    PictureFile.objects.bulk_create(
        PictureFile(picture=picture, kind=one.kind, width=one.width, height=one.height, content=one.content)
        for one in made.files
    )
    return picture


def _wait_if_it_must(picture: Picture, *, by: Who, at: dt.datetime, channel: str) -> bool:
    """Whether it waits to be read; those of a story are read with it."""
    ours = picture.owner
    if isinstance(ours, Organisation) and let_be_read(
        ours, "picture", picture.pk, picture.alt, by=by, at=at, channel=channel
    ):
        picture.removed_at, picture.taken_down = at, True
        picture.save(update_fields=["removed_at", "taken_down"])
    return picture.removed_at is not None


def _words(alt: str, taken_by: str) -> dict[str, str]:
    alt, taken_by = " ".join(alt.split())[:300], " ".join(taken_by.split())[:120]
    refuse_national_ids(alt=alt, taken_by=taken_by)
    if not alt:
        raise AltMissing
    return {"alt": alt, "taken_by": taken_by}


def most_pictures(owner: Owner) -> int:
    """How many may stand there."""
    return MOST_PICTURES if isinstance(owner, Organisation) else MOST_OF_A_STORY


def _locked(owner: Owner) -> Owner:
    return type(owner).objects.select_for_update().get(pk=owner.pk)


def _make_room(owner: Owner) -> None:
    if owner.pictures.filter(removed_at__isnull=True).count() >= most_pictures(owner):
        raise TooManyPictures
