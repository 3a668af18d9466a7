"""Keeping the search index in step with the activities."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.activities.models import Activity
from samspill.activities.queries.searching import KIND
from samspill.activities.rules.vocabulary import words_of_categories
from samspill.foundation import search
from samspill.organisations.rules.audiences import words_of_audiences

#: What nobody pays for is found by.
FREE = "gratis free"


def index_activities(activities: Sequence[Activity]) -> None:
    """Make activities findable by what is told of them, in every language. For the caller's transaction."""
    search.index_many(KIND, [_entry(activity) for activity in activities])


def _entry(activity: Activity) -> search.Entry:
    around = (activity.organisation, activity.unit, activity.place, activity.area)
    told = [*activity.text.values(), activity.place_text, *(row.name for row in around if row is not None)]
    told += [words_of_categories(activity.categories), words_of_audiences(activity.audiences), activity.bring]
    told += [FREE] if activity.is_free else []
    is_told = activity.published_at is not None and activity.hidden_at is None
    is_public = is_told and not activity.by_link_only
    return search.Entry(activity.pk, " ".join(activity.title.values()), "\n".join(told), is_public)
