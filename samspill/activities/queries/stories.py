"""Stories and the activity each tells of: what can be chosen, and what everybody may read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from samspill.activities.models import Activity, StoryAbout
from samspill.activities.queries.activities import on_the_square
from samspill.organisations.models import Story
from samspill.organisations.queries.organisers import Organiser, of_organiser
from samspill.organisations.queries.stories import stories_on_the_square

#: So many activities one can choose between, those changed last; more do not fit in a list one reads.
MOST_TO_CHOOSE = 50
#: So many stories stand on the page of an activity, the latest; the rest are with the association.
SHOWN_ON_AN_ACTIVITY = 3

#: The two have one owner. A merger moves rows one by one, and its undo may move one and not the other.
_OF_ONE_OWNER = Q(story__organisation=F("activity__organisation")) | Q(story__unit=F("activity__unit"))


def activities_to_tell_of(organiser: Organiser, *, chosen: Activity | None = None) -> list[Activity]:
    """Those of one who tells that stand on the square and are not called off, changed last first, and the one that is
    `chosen`, whatever has become of it. One query.
    """
    rows = on_the_square().filter(cancelled_at__isnull=True, **of_organiser(organiser))
    rows = rows.order_by("-changed_at", "-pk")
    found = list(rows[:MOST_TO_CHOOSE])
    return found if chosen is None or chosen in found else [chosen, *found]


def chosen_for(story: Story) -> Activity | None:
    """The activity a story was said to tell of, also where not everybody may see it now. One query."""
    row = StoryAbout.objects.filter(_OF_ONE_OWNER, story=story).select_related("activity").first()
    return row.activity if row else None


def activity_told_of(story: Story) -> Activity | None:
    """The activity to lead to from a story that everybody may read; None where it is not on the square. One query."""
    return activities_told_of([story]).get(story.pk)


def activities_told_of(stories: Iterable[Story]) -> dict[uuid.UUID, Activity]:
    """The activity to lead to from each story, by the story's id, where that is on the square. One query."""
    rows = StoryAbout.objects.filter(
        _OF_ONE_OWNER, story__in=[story.pk for story in stories], activity__in=on_the_square()
    )
    return {row.story_id: row.activity for row in rows.select_related("activity")}


def stories_about(activity: Activity) -> QuerySet[Story]:
    """What everybody may read of it, the latest first."""
    rows = StoryAbout.objects.filter(_OF_ONE_OWNER, activity=activity).values("story")
    return stories_on_the_square().filter(pk__in=rows)[:SHOWN_ON_AN_ACTIVITY]
