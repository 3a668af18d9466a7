"""A story is written, or changed, together with the activity it tells of."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.activities.models import Activity, StoryAbout
from samspill.organisations.actions import stories
from samspill.organisations.models import Story
from samspill.organisations.queries.organisers import Organiser
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person


class OfAnotherOwner(ValueError):
    """The activity is not one of those who tell the story."""


@transaction.atomic
def write_story_about(
    organiser: Organiser,
    words: stories.Words,
    activity: Activity | None,
    *,
    by: Who,
    at: dt.datetime,
    key: uuid.UUID,
    channel: str = "web",
) -> Story:
    """Keep a draft (`write_story`, with its errors) that tells of an activity, or of none. Raises `OfAnotherOwner`."""
    story = stories.write_story(organiser, words, by=by, at=at, key=key, channel=channel)
    _point(story, activity)
    return story


@transaction.atomic
def change_story_about(
    story: Story,
    words: stories.Words,
    activity: Activity | None,
    *,
    has_agreed: bool = False,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
) -> Story:
    """Tell it otherwise (`change_story`, with its errors), of this activity or of none. Raises `OfAnotherOwner`."""
    story = stories.change_story(story, words, has_agreed=has_agreed, by=by, at=at, channel=channel)
    _point(story, activity)
    return story


def _point(story: Story, activity: Activity | None) -> None:
    """One row at most for a story: its lock, or its having just come, keeps others away until all is written."""
    if activity is None:
        StoryAbout.objects.filter(story=story).delete()
        return
    if (story.organisation_id, story.unit_id) != (activity.organisation_id, activity.unit_id):
        raise OfAnotherOwner
    StoryAbout.objects.update_or_create(story=story, defaults={"activity": activity})
