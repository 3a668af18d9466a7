"""The same event from two sources is shown once: the one that came first stays, the other is hidden and points at it.

Nobody has to press anything; and somebody who sees that they are two puts the hidden one back (`show_activity`), after
which it is never taken for a double again.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.occurrences import write_over
from samspill.activities.models import Activity, Occurrence
from samspill.activities.rules.sources import COMPARED, gone_digest, is_the_same, title_key

_CHUNK = 400
_FOLDED = ["hidden_at", "same_as"]

Told = tuple[Activity, set[dt.datetime]]


def fold_together(told: Sequence[Told], *, at: dt.datetime) -> int:
    """Hide those of these activities that another source tells of with the same title, times and place; how many.

    Each comes with the moments it starts at; only those of the next two months count. One that was hidden so and has
    other times now is shown again. For the caller's transaction, which holds the rows.
    """
    doubles = doubles_among(told, at=at)
    folded, shown = [], []
    for activity in (one for one, _ in told if _may_be_double(one)):
        twin = doubles.get(activity.pk)
        if twin is not None and activity.same_as_id is None:
            activity.same_as, activity.hidden_at = twin, at
            folded.append(activity)
        elif twin is None and activity.same_as_id is not None:
            activity.same_as, activity.hidden_at = None, None
            shown.append(activity)
    _write([*folded, *shown])
    return len(folded)


def doubles_among(told: Sequence[Told], *, at: dt.datetime) -> dict[uuid.UUID, Activity]:
    """What stands on the square already of these activities, by their keys. Nothing is written."""
    near = [(activity, {one for one in starts if at <= one < at + COMPARED}) for activity, starts in told]
    asked = [(activity, starts) for activity, starts in near if _may_be_double(activity)]
    others = _others({min(starts) for _, starts in asked if starts}, at)
    twins = {activity.pk: _twin(activity, starts, others) for activity, starts in asked}
    return {key: twin for key, twin in twins.items() if twin is not None}


def unfold_what_is_gone() -> None:
    """Show again what was hidden as the double of something its own source no longer has."""
    doubles = Activity.objects.filter(same_as__source_digest=gone_digest()).select_for_update(of=("self",))
    rows = list(doubles)
    for row in rows:
        row.same_as, row.hidden_at = None, None
    _write(rows)


def _may_be_double(activity: Activity) -> bool:
    is_open = activity.hidden_at is None or activity.same_as_id is not None
    return is_open and activity.told_apart_at is None and activity.cancelled_at is None


Others = dict[str, list[tuple[Activity, set[dt.datetime]]]]


def _others(firsts: set[dt.datetime], at: dt.datetime) -> Others:
    """What stands on the square and has a time at one of these moments, by title, with its next times."""
    moments = sorted(firsts)
    found: dict[uuid.UUID, Activity] = {}
    for begin in range(0, len(moments), _CHUNK):
        shown = Occurrence.objects.filter(
            starts_at__in=moments[begin : begin + _CHUNK],
            cancelled_at__isnull=True,
            activity__hidden_at__isnull=True,
            activity__cancelled_at__isnull=True,
            activity__published_at__isnull=False,
        )
        for row in shown.select_related("activity", "activity__place"):
            found[row.activity_id] = row.activity
    starts = _next_times(list(found), at)
    others: Others = defaultdict(list)
    for key, activity in found.items():
        for title in {title_key(one) for one in activity.title.values()}:
            others[title].append((activity, starts[key]))
    return others


def _next_times(keys: list[uuid.UUID], at: dt.datetime) -> defaultdict[uuid.UUID, set[dt.datetime]]:
    starts: defaultdict[uuid.UUID, set[dt.datetime]] = defaultdict(set)
    for begin in range(0, len(keys), _CHUNK):
        rows = Occurrence.objects.filter(
            activity__in=keys[begin : begin + _CHUNK],
            cancelled_at__isnull=True,
            starts_at__gte=at,
            starts_at__lt=at + COMPARED,
        )
        for key, moment in rows.values_list("activity_id", "starts_at"):
            starts[key].add(moment)
    return starts


def _twin(activity: Activity, starts: set[dt.datetime], others: Others) -> Activity | None:
    for title in {title_key(one) for one in activity.title.values()}:
        for other, theirs in others.get(title, []):
            # One that is only looked at has no source yet, so all that is here comes from another.
            is_other_source = activity.subscription_id is None or (
                other.pk != activity.pk and other.subscription_id != activity.subscription_id
            )
            if is_other_source and is_the_same(
                starts, theirs, my_place=_where(activity), their_place=_where(other)
            ):
                return other
    return None


def _where(activity: Activity) -> str:
    return f"{activity.place.name} {activity.place.address}" if activity.place else activity.place_text


def _write(rows: list[Activity]) -> None:
    if rows:
        write_over(Activity, rows, _FOLDED)
        index_activities(rows)
