"""What nobody who has a place may lose: refused before an activity becomes something else than she signed up for."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from samspill.activities.actions.whole import lock_all_times
from samspill.activities.models import Activity, SignUp, Waiting
from samspill.activities.queries.waiting import offered_places
from samspill.activities.queries.whole import rows_to_come


class FewerThanTaken(ValueError):
    """Fewer places than have been taken at one of the times to come: `args[0]` of them."""


class AppointmentsTaken(ValueError):
    """Somebody has a place already, and would be told another time."""


class PlacesTaken(ValueError):
    """Somebody has a place, or waits, and would have it for something else than she signed up for."""


def refuse_where_somebody_has_a_place(activity: Activity, at: dt.datetime, *, beyond: int = 0) -> None:
    """Raises AppointmentsTaken where somebody has a seat of a higher number than this at a time to come. Locks those
    times, as whoever takes a place does.
    """
    keys = [
        row.pk for row in activity.occurrences.filter(starts_at__gte=at).order_by("pk").select_for_update()
    ]
    if SignUp.objects.filter(occurrence__in=keys, seat__gt=beyond, cancelled_at__isnull=True).exists():
        raise AppointmentsTaken


def refuse_where_somebody_has_signed_up(activity: Activity, at: dt.datetime) -> None:
    """Raises PlacesTaken where somebody has a place to come, or waits for one. Locks all its times."""
    lock_all_times(activity.pk)
    waits = Waiting.objects.filter(
        occurrence__activity=activity,
        occurrence__starts_at__gte=at,
        left_at__isnull=True,
        sign_up__isnull=True,
    )
    if rows_to_come(activity, at=at).exists() or waits.exists():
        raise PlacesTaken


def refuse_fewer_than_taken(activity: Activity, places: int, at: dt.datetime) -> None:
    """Raises FewerThanTaken. Locks the times to come, as whoever takes a place does, so that none is taken meanwhile. A
    place that is offered to somebody counts as taken.
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
