"""The pages of pictures, an association's or a story's: the same for the association by link and at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.foundation.pictures import MOST_BYTES, PictureUnreadable
from samspill.organisations.actions.pictures import (
    AltMissing,
    PictureGone,
    TakenDown,
    TooManyPictures,
    add_picture,
    bring_back_picture,
    describe_picture,
    most_pictures,
    move_picture_up,
    remove_picture,
    replace_picture,
)
from samspill.organisations.models import Organisation, Picture
from samspill.organisations.queries.pictures import (
    Owner,
    file_in,
    picture_in,
    pictures_of,
    removed_pictures_of,
)
from samspill.organisations.queries.reviews import not_on_the_square
from samspill.people.actions import HoldsNationalId
from samspill.people.models import Person, StaffMember
from samspill.web.design.without_national_ids import EXPLANATION

Page = Callable[..., HttpResponse]
UNREADABLE: dict[str, str | Promise] = {
    "too_heavy": gettext_lazy("The file is too large. At most 12 MB can be read."),
    "too_large": gettext_lazy("The picture is too large. Make it smaller first."),
    "too_small": gettext_lazy("The picture is too small. It must be 100 pixels each way at least."),
    "not_a_picture": gettext_lazy("This is not a picture we can read. Use JPEG, PNG or WebP."),
}


@dataclass(frozen=True)
class Door:
    """Whose pictures, who one is, how the addresses are called there, and the frame around the page."""

    owner: Owner
    by: Person | StaffMember
    prefix: str
    keys: tuple[Any, ...]
    frame: str
    facts: dict[str, Any]
    may_change: bool = True

    def way(self, name: str, *keys: Any) -> str:
        """The address of one of the pages below."""
        return reverse(f"{self.prefix}:{name}", args=[*self.keys, *keys])


class WordsForm(forms.Form):
    """What is said of a picture."""

    alt = forms.CharField(
        label=gettext_lazy("What does one see?"),
        help_text=gettext_lazy(
            "For those who cannot see the picture. For example: Six people sing in a hall."
        ),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what one sees.")},
    )
    taken_by = forms.CharField(
        label=gettext_lazy("Who took it?"),
        help_text=gettext_lazy("The name is shown with the picture."),
        max_length=120,
        required=False,
    )


class NewForm(WordsForm):
    """A picture to show."""

    file = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 12 MB. We take out the place where it was taken."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Everybody in the picture has said yes to showing it"),
        error_messages={
            "required": gettext_lazy(
                "Ask those in the picture first, and tick here. Nobody in it? Tick, too."
            )
        },
    )
    field_order = ("file", "alt", "taken_by", "agreed")


def pictures(request: HttpRequest, door: Door) -> HttpResponse:
    """Those that are shown, and a place to add one."""
    form = NewForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (added := _saved(form, partial(add_picture, door.owner), door))
    ):
        messages.success(request, _what_happens_now(added, door))
        return redirect(door.way("list"))
    page = {
        "door": door,
        "picture_door": door,
        "frame": door.frame,
        "form": form,
        "pictures": [(one, door.way("picture", one.pk)) for one in pictures_of(door.owner)],
        **_removed(door),
        "most": most_pictures(door.owner),
        "is_of_a_page": isinstance(door.owner, Organisation),
        "by_staff": isinstance(door.by, StaffMember),
    }
    status = 422 if form.errors else 200
    return render(request, "access/pictures/list.html", door.facts | page, status=status)


def picture(request: HttpRequest, door: Door, picture_id: uuid.UUID) -> HttpResponse:
    """One of them: its words, its place, and taking it away."""
    found = picture_in(door.owner, picture_id)
    known = {"alt": found.alt, "taken_by": found.taken_by}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            describe_picture(found, **form.cleaned_data, by=door.by, at=clock.now())
            messages.success(request, _("Saved."))
            return redirect(door.way("list"))
        except HoldsNationalId as error:
            form.add_error(str(error.args[0]), EXPLANATION)
    page = {"door": door, "picture_door": door, "frame": door.frame, "form": form, "picture": found}
    names = ("place", "removal", "return", "replacement")
    page |= {name: door.way(name, found.pk) for name in names} | {"back": door.way("list")}
    page |= {"by_staff": isinstance(door.by, StaffMember)}
    status = 422 if form.errors else 200
    return render(request, "access/pictures/picture.html", door.facts | page, status=status)


def replacement(request: HttpRequest, door: Door, picture_id: uuid.UUID) -> HttpResponse:
    """Another picture in the place of this one, with the same words or new ones."""
    old = picture_in(door.owner, picture_id)
    known = {"alt": old.alt, "taken_by": old.taken_by}
    form = NewForm(request.POST or None, request.FILES or None, initial=known)
    if (
        request.method == "POST"
        and form.is_valid()
        and (came := _saved(form, partial(replace_picture, old), door))
    ):
        waits = _("It is saved. We read it before everybody sees it; the old one stays until then.")
        messages.success(request, waits if came.removed_at else _what_happens_now(came, door))
        return redirect(door.way("list"))
    page = {"form": form, "picture": old, "picture_door": door, "frame": door.frame}
    page |= {"back": door.way("picture", old.pk)}
    status = 422 if form.errors else 200
    return render(request, "access/pictures/replacement.html", door.facts | page, status=status)


def file(request: HttpRequest, door: Door, picture_id: uuid.UUID, width: int, kind: str) -> HttpResponse:
    """What it looks like, for those who look after it: also before everybody may see it. No browser keeps it."""
    found = file_in(door.owner, picture_id, width, kind)
    response = HttpResponse(bytes(found.content), content_type=f"image/{found.kind}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def place(request: HttpRequest, door: Door, picture_id: uuid.UUID) -> HttpResponse:
    """One place further forward."""
    move_picture_up(picture_in(door.owner, picture_id), by=door.by, at=clock.now())
    return redirect(door.way("list"))


def removal(request: HttpRequest, door: Door, picture_id: uuid.UUID) -> HttpResponse:
    """Shown no more; the list offers to bring it back."""
    try:
        why = request.POST.get("why", "").strip()[:300]
        remove_picture(picture_in(door.owner, picture_id), by=door.by, at=clock.now(), why=why)
        messages.success(request, _("The picture is taken away. You can bring it back for a month."))
    except HoldsNationalId:
        messages.error(request, EXPLANATION)
    return redirect(door.way("list"))


def bringing_back(request: HttpRequest, door: Door, picture_id: uuid.UUID) -> HttpResponse:
    """Shown again."""
    try:
        bring_back_picture(picture_in(door.owner, picture_id), by=door.by, at=clock.now())
    except TakenDown:
        messages.error(request, _("The municipality took this picture down. Call us if that is wrong."))
    except TooManyPictures:
        messages.error(request, _("There is no room for more pictures. Take one away first."))
    return redirect(door.way("list"))


_PAGES: tuple[tuple[str, str, Callable[[Page], Page], Page], ...] = (
    ("list", "", require_http_methods(["GET", "HEAD", "POST"]), pictures),
    ("picture", "<uuid:picture_id>/", require_http_methods(["GET", "HEAD", "POST"]), picture),
    (
        "replacement",
        "<uuid:picture_id>/replacement/",
        require_http_methods(["GET", "HEAD", "POST"]),
        replacement,
    ),
    ("file", "<uuid:picture_id>/files/<int:width>/<slug:kind>/", require_safe, file),
    ("place", "<uuid:picture_id>/place/", require_POST, place),
    ("removal", "<uuid:picture_id>/removal/", require_POST, removal),
    ("return", "<uuid:picture_id>/return/", require_POST, bringing_back),
)


def addresses(through: Callable[[Page], Page], *, part: str = "picture_id") -> list[URLPattern]:
    """Each page let through a door: `through` takes a page, which wants a `Door`, and gives a view.

    `part`: what a picture is called in these addresses.
    """
    return [
        path(address.replace("picture_id", part), through(allowed(page)), name=name)
        for name, address, allowed, page in _PAGES
    ]


def _removed(door: Door) -> dict[str, Any]:
    """Those that wait to be read, and those taken away; each with its reading, where there is one, and the way back."""
    rows = removed_pictures_of(door.owner)
    read = not_on_the_square("picture", [one.pk for one in rows])
    removed = [(one, door.way("return", one.pk), read.get(one.pk)) for one in rows]
    waits = [row for row in removed if row[2] and row[2].is_waiting]
    return {"waiting": waits, "removed": [row for row in removed if row not in waits]}


def _what_happens_now(added: Picture, door: Door) -> str:
    if added.removed_at:
        return _("It is saved. We read it before everybody sees it.")
    if isinstance(door.owner, Organisation):
        return _("Saved. Everybody sees it within five minutes.")
    return _("Saved.")


def _saved(form: NewForm, keep: Callable[..., Picture], door: Door) -> Picture | None:
    given = form.cleaned_data
    try:
        return keep(
            given["file"].read(MOST_BYTES + 1), alt=given["alt"], taken_by=given["taken_by"],
            has_agreed=given["agreed"], by=door.by, at=clock.now(),
        )  # fmt: skip
    except PictureUnreadable as error:
        form.add_error("file", str(UNREADABLE[error.args[0]]))
    except AltMissing:
        form.add_error("alt", _("Write what one sees."))
    except TooManyPictures:
        form.add_error("file", _("There is no room for more pictures. Take one away first."))
    except PictureGone:
        form.add_error(None, _("The picture was taken away meanwhile. Add this one as a new picture."))
    except TooOften:
        form.add_error("file", _("You have added many pictures today. Try again in an hour, or call us."))
    except HoldsNationalId as error:
        form.add_error(str(error.args[0]), EXPLANATION)
    return None
