"""What stories tell of, as pages and lists for newspapers name it and lead to it: an activity, or a task."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.activities.models import Activity
from samspill.activities.queries.stories import activities_told_of, chosen_for
from samspill.activities.queries.times import in_language
from samspill.organisations.models import Story
from samspill.volunteering.models import Need
from samspill.volunteering.queries.stories import need_chosen_for, needs_told_of
from samspill.web.design.words import KIND_WORDS, word_for


@dataclass(frozen=True)
class About:
    """One thing that a story tells of. `kind`: activity or need; `address`: its page, "" where it has none now."""

    kind: str
    title: str
    address: str


def told_of(stories: Sequence[Story], *, at: dt.datetime) -> dict[uuid.UUID, About]:
    """What everybody is led to from each story, by the story's id. Two queries, however many stories."""
    activities = {key: _activity(one) for key, one in activities_told_of(stories).items()}
    return activities | {key: _need(one) for key, one in needs_told_of(stories, at=at).items()}


def chosen_to_be_told_of(story: Story, *, at: dt.datetime) -> About | None:
    """As those see it who write the story, or read it first: also what has no page now. A need is then not named."""
    shown = told_of([story], at=at).get(story.pk)
    if shown is not None:
        return shown
    activity = chosen_for(story)
    if activity is not None:
        return About("activity", title_of(activity), "")
    return About("need", _("A task that is closed"), "") if need_chosen_for(story) else None


def title_of(one: Activity | Need) -> str:
    """What it is called, in the reader's language where that is told."""
    if isinstance(one, Activity):
        return in_language(one.title, get_language() or "nb")
    return one.title or word_for(one.kind, KIND_WORDS)


def _activity(one: Activity) -> About:
    return About("activity", title_of(one), reverse("public:activities:activity", args=[one.pk]))


def _need(one: Need) -> About:
    return About("need", title_of(one), reverse("public:needs:need", args=[one.pk]))
