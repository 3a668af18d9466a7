"""Our own activities: published, changed, given another time, called off."""

from __future__ import annotations

import copy
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When

from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.occurrences import cancel_rows, make_occurrences, replan, restore_rows
from samspill.activities.actions.waiting import move_up_at_all
from samspill.activities.actions.whole import lock_all_times
from samspill.activities.models import Activity, ActivityDraft, Schedule, SignUp, Waiting
from samspill.activities.queries.waiting import offered_places
from samspill.activities.queries.whole import rows_to_come
from samspill.activities.rules.appointments import how_many
from samspill.activities.rules.schedules import fields_of
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.limits import Limit, spend
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import Owned
from samspill.organisations.actions.reading import (
    let_be_read,
    note_put_back,
    note_taken_off,
    refuse_while_taken_off,
)
from samspill.organisations.models import Organisation
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember, Unit
from samspill.venues.models import Place

#: What a calendar we read tells itself, and no longer replaces once somebody here has written something else.
WORDS_OF_SOURCE = frozenset({"title", "text", "place_text", "url"})


#: An association publishes a season at one sitting, and no more than that.
A_SEASON = Limit(burst=20, refill=dt.timedelta(hours=1))


class TitleMissing(ValueError):
    """An activity needs a title in at least one language."""


class FewerThanTaken(ValueError):
    """Fewer places than have been taken at one of the times to come: `args[0]` of them."""


class AppointmentsTaken(ValueError):
    """Somebody has a place already, and would be told another time."""


class PlacesTaken(ValueError):
    """Somebody has a place, or waits, and would have it for something else than she signed up for."""


class NothingPlanned(ValueError):
    """The times given never come: all are over, or taken out by the exceptions."""


@dataclass(frozen=True)
class Announcement:
    """What is told about an activity. Titles and texts are per language: {"nb": "Språkkafé"}.

    `audiences`, `categories` and `accessibility` hold codes of `rules.vocabulary`; `languages` those spoken there.
    `is_free` None means that nobody has said.
    """

    title: dict[str, str]
    text: dict[str, str] | None = None
    organisation: Organisation | None = None
    unit: Unit | None = None
    place: Place | None = None
    place_text: str = ""
    area: Area | None = None
    is_online: bool = False
    audiences: Sequence[str] = ()
    categories: Sequence[str] = ()
    languages: Sequence[str] = ()
    accessibility: Sequence[str] = ()
    is_free: bool | None = None
    price: str = ""
    age_from: int | None = None
    age_until: int | None = None
    bring: str = ""
    sign_up: str = ""
    takes_sign_ups: bool = False
    for_all_times: bool = False
    places: int | None = None
    seats_each: int = 4
    questions: tuple[dict[str, Any], ...] = ()
    waiting_list: str = ""
    waiting_hours: int = 24
    waiting_ends_the_day: bool = False
    appointment_minutes: int | None = None
    completes: str = ""
    completes_at_end: bool = False
    url: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    picture: str = ""


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

    Raises TitleMissing, NothingPlanned, NoRoomForAppointments and `limits.TooOften`; then nothing is kept.
    `key` is the form's own: the draft it began as is gone, and pressing twice publishes once.
    """
    activity = Activity(created_at=at, changed_at=at, published_at=at)
    if key is not None:
        standing = _published_as(key, announcement)
        if standing is not None:
            return standing
        activity.pk = key
    _refuse_a_flood(announcement.organisation, by=by, at=at)
    _tell(activity, announcement)
    _part(activity, [pattern.minutes for pattern in patterns])
    activity.save(force_insert=True)
    if _let_be_read(activity, by=by, at=at, channel=channel, is_new=True):
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
    move up.

    Raises TitleMissing, FewerThanTaken where somebody would lose her place, and where it is parted into appointments
    NoRoomForAppointments, and AppointmentsTaken where somebody has one and they would be another length; PlacesTaken
    where somebody has signed up and one would from now on sign up once for all the times, or no longer.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    each, whole = activity.appointment_minutes, activity.for_all_times
    changed = _tell(activity, announcement)
    if each != activity.appointment_minutes:
        _refuse_where_somebody_has_a_place(activity, at)
    if activity.appointment_minutes:
        _part(activity, _lengths_to_come(activity, at))
    if whole != activity.for_all_times:
        _refuse_where_somebody_has_signed_up(activity, at)
    if "places" in changed and activity.places is not None:
        _refuse_fewer_than_taken(activity, activity.places, at)
    activity.changed_at = at
    if activity.subscription_id and WORDS_OF_SOURCE & set(changed):
        activity.edited_here_at = at
    activity.save()
    index_activities([activity])
    if {"places", "waiting_list", "waiting_ends_the_day"} & set(changed):
        move_up_at_all(activity, at=at)
    note("change_activity", activity, by=by, channel=channel, at=at, fields=changed)
    if changed:
        _let_be_read(activity, by=by, at=at, channel=channel)
    return activity


def news_in(activity: Activity, announcement: Announcement) -> list[str]:
    """Which fields of an activity an announcement would change; nothing is written. Raises TitleMissing."""
    return _tell(copy.copy(activity), announcement)


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

    A time that is on the same day under the new plan is moved, one that is not is cancelled, never deleted.
    Raises NothingPlanned; where it is parted into appointments NoRoomForAppointments, and AppointmentsTaken
    where there would be fewer than the number of one that somebody has.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    for schedule in activity.schedules.exclude(ends_on__lt=from_on):
        schedule.ends_on = max(schedule.starts_on, from_on - dt.timedelta(days=1))
        schedule.made_until_on = schedule.ends_on
        schedule.save(update_fields=["ends_on", "made_until_on"])
    schedules = [_schedule(activity, pattern) for pattern in patterns]
    if activity.appointment_minutes:
        _part(activity, [pattern.minutes for pattern in patterns])
        _refuse_where_somebody_has_a_place(activity, at, beyond=activity.places or 0)
        activity.save(update_fields=["places"])
    activity.changed_at = at
    activity.save(update_fields=["changed_at"])
    made = replan(activity, schedules, first_on=max(from_on, clock.local_day(at)), at=at)
    if not made:
        raise NothingPlanned
    note("reschedule_activity", activity, by=by, channel=channel, at=at, from_on=from_on.isoformat())
    _let_be_read(activity, by=by, at=at, channel=channel)


@transaction.atomic
def cancel_activity(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Call an activity off: it and every time still to come. It stays on the square, marked as cancelled."""
    if not Activity.objects.filter(pk=activity.pk, cancelled_at__isnull=True).update(
        cancelled_at=at, changed_at=at
    ):
        return
    coming = activity.occurrences.filter(starts_at__gte=at, cancelled_at__isnull=True)
    cancel_rows(list(coming.select_for_update()), at=at, decided_here=True)
    note("cancel_activity", activity, by=by, channel=channel, at=at)


@transaction.atomic
def restore_activity(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """It takes place after all: it and the times to come that were called off with it. Who had a place is told."""
    row = Activity.objects.select_for_update().get(pk=activity.pk)
    if row.cancelled_at is None:
        return
    with_it = row.occurrences.filter(cancelled_at=row.cancelled_at, starts_at__gt=at)
    row.cancelled_at, row.changed_at = None, at
    row.save(update_fields=["cancelled_at", "changed_at"])
    restore_rows(list(with_it.select_for_update()), at=at)
    move_up_at_all(row, at=at)
    note("restore_activity", activity, by=by, channel=channel, at=at)


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


def _refuse_a_flood(organisation: Organisation | None, *, by: Owned | str, at: dt.datetime) -> None:
    if organisation is not None and isinstance(by, Person):
        spend("publish", str(organisation.pk), A_SEASON, at=at)


def title_told(activity: Activity) -> str:
    """What it is called, in the first language that has it."""
    return next(iter(activity.title.values()), "")


def _let_be_read(
    activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str, is_new: bool = False
) -> bool:
    """Whether the desk must read it; what stands on the square already stands there meanwhile."""
    if activity.organisation is None or not isinstance(by, Person):
        return False
    is_shown = not is_new and activity.published_at is not None and activity.hidden_at is None
    review = let_be_read(
        activity.organisation, "activity", activity.pk, title_told(activity),
        by=by, at=at, channel=channel, is_shown=is_shown,
    )  # fmt: skip
    return review is not None


def _published_as(key: uuid.UUID, announcement: Announcement) -> Activity | None:
    """The activity that this form has become already; its draft is gone from now on."""
    same = {"pk": key, "organisation": announcement.organisation, "unit": announcement.unit}
    list(ActivityDraft.objects.select_for_update().filter(**same))
    ActivityDraft.objects.filter(**same).delete()
    return Activity.objects.filter(**same).first()


def _tell(activity: Activity, announcement: Announcement) -> list[str]:
    """Write what is told on the row, not yet saved; which fields changed."""
    told = {field.name: getattr(announcement, field.name) for field in fields(announcement)}
    told["title"] = _texts(announcement.title)
    told["text"] = _texts(announcement.text or {})
    if not told["title"]:
        raise TitleMissing
    told["questions"] = list(announcement.questions)
    for name in ("audiences", "categories", "languages", "accessibility"):
        told[name] = tuple(told[name])
    changed = [name for name, value in told.items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, told[name])
    return changed


def _part(activity: Activity, lengths: Iterable[int | None]) -> None:
    """Where it is parted into appointments, there are as many places as fit in each time, and nobody waits in line."""
    if activity.appointment_minutes:
        activity.places = how_many(lengths, activity.appointment_minutes)
        activity.takes_sign_ups, activity.waiting_list, activity.for_all_times = True, "", False


def _lengths_to_come(activity: Activity, at: dt.datetime) -> list[int | None]:
    """How many minutes each time to come lasts; of what is over, the last."""
    rows = activity.occurrences.filter(cancelled_at__isnull=True).order_by("-starts_at")
    times = list(rows.filter(starts_at__gt=at)) or list(rows[:1])
    return [
        int((time.ends_at - time.starts_at).total_seconds()) // 60 if time.ends_at else None for time in times
    ]


def _refuse_where_somebody_has_a_place(activity: Activity, at: dt.datetime, *, beyond: int = 0) -> None:
    """Raises AppointmentsTaken where somebody has a seat of a higher number than this at a time to come. Locks those
    times, as whoever takes a place does.
    """
    keys = [
        row.pk for row in activity.occurrences.filter(starts_at__gte=at).order_by("pk").select_for_update()
    ]
    if SignUp.objects.filter(occurrence__in=keys, seat__gt=beyond, cancelled_at__isnull=True).exists():
        raise AppointmentsTaken


def _refuse_where_somebody_has_signed_up(activity: Activity, at: dt.datetime) -> None:
    lock_all_times(activity.pk)
    waits = Waiting.objects.filter(
        occurrence__activity=activity,
        occurrence__starts_at__gte=at,
        left_at__isnull=True,
        sign_up__isnull=True,
    )
    if rows_to_come(activity, at=at).exists() or waits.exists():
        raise PlacesTaken


def _refuse_fewer_than_taken(activity: Activity, places: int, at: dt.datetime) -> None:
    """Locks the times to come, as whoever takes a place does, so that none is taken meanwhile. A place that is offered
    to somebody counts as taken.
    """
    coming = activity.occurrences.filter(starts_at__gte=at).order_by("pk")
    keys = [row.pk for row in coming.select_for_update()]
    live = SignUp.objects.filter(occurrence__in=keys, cancelled_at__isnull=True)
    held = Counter(live.values_list("occurrence_id", flat=True))
    for key, offered in offered_places(keys):
        held[key] += offered
    taken = max(held.values(), default=0)
    if taken > places:
        raise FewerThanTaken(taken)


def _texts(told: dict[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in told.items() if text.strip()}


def _plan(activity: Activity, patterns: Sequence[Pattern], *, first_on: dt.date, at: dt.datetime) -> None:
    made = [make_occurrences(_schedule(activity, pattern), first_on=first_on, at=at) for pattern in patterns]
    if not any(made):
        raise NothingPlanned


def _schedule(activity: Activity, pattern: Pattern) -> Schedule:
    return Schedule.objects.create(activity=activity, **fields_of(pattern))
