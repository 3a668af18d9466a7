"""A story is written, or changed, together with what it tells of: an activity, a need, or neither."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.activities.actions import stories
from samspill.activities.models import Activity
from samspill.organisations.actions.stories import Words
from samspill.organisations.models import Story
from samspill.organisations.queries.organisers import Organiser
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import Need, StoryAboutNeed
from samspill.volunteering.queries.stories import needs_to_tell_of

Who = StaffMember | Person


class NotToTellOf(ValueError):
    """The need is not on the square now, or is not one that those who tell may choose."""


@transaction.atomic
def write_story_about(
    organiser: Organiser,
    words: Words,
    about: Activity | Need | None,
    *,
    by: Who,
    at: dt.datetime,
    key: uuid.UUID,
    channel: str = "web",
) -> Story:
    """Keep a draft that tells of one thing, or of none. Whoever presses twice waits here for the first.

    Raises what `activities.actions.stories.write_story_about` does, and `NotToTellOf`.
    """
    _hold(key)
    activity = about if isinstance(about, Activity) else None
    story = stories.write_story_about(organiser, words, activity, by=by, at=at, key=key, channel=channel)
    _point(story, about, by=by, at=at)
    return story


@transaction.atomic
def change_story_about(
    story: Story,
    words: Words,
    about: Activity | Need | None,
    *,
    has_agreed: bool = False,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
) -> Story:
    """Tell it otherwise, of this one thing or of none. A need chosen earlier may stand though it is closed.

    Raises what `activities.actions.stories.change_story_about` does, and `NotToTellOf`.
    """
    _hold(story.pk)
    activity = about if isinstance(about, Activity) else None
    story = stories.change_story_about(
        story, words, activity, has_agreed=has_agreed, by=by, at=at, channel=channel
    )
    _point(story, about, by=by, at=at)
    return story


def _hold(story_id: uuid.UUID) -> None:
    """The story's lock: held until both rows, that of an activity and that of a need, say the same."""
    Story.objects.select_for_update().filter(pk=story_id).first()


def _point(story: Story, about: Activity | Need | None, *, by: Who, at: dt.datetime) -> None:
    standing = StoryAboutNeed.objects.filter(story=story)
    if not isinstance(about, Need):
        standing.delete()
    elif not standing.filter(need=about).exists():
        if not needs_to_tell_of(story.teller, by=by, at=at).filter(pk=about.pk).exists():
            raise NotToTellOf(about.pk)
        StoryAboutNeed.objects.update_or_create(story=story, defaults={"need": about})
