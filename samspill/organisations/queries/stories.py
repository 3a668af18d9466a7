"""Stories: those everybody may read, and those somebody is at work with."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Greatest

from samspill.organisations.models import Organisation, Picture, PictureFile, Post, Story
from samspill.organisations.queries.organisers import Organiser, of_organiser


def stories_on_the_square(organiser: Organiser | None = None) -> QuerySet[Story]:
    """What everybody may read, the latest first, with its pictures; of one who tells, or of all."""
    may_be_seen = Q(organisation__isnull=True) | Q(
        organisation__hidden_at__isnull=True, organisation__closed_on__isnull=True
    )
    rows = Story.objects.filter(may_be_seen, published_at__isnull=False, removed_at__isnull=True)
    if organiser is not None:
        rows = rows.filter(**of_organiser(organiser))
    return _whole(rows).order_by("-published_at", "-pk")


def story_on_the_square(story_id: uuid.UUID) -> Story:
    """One that everybody may read. Raises `Story.DoesNotExist`, also from the moment it is taken down."""
    return stories_on_the_square().get(pk=story_id)


def changes_of_stories() -> dict[uuid.UUID, dt.datetime]:
    """Every story that has a page on the square, the latest first: its id, and when it last changed or came out."""
    changed_at = Greatest("changed_at", "published_at")
    return dict(stories_on_the_square().values_list("pk", changed_at))


def stories_of(organiser: Organiser) -> QuerySet[Story]:
    """Those of one who tells, what was written last first: drafts, published ones, and what was taken away."""
    return Story.objects.filter(**of_organiser(organiser)).order_by("-changed_at", "-pk")


def story_of(organiser: Organiser, story_id: uuid.UUID) -> Story:
    """The gate: a story of the one who tells. Raises `Story.DoesNotExist`."""
    return _whole(Story.objects.filter(**of_organiser(organiser))).get(pk=story_id)


def story_to_read(story_id: uuid.UUID) -> Story | None:
    """A story that the desk reads before all may, whoever tells it; None where it is gone."""
    return Story.objects.filter(pk=story_id).prefetch_related("pictures").first()


def possible_contacts(organiser: Organiser, *, on: dt.date) -> list[Post]:
    """Those an association shows to all on that day, whom a newspaper may be sent to. One query."""
    if not isinstance(organiser, Organisation):
        return []
    return list(_shown_posts(on).filter(organisation=organiser).order_by("from_on", "pk"))


def contacts_of(stories: Iterable[Story], *, on: dt.date) -> dict[uuid.UUID, Post]:
    """Whom one may ask about each story, by the story's id; only as long as the association shows them. One query."""
    keys = {story.pk: story.contact_key for story in stories if story.contact_key}
    posts = _shown_posts(on).in_bulk(set(keys.values())) if keys else {}
    return {story_id: posts[key] for story_id, key in keys.items() if key in posts}


def _shown_posts(on: dt.date) -> QuerySet[Post]:
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    return Post.objects.filter(held, is_published=True, from_on__lte=on).select_related("person")


def _whole(rows: QuerySet[Story]) -> QuerySet[Story]:
    files = Prefetch("files", PictureFile.objects.defer("content").order_by("width"))
    shown = Picture.objects.filter(removed_at__isnull=True).order_by("place", "pk").prefetch_related(files)
    with_names = rows.select_related("organisation", "unit")
    return with_names.prefetch_related(Prefetch("pictures", shown))
