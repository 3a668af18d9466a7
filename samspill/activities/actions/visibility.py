"""Whether an activity stands on the square: hidden, shown again, or read by the desk first."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Case, F, Value, When

from samspill.activities.actions.announcing import title_told
from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.waiting import move_up_at_all
from samspill.activities.models import Activity
from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned
from samspill.organisations.actions.reading import (
    is_of_an_association,
    let_be_read,
    note_put_back,
    note_taken_off,
    refuse_while_taken_off,
)
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember


@transaction.atomic
def hide_activity(
    activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web", why: str = ""
) -> None:
    """Take an activity off the square: it should not have been there. Those who have a place are not told.

    With `why`, staff tell those who act for its association why, and what to do; it stands in the trail.
    """
    refuse_national_ids(why=why)
    if Activity.objects.filter(pk=activity.pk, hidden_at__isnull=True).update(hidden_at=at):
        activity.refresh_from_db()
        index_activities([activity])
        note("hide_activity", activity, by=by, channel=channel, at=at, **({"why": why} if why else {}))
        if activity.organisation is not None and isinstance(by, StaffMember) and why:
            words = title_told(activity)
            note_taken_off(activity.organisation, "activity", activity.pk, words, why, by=by, at=at)


@transaction.atomic
def show_activity(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Put a hidden activity back on the square. One hidden as a double is told apart from the other for good.

    Raises `TakenOff` where its association would put back what the municipality took off, or has not read yet.
    """
    if isinstance(by, Person):
        refuse_while_taken_off("activity", activity.pk)
    hidden = Activity.objects.filter(pk=activity.pk, hidden_at__isnull=False)
    told_apart = Case(When(same_as__isnull=False, then=Value(at)), default=F("told_apart_at"))
    if hidden.update(hidden_at=None, told_apart_at=told_apart, same_as=None):
        activity.refresh_from_db()
        index_activities([activity])
        move_up_at_all(activity, at=at)
        note("show_activity", activity, by=by, channel=channel, at=at)
        if isinstance(by, StaffMember):
            note_put_back("activity", activity.pk, by=by, at=at)


@transaction.atomic
def place_as_read(activity_id: uuid.UUID, is_public: bool, *, at: dt.datetime) -> None:
    """The desk has read it: it stands on the square from now on, or does not. For the caller, who notes it."""
    activity = Activity.objects.select_for_update().filter(pk=activity_id).first()
    if activity is None:
        return
    if is_public:
        activity.published_at, activity.hidden_at = activity.published_at or at, None
    elif activity.published_at:
        activity.hidden_at = activity.hidden_at or at
    activity.changed_at = at
    activity.save(update_fields=["published_at", "hidden_at", "changed_at"])
    index_activities([activity])
    move_up_at_all(activity, at=at)


def have_it_read(
    activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str, is_new: bool = False
) -> bool:
    """Whether the desk must read it; what stands on the square already stands there meanwhile."""
    if activity.organisation is None or not is_of_an_association(by):
        return False
    is_shown = not is_new and activity.published_at is not None and activity.hidden_at is None
    review = let_be_read(
        activity.organisation, "activity", activity.pk, title_told(activity),
        by=by, at=at, channel=channel, is_shown=is_shown,
    )  # fmt: skip
    return review is not None
