"""What an organiser runs: its activities, coming and past, each with its times; and what it has begun to write."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.activities.models import Activity, ActivityDraft, CalendarSubscription, Occurrence, Waiting
from samspill.activities.rules.schedules import pattern_of, still_holding
from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import ProgramKey
from samspill.organisations.queries.organisers import Organiser, of_organiser
from samspill.venues.models import Place

#: What the trail calls telling of an activity, as a program can too.
_TELLS = ("publish_activity", "change_activity", "reschedule_activity", "cancel_activity", "restore_activity")


def coming_of(organiser: Organiser, *, at: dt.datetime) -> QuerySet[Any]:
    """Activities with a time to come, the next first; each with `next_at`, called off or hidden ones too."""
    coming = _with_times(organiser, at).filter(next_at__isnull=False)
    return coming.order_by("next_at", "pk")


def past_of(organiser: Organiser, *, at: dt.datetime) -> QuerySet[Any]:
    """Activities with no time to come, the latest first; each with `last_at`."""
    return _with_times(organiser, at).filter(next_at__isnull=True).order_by("-last_at", "pk")


def read_of(organiser: Organiser, *, at: dt.datetime) -> QuerySet[Any]:
    """What comes from a calendar or a list of others in its name, the next first and what is over last; as
    `coming_of`, also what is hidden because something else tells of the same.
    """
    rows = Activity.objects.filter(subscription__isnull=False, **of_organiser(organiser))
    return _the_next_first(rows, at)


def brought_by(source: CalendarSubscription, *, at: dt.datetime) -> QuerySet[Any]:
    """The same of one calendar, with whoever arranges it. It came through a gate."""
    rows = Activity.objects.filter(subscription=source).select_related("organisation", "unit")
    return _the_next_first(rows, at)


def drafts_of(organiser: Organiser) -> QuerySet[ActivityDraft]:
    """What is begun and not published, what was written last first."""
    rows = ActivityDraft.objects.filter(**of_organiser(organiser)).select_related("person", "written_by")
    return rows.order_by("-saved_at", "pk")


def draft_for(organiser: Organiser, draft_id: uuid.UUID) -> ActivityDraft:
    """The gate: a draft of the organiser. Raises `ActivityDraft.DoesNotExist`."""
    return drafts_of(organiser).get(pk=draft_id)


def run_by(organiser: Organiser, activity_id: uuid.UUID) -> Activity:
    """The gate: an activity of the organiser, with its place. Raises `Activity.DoesNotExist`."""
    rows = Activity.objects.filter(**of_organiser(organiser))
    return rows.select_related("organisation", "unit", "place", "area").get(pk=activity_id)


def time_run_by(organiser: Organiser, occurrence_id: uuid.UUID) -> Occurrence:
    """The gate: a time of an activity of the organiser. Raises `Occurrence.DoesNotExist`."""
    whose = {f"activity__{name}": one for name, one in of_organiser(organiser).items()}
    rows = Occurrence.objects.filter(**whose)
    return rows.select_related("activity__unit", "activity__place").get(pk=occurrence_id)


def times_of(activity: Activity, *, at: dt.datetime, is_past: bool = False) -> QuerySet[Any]:
    """Its times to come, or those that are over with the latest first; each with how many have a place (`taken`)
    and how many are in line for one (`in_line`).
    """
    live = Count("sign_ups", filter=Q(sign_ups__cancelled_at__isnull=True))
    over = Q(ends_at__lt=at) | Q(ends_at__isnull=True, starts_at__lt=at)
    rows = activity.occurrences.filter(over) if is_past else activity.occurrences.exclude(over)
    waits = Waiting.objects.filter(occurrence=OuterRef("pk"), left_at__isnull=True, sign_up__isnull=True)
    in_line = Subquery(waits.order_by().values("occurrence").annotate(n=Count("pk")).values("n"))
    return rows.annotate(taken=live, in_line=Coalesce(in_line, 0)).order_by(
        "-starts_at" if is_past else "starts_at", "pk"
    )


def next_times_of(organiser: Organiser, *, at: dt.datetime, limit: int) -> list[Any]:
    """The next times of all it runs, the first first; each with its activity and how many are signed up (`taken`)."""
    live = Count("sign_ups", filter=Q(sign_ups__cancelled_at__isnull=True))
    whose = {f"activity__{name}": one for name, one in of_organiser(organiser).items()}
    rows = Occurrence.objects.filter(
        starts_at__gte=at, cancelled_at__isnull=True, activity__subscription__isnull=True, **whose
    )
    rows = rows.select_related("activity__place").annotate(taken=live)
    return list(rows.order_by("starts_at", "pk")[:limit])


def patterns_of(activity: Activity, *, on: dt.date) -> list[Pattern]:
    """When it comes back, from this day on; of one that is over, its last. One query."""
    return still_holding(
        (pattern_of(one, ()) for one in activity.schedules.order_by("starts_on", "pk")), on=on
    )


def written_by_another(activity: Activity, key: ProgramKey) -> bool:
    """Whether somebody else than the program with this key told of the activity last: a person, or another program.

    A program whose key has been stopped is nobody: its successor goes on with what it wrote.
    """
    told = AuditEntry.objects.filter(subject=subject_of(activity), verb__in=_TELLS).order_by("-at", "-pk")
    last = told.values_list("actor", flat=True).first()
    stopped = ProgramKey.objects.filter(organisation=key.organisation, revoked_at__isnull=False)
    return last is not None and last not in {subject_of(key), *map(subject_of, stopped)}


def _the_next_first(rows: QuerySet[Activity], at: dt.datetime) -> QuerySet[Any]:
    return _and_times(rows, at).order_by(F("next_at").asc(nulls_last=True), "pk")


def _with_times(organiser: Organiser, at: dt.datetime) -> QuerySet[Any]:
    return _and_times(Activity.objects.filter(subscription__isnull=True, **of_organiser(organiser)), at)


def _and_times(rows: QuerySet[Activity], at: dt.datetime) -> QuerySet[Any]:
    over = Q(occurrences__ends_at__lt=at) | Q(
        occurrences__ends_at__isnull=True, occurrences__starts_at__lt=at
    )
    return rows.select_related("place").annotate(
        next_at=Min("occurrences__starts_at", filter=~over), last_at=Max("occurrences__starts_at")
    )


def known_places() -> list[tuple[uuid.UUID, str]]:
    """The places of the municipality by name: key and name. One query."""
    return list(Place.objects.order_by("name").values_list("pk", "name"))


def known_place(key: str) -> Place | None:
    """The place with this key, as a form gives it; None where it gives none."""
    return Place.objects.select_related("area").filter(pk=key).first() if key else None
