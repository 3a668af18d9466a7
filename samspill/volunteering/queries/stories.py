"""Stories and the need each tells of: what can be chosen, and what everybody may read."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from samspill.organisations.models import Story
from samspill.organisations.queries.organisers import Organiser
from samspill.organisations.queries.stories import stories_on_the_square
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models import GroupBooking, Need, StoryAboutNeed
from samspill.volunteering.queries.open_times import open_shifts

#: So many needs one can choose between, those published last; more do not fit in a list one reads.
MOST_TO_CHOOSE = 50
#: So many stories stand on the page of a need, the latest; the rest are with those who told them.
SHOWN_ON_A_NEED = 3


def needs_to_tell_of(organiser: Organiser, *, by: StaffMember | Person, at: dt.datetime) -> QuerySet[Need]:
    """The needs on the square that one who tells may choose, published last first.

    A unit: those it has published. An association: those it has come to as a group, or is to. Staff who write for an
    association may choose any: they know who helped without being booked as a group.
    """
    rows = _on_the_square(at).order_by("-published_at", "-pk")
    if isinstance(organiser, Unit):
        return rows.filter(unit=organiser)
    if isinstance(by, StaffMember):
        return rows
    booked = GroupBooking.objects.filter(organisation=organiser, released_at__isnull=True)
    return rows.filter(pk__in=booked.values("shift__need"))


def need_chosen_for(story: Story) -> Need | None:
    """The need a story was said to tell of, also where it is not on the square now. One query.

    What is not on the square may be shown to nobody by name (`needs_told_of`).
    """
    row = StoryAboutNeed.objects.filter(story=story).select_related("need").first()
    return row.need if row else None


def needs_told_of(stories: Iterable[Story], *, at: dt.datetime) -> dict[uuid.UUID, Need]:
    """The need to lead to from each story, by the story's id, as long as that has a page on the square. One query."""
    rows = StoryAboutNeed.objects.filter(
        story__in=[story.pk for story in stories], need__in=_on_the_square(at).values("pk")
    )
    return {row.story_id: row.need for row in rows.select_related("need")}


def stories_about_need(need_id: uuid.UUID) -> QuerySet[Story]:
    """What everybody may read of a need that is on the square, the latest first."""
    rows = StoryAboutNeed.objects.filter(need=need_id).exclude(need__form=Need.Form.PAIR).values("story")
    return stories_on_the_square().filter(pk__in=rows)[:SHOWN_ON_A_NEED]


def _on_the_square(at: dt.datetime) -> QuerySet[Need]:
    """Those with a page of their own there. Not for a pair: a story beside it would tell who it is that gets help."""
    open_now = open_shifts(at=at).order_by().values("need")
    return Need.objects.filter(pk__in=open_now).exclude(form=Need.Form.PAIR)
