"""The pages where stories are written and published: the same for an association by link and for staff at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.organisations.actions.pictures import NotAgreed, TakenDown
from samspill.organisations.actions.stories import (
    TextMissing,
    TitleMissing,
    bring_back_story,
    publish_story,
    remove_story,
)
from samspill.organisations.models import Story
from samspill.organisations.queries.reviews import reading_of
from samspill.organisations.queries.stories import contacts_of, stories_of, story_of
from samspill.organisations.wording import STORY_LICENCES
from samspill.people.actions import HoldsNationalId
from samspill.people.models import StaffMember
from samspill.volunteering.actions.stories import NotToTellOf, change_story_about, write_story_about
from samspill.web.access import picture_pages
from samspill.web.access.activity_door import Door
from samspill.web.access.page_cache import forget_all
from samspill.web.access.paging import page_of
from samspill.web.access.story_about import chosen_to_be_told_of
from samspill.web.access.story_fields import PublishForm, StoryForm
from samspill.web.design.without_national_ids import EXPLANATION

Page = Callable[..., HttpResponse]
WRONG_IN_A_STORY: tuple[type[Exception], ...] = (
    HoldsNationalId,
    NotAgreed,
    NotToTellOf,
    TextMissing,
    TitleMissing,
)


def listing(request: HttpRequest, door: Door) -> HttpResponse:
    """What is begun, what is out, and what was taken away."""
    rows = page_of(request, stories_of(door.organiser))
    page = {
        "lines": [(one, door.way("story", one.pk), door.way("return", one.pk)) for one in rows.rows],
        "rows": rows,
        "new": door.way("new"),
        "by_staff": isinstance(door.by, StaffMember),
    }
    return _shown(request, door, "list", page)


def new(request: HttpRequest, door: Door) -> HttpResponse:
    """A story is begun. It is a draft until somebody has looked at it and published it."""
    form = StoryForm(request.POST if request.method == "POST" else None, organiser=door.organiser, by=door.by)
    if form.is_valid():
        try:
            key = form.cleaned_data["key"]
            story = write_story_about(
                door.organiser, form.words(), form.tells_of(), by=door.by, at=clock.now(), key=key
            )
            messages.success(request, _("Saved. Only you see it until you publish it."))
            return door.go("story", story.pk)
        except WRONG_IN_A_STORY as error:
            _say_what_is_wrong(form, error)
    return _shown(request, door, "form", {"form": form, "back": door.way("list")})


def story(request: HttpRequest, door: Door, story_id: uuid.UUID) -> HttpResponse:
    """How it looks, and what can be done with it."""
    return _look(request, door, story_id, PublishForm())


def facts(request: HttpRequest, door: Door, story_id: uuid.UUID) -> HttpResponse:
    """Tell it otherwise."""
    found = story_of(door.organiser, story_id)
    form = StoryForm(
        request.POST if request.method == "POST" else None,
        organiser=door.organiser,
        by=door.by,
        story=found,
    )
    if form.is_valid():
        try:
            agreed = form.cleaned_data.get("agreed", False)
            change_story_about(
                found, form.words(), form.tells_of(), has_agreed=agreed, by=door.by, at=clock.now()
            )
            forget_all()
            messages.success(request, _("Saved."))
            return door.go("story", found.pk)
        except WRONG_IN_A_STORY as error:
            _say_what_is_wrong(form, error)
    page = {"form": form, "story": found, "back": door.way("story", found.pk)}
    return _shown(request, door, "form", page)


def publication(request: HttpRequest, door: Door, story_id: uuid.UUID) -> HttpResponse:
    """Everybody may read it."""
    form = PublishForm(request.POST)
    try:
        form.is_valid()
        agreed = form.cleaned_data["agreed"]
        told = publish_story(
            story_of(door.organiser, story_id), has_agreed=agreed, by=door.by, at=clock.now()
        )
        forget_all()
        is_out = told.published_at is not None
        messages.success(
            request,
            _("The story is out.") if is_out else _("It is saved. We read it before everybody sees it."),
        )
        return door.go("story", story_id)
    except NotAgreed as error:
        _say_what_is_wrong(form, error)
    except TextMissing:
        form.add_error(None, _("There is no text yet."))
    except TakenDown:
        messages.error(request, _("The municipality took this story down. Call us if that is wrong."))
        return door.go("story", story_id)
    return _look(request, door, story_id, form)


def removal(request: HttpRequest, door: Door, story_id: uuid.UUID) -> HttpResponse:
    """Nobody reads it from now on; it can be brought back."""
    try:
        why = request.POST.get("why", "").strip()[:300]
        remove_story(story_of(door.organiser, story_id), by=door.by, at=clock.now(), why=why)
        forget_all()
        messages.success(request, _("The story is taken away. You can bring it back for a month."))
    except HoldsNationalId:
        messages.error(request, EXPLANATION)
    return door.go("story", story_id)


def bringing_back(request: HttpRequest, door: Door, story_id: uuid.UUID) -> HttpResponse:
    """It stands as it stood."""
    try:
        bring_back_story(story_of(door.organiser, story_id), by=door.by, at=clock.now())
        forget_all()
        messages.success(request, _("The story is back."))
    except TakenDown:
        messages.error(request, _("The municipality took this story down. Call us if that is wrong."))
    return door.go("story", story_id)


_shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])
_PAGES: tuple[tuple[str, str, Callable[[Page], Page], Page], ...] = (
    ("list", "", require_safe, listing),
    ("new", "new/", _shown_or_sent, new),
    ("story", "<uuid:story_id>/", require_safe, story),
    ("facts", "<uuid:story_id>/facts/", _shown_or_sent, facts),
    ("publication", "<uuid:story_id>/publication/", require_POST, publication),
    ("removal", "<uuid:story_id>/removal/", require_POST, removal),
    ("return", "<uuid:story_id>/return/", require_POST, bringing_back),
)


def addresses(through: Callable[[Page], Page]) -> list[URLPattern | URLResolver]:
    """Each page let through a door: `through` takes a page, which wants a `Door`, and gives a view."""
    own = [path(address, through(allowed(page)), name=name) for name, address, allowed, page in _PAGES]
    pictures = picture_pages.addresses(lambda page: through(_of_a_story(page)), part="story_picture_id")
    return [*own, path("<uuid:story_id>/pictures/", include((pictures, "pictures")))]


def _of_a_story(page: Page) -> Page:
    """A page of pictures, for those of one story."""

    @wraps(page)
    def wrapped(request: HttpRequest, door: Door, story_id: uuid.UUID, **keys: Any) -> HttpResponse:
        found = story_of(door.organiser, story_id)
        inner = _door_to_pictures(door, found)
        named = {name.removeprefix("story_"): key for name, key in keys.items()}
        return page(request, inner, **named)

    return wrapped


def _door_to_pictures(door: Door, story: Story) -> picture_pages.Door:
    return picture_pages.Door(
        owner=story,
        by=door.by,
        prefix=f"{door.prefix}:pictures",
        keys=(*door.keys, story.pk),
        frame=door.frame,
        facts=door.facts | {"story": story, "to_the_story": door.way("story", story.pk)},
        may_change=door.may_change,
    )


def _look(request: HttpRequest, door: Door, story_id: uuid.UUID, form: PublishForm) -> HttpResponse:
    found = story_of(door.organiser, story_id)
    by_staff = isinstance(door.by, StaffMember)
    is_away = found.removed_at is not None and not found.taken_down  # What was taken down may be mended.
    names = ("facts", "publication", "removal", "return", "pictures:list")
    page = {
        "story": found,
        "contact": contacts_of([found], on=clock.today()).get(found.pk),
        "licence": STORY_LICENCES[found.licence],
        "about": chosen_to_be_told_of(found, at=clock.now()),
        "form": form,
        "way": {name.partition(":")[0]: door.way(name, found.pk) for name in names},
        "back": door.way("list"),
        "by_staff": by_staff,
        "reading": reading_of("story", found.pk),
        "may_bring_back": by_staff or not found.taken_down,
        "picture_door": _door_to_pictures(door, found),
        "is_away": is_away,
        "pictures": [] if is_away else list(found.pictures.all()),
    }
    return _shown(request, door, "story", page)


def _shown(request: HttpRequest, door: Door, name: str, page: dict[str, Any]) -> HttpResponse:
    wrong = "form" in page and page["form"].errors
    whole = door.facts | {"door": door, "frame": door.frame} | page
    return render(request, f"access/stories/{name}.html", whole, status=422 if wrong else 200)


def _say_what_is_wrong(form: StoryForm | PublishForm, error: Exception) -> None:
    """Show the error at its field, in words. `error` is one of `WRONG_IN_A_STORY`."""
    if isinstance(error, HoldsNationalId):
        form.add_error(str(error.args[0]), EXPLANATION)
    elif isinstance(error, NotAgreed):
        form.add_error("agreed", _("Ask them first. Without a yes it cannot be shown."))
    elif isinstance(error, NotToTellOf):
        form.add_error("about", _("This task was closed just now. Choose another, or none."))
    else:
        field = "title" if isinstance(error, TitleMissing) else "text"
        form.add_error(field, _("Write something here."))
