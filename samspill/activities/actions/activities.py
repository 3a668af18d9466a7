"""Our own activities: published, changed, given other times."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from samspill.activities.actions.announcing import Announcement, tell
from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.occurrences import make_occurrences, replan
from samspill.activities.actions.parting import lengths_to_come, part
from samspill.activities.actions.taken import (
    refuse_fewer_than_taken,
    refuse_where_somebody_has_a_place,
    refuse_where_somebody_has_signed_up,
)
from samspill.activities.actions.telling import tell_that_they_moved
from samspill.activities.actions.visibility import have_it_read
from samspill.activities.actions.waiting import move_up_at_all
from samspill.activities.models import Activity, ActivityDraft, Occurrence, Schedule
from samspill.activities.rules.schedules import fields_of
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.limits import Limit, spend
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person

#: What a calendar we read tells itself, and no longer replaces once somebody here has written something else.
WORDS_OF_SOURCE = frozenset({"title", "text", "place_text", "url"})


#: An association publishes a season at one sitting, and no more than that.
A_SEASON = Limit(burst=20, refill=dt.timedelta(hours=1))


class NothingPlanned(ValueError):
    """The times given never come: all are over, or taken out by the exceptions."""


@transaction.atomic
def publish_activity(
    announcement: Announcement,
    patterns: Sequence[Pattern],
    *,
    by: Owned | str,
    at: dt.datetime,
    channel: str = "web",
    key: uuid.UUID | None = None,
) -> Activity:
    """Put a new activity with its times on the square, or let it wait (`published_at` None) until the desk has read it.

    Raises TitleMissing, UnknownCategory, NothingPlanned, NoRoomForAppointments and `limits.TooOften`; then nothing is
    kept.
    `key` is the form's own: the draft it began as is gone, and pressing twice publishes once.
    """
    activity = Activity(created_at=at, changed_at=at, published_at=at)
    if key is not None:
        standing = _published_as(key, announcement)
        if standing is not None:
            return standing
        activity.pk = key
    _refuse_a_flood(announcement.organisation, by=by, at=at)
    tell(activity, announcement)
    part(activity, [pattern.minutes for pattern in patterns])
    activity.save(force_insert=True)
    if have_it_read(activity, by=by, at=at, channel=channel, is_new=True):
        activity.published_at = None
        activity.save(update_fields=["published_at"])
    _plan(activity, patterns, first_on=clock.local_day(at), at=at)
    index_activities([activity])
    note("publish_activity", activity, by=by, channel=channel, at=at)
    return activity


@transaction.atomic
def change_activity(
    activity: Activity, announcement: Announcement, *, by: Owned | str, at: dt.datetime, channel: str = "web"
) -> Activity:
    """Tell something else about an activity; its times stay as they are. Where there are more places, those who wait
    move up; where it is held elsewhere, whoever has a place at a time to come is told.

    Raises TitleMissing and UnknownCategory; FewerThanTaken where somebody would lose her place; where it is parted into
    appointments NoRoomForAppointments, and AppointmentsTaken where somebody has one and they would be another length;
    PlacesTaken where somebody has signed up and one would from now on sign up once for all the times, or no longer.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    each, whole, where = activity.appointment_minutes, activity.for_all_times, activity.where
    changed = tell(activity, announcement)
    _part_anew(activity, each, at)
    if whole != activity.for_all_times:
        refuse_where_somebody_has_signed_up(activity, at)
    if "places" in changed and activity.places is not None:
        refuse_fewer_than_taken(activity, activity.places, at)
    activity.changed_at = at
    if activity.subscription_id and WORDS_OF_SOURCE & set(changed):
        activity.edited_here_at = at
    activity.save()
    index_activities([activity])
    if where != activity.where:
        tell_that_they_moved(_times_at_its_place(activity, at), at=at)
    if {"places", "waiting_list", "waiting_ends_the_day"} & set(changed):
        move_up_at_all(activity, at=at)
    note("change_activity", activity, by=by, channel=channel, at=at, fields=changed)
    if changed:
        have_it_read(activity, by=by, at=at, channel=channel)
    return activity


@transaction.atomic
def reschedule_activity(
    activity: Activity,
    patterns: Sequence[Pattern],
    *,
    from_on: dt.date,
    by: Owned | str,
    at: dt.datetime,
    channel: str = "web",
) -> None:
    """Give an activity other times from a day on; earlier ones stay.

    A time that is on the same day under the new plan is moved, one that is not is cancelled, never deleted. A schedule
    that had begun ends the day before; one that had not never held, and is gone.
    Raises NothingPlanned; where it is parted into appointments NoRoomForAppointments, and AppointmentsTaken
    where there would be fewer than the number of one that somebody has.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    never_held = _end_schedules(activity, from_on=from_on)
    schedules = [_schedule(activity, pattern) for pattern in patterns]
    if activity.appointment_minutes:
        part(activity, [pattern.minutes for pattern in patterns])
        refuse_where_somebody_has_a_place(activity, at, beyond=activity.places or 0)
        activity.save(update_fields=["places"])
    activity.changed_at = at
    activity.save(update_fields=["changed_at"])
    made = replan(activity, schedules, first_on=max(from_on, clock.local_day(at)), at=at)
    if not made:
        raise NothingPlanned
    # Now that the rows are locked, in the order they always are.
    Schedule.objects.filter(pk__in=never_held).delete()
    note("reschedule_activity", activity, by=by, channel=channel, at=at, from_on=from_on.isoformat())
    have_it_read(activity, by=by, at=at, channel=channel)


def _part_anew(activity: Activity, each: int | None, at: dt.datetime) -> None:
    """Fit the number of places to its appointments, which were `each` minutes before."""
    if each != activity.appointment_minutes:
        refuse_where_somebody_has_a_place(activity, at)
    if activity.appointment_minutes:
        part(activity, lengths_to_come(activity, at))


def _times_at_its_place(activity: Activity, at: dt.datetime) -> list[Occurrence]:
    """The times to come that are where the activity is, and not elsewhere for once."""
    return list(activity.occurrences.filter(starts_at__gt=at, cancelled_at__isnull=True, place_text=""))


def _refuse_a_flood(organisation: Organisation | None, *, by: Owned | str, at: dt.datetime) -> None:
    if organisation is not None and isinstance(by, Person):
        spend("publish", str(organisation.pk), A_SEASON, at=at)


def _published_as(key: uuid.UUID, announcement: Announcement) -> Activity | None:
    """The activity that this form has become already; its draft is gone from now on."""
    same = {"pk": key, "organisation": announcement.organisation, "unit": announcement.unit}
    list(ActivityDraft.objects.select_for_update().filter(**same))
    ActivityDraft.objects.filter(**same).delete()
    return Activity.objects.filter(**same).first()


def _plan(activity: Activity, patterns: Sequence[Pattern], *, first_on: dt.date, at: dt.datetime) -> None:
    made = [make_occurrences(_schedule(activity, pattern), first_on=first_on, at=at) for pattern in patterns]
    if not any(made):
        raise NothingPlanned


def _end_schedules(activity: Activity, *, from_on: dt.date) -> list[uuid.UUID]:
    """Let those that have begun end the day before; the ids of those that have not."""
    held_until = from_on - dt.timedelta(days=1)
    replaced = activity.schedules.exclude(ends_on__lt=from_on)
    replaced.filter(starts_on__lt=from_on).update(ends_on=held_until, made_until_on=held_until)
    return list(activity.schedules.filter(starts_on__gte=from_on).values_list("pk", flat=True))


def _schedule(activity: Activity, pattern: Pattern) -> Schedule:
    return Schedule.objects.create(activity=activity, **fields_of(pattern))
