"""Who waits for a place, in which order, and what is offered to whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from samspill.activities.models import Activity, Occurrence, Waiting

AROUND = ("person", "occurrence__activity__unit", "occurrence__activity__place")


def live_waiting(occurrence: Occurrence) -> QuerySet[Waiting]:
    """Those who wait for a place at a time, in their order; those who are offered one too."""
    rows = Waiting.objects.filter(occurrence=occurrence, left_at__isnull=True, sign_up__isnull=True)
    return rows.order_by("number")


def waiting_of(occurrence: Occurrence) -> list[Waiting]:
    """Those who wait, in their order, with persons."""
    return list(live_waiting(occurrence).select_related("person"))


def place_in_line(row: Waiting) -> int:
    """Her number among those who wait now, from 1."""
    return live_waiting(row.occurrence).filter(number__lt=row.number).count() + 1


def waiting_of_link(waiting_id: uuid.UUID | str) -> Waiting:
    """The wait a private link leads to, over or not. For whoever holds the link. Raises `DoesNotExist`."""
    rows = Waiting.objects.select_related(*AROUND, "sign_up__occurrence__activity")
    return rows.get(pk=waiting_id, person__erased_at__isnull=True)


def one_in_line(occurrence: Occurrence, waiting_id: uuid.UUID) -> Waiting:
    """The gate: one who waits, or has waited, at a time that came through one. Raises `Waiting.DoesNotExist`."""
    return Waiting.objects.filter(occurrence=occurrence).select_related(*AROUND).get(pk=waiting_id)


def offered_places(occurrences: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, int]]:
    """How many places are offered to each of those who think about it, as pairs of time and number."""
    rows = Waiting.objects.filter(
        occurrence__in=occurrences, left_at__isnull=True, sign_up__isnull=True, offered_at__isnull=False
    )
    return list(rows.order_by().values_list("occurrence_id", "places"))


def offers_that_ran_out(at: dt.datetime) -> list[Waiting]:
    """Places that were offered and not answered in time, the earliest first."""
    rows = Waiting.objects.filter(left_at__isnull=True, sign_up__isnull=True, offered_until_at__lte=at)
    return list(rows.order_by("offered_until_at", "pk"))


def times_somebody_waits_for(activity: Activity, *, at: dt.datetime) -> list[uuid.UUID]:
    """The keys of its coming times with a waiting list that is not empty, in order of key."""
    rows = activity.occurrences.filter(
        starts_at__gt=at, waiting__left_at__isnull=True, waiting__sign_up__isnull=True, waiting__isnull=False
    )
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct())
