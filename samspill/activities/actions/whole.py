"""Places at all the times of an activity: written at each, given back at one or at all, and added where times are new.

Whatever does so holds the locks of all its times (`seats.lock_occurrence`), taken in one statement in order of key.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from samspill.activities.actions.codes import next_codes
from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.queries.whole import next_time, rows_to_come, times_to_come


def lock_all_times(activity_id: uuid.UUID) -> None:
    """Nobody else takes, frees or counts a place at any time of this activity until the transaction ends."""
    rows = Occurrence.objects.select_for_update(no_key=True).filter(activity=activity_id)
    list(rows.order_by("pk").values_list("pk"))


def seat_at_the_other_times(first: SignUp, others: Sequence[SignUp], *, at: dt.datetime) -> None:
    """Who has a place at one time has the same at every other to come, with those beside her."""
    times = [
        time for time in times_to_come(first.occurrence.activity, at=at) if time.pk != first.occurrence_id
    ]
    _write([one for time in times for one in _at_time([first, *others], time, whole=first)])


def seat_at_times_without_her(lead: SignUp, rows: Sequence[SignUp], *, at: dt.datetime) -> None:
    """Times that were added while she had no place: she has one there too, as at the first of these `rows` of hers."""
    hers = SignUp.objects.filter(Q(pk=lead.pk) | Q(whole=lead.pk))
    known = set(hers.values_list("occurrence", flat=True))
    first = [row for row in rows if row.occurrence_id == rows[0].occurrence_id]
    times = [time for time in times_to_come(lead.occurrence.activity, at=at) if time.pk not in known]
    _write([one for time in times for one in _at_time(first, time, whole=lead)])


def enrol_in_new_times(activity: Activity, *, at: dt.datetime) -> None:
    """Times were added: whoever has a place at all the times has one there too. For the caller's transaction."""
    if not activity.for_all_times:
        return
    rows = (
        rows_to_come(activity, at=at).select_related("occurrence").order_by("occurrence__starts_at", "seat")
    )
    wholes: dict[uuid.UUID, dict[uuid.UUID, list[SignUp]]] = defaultdict(lambda: defaultdict(list))
    by_key = {row.pk: row for row in rows}
    for row in by_key.values():
        head = row if row.head_id is None else by_key.get(row.head_id)
        if head is not None:
            wholes[head.whole_id or head.pk][row.occurrence_id].append(row)
    known = set(SignUp.objects.filter(occurrence__activity=activity).values_list("occurrence", flat=True))
    new = [time for time in times_to_come(activity, at=at) if time.pk not in known]
    leads = SignUp.objects.in_bulk(list(wholes))
    _write(
        [
            one
            for key, at_times in wholes.items()
            for time in new
            for one in _at_time(list(at_times.values())[-1], time, whole=leads[key])
        ]
    )


def let_the_line_stand(activity: Activity, *, at: dt.datetime) -> Occurrence | None:
    """Where those who wait stand: at the next time, to which they move when one is over. None where none is to come.

    The times are locked by the caller.
    """
    time = next_time(activity, at=at)
    if time is not None:
        Waiting.objects.filter(occurrence__activity=activity).exclude(occurrence=time).update(occurrence=time)
    return time


def seats_of_all_times(activity: Activity, *, at: dt.datetime) -> list[int]:
    """The numbers of the seats that somebody has at any of the times to come."""
    return sorted(set(rows_to_come(activity, at=at).values_list("seat", flat=True)))


def _at_time(rows: Sequence[SignUp], time: Occurrence, *, whole: SignUp) -> Iterable[SignUp]:
    """The same places at another time, without their codes; `rows` begin with the one of her who signed up."""
    heads = [row for row in rows if row.head_id is None]
    head: SignUp | None = None
    for row in [*heads, *(row for row in rows if row.head_id is not None)]:
        made = SignUp(
            occurrence=time,
            person_id=row.person_id,
            head=head,
            whole=whole if head is None else None,
            for_whom=row.for_whom,
            guest_name=row.guest_name,
            answers=row.answers,
            seat=row.seat,
            signed_up_at=row.signed_up_at,
            channel=row.channel,
            entered_by_id=row.entered_by_id,
        )
        head = head or made
        yield made


def _write(rows: Sequence[SignUp]) -> None:
    if rows:
        for row, code in zip(rows, next_codes(len(rows)), strict=True):
            row.code = code
        SignUp.objects.bulk_create(rows)
