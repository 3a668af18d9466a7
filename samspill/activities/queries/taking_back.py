"""A place somebody gave back: whether she can have it again, computed from what there is now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet

from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import live_sign_ups
from samspill.activities.queries.waiting import offered_places
from samspill.activities.queries.whole import heads_of, is_whole, next_time, rows_of, rows_to_come
from samspill.activities.rules.sign_ups import seats_again

#: The ways she gives a place back herself. What staff took down stands: she calls them.
HERSELF = ("web", "sms", "email")


@dataclass(frozen=True)
class GivenBack:
    """The places that were given back together, those to come, and `seats`: which seat each of theirs becomes. None
    where somebody else has got them, or is offered them.
    """

    rows: tuple[SignUp, ...]
    seats: dict[int, int] | None

    @property
    def is_gone(self) -> bool:
        """Whether others have got the place."""
        return self.seats is None


def given_back(lead: SignUp, *, at: dt.datetime) -> GivenBack | None:
    """What somebody may have again who gave her place back; None where it was not she who gave it back, she has it or
    another, waits for one, or it is called off or has begun. Its time and activity should be fetched.

    What is free is hers before it is anybody's who waits and was not offered it: she passes nobody, she was there
    before. For whoever holds the time's lock it is the truth; for a page it is how it looks now.
    """
    rows = _given_back_together(lead, at)
    time = _where_places_are_had(lead, at) if rows else None
    if time is None or _has_another(lead, rows, at):
        return None
    if is_one_of_all(lead):
        # Nobody else has got the place at one of the times alone, for as long as she has it at the others.
        kept = heads_of(lead.whole or lead, at=at)
        return GivenBack(tuple(rows), {row.seat: row.seat for row in rows}) if kept else None
    return GivenBack(tuple(rows), _seats(lead, rows, time, at))


def is_one_of_all(row: SignUp) -> bool:
    """Whether this is the place at one time of what is signed up for once. Its time and activity are fetched."""
    return row.occurrence.activity.for_all_times and not is_whole(row)


def _given_back_together(lead: SignUp, at: dt.datetime) -> list[SignUp]:
    """Her places, and those beside her, that she gave back with one press, the first first."""
    hers = rows_of(lead, at=at)
    if not is_whole(lead):
        hers = hers.filter(occurrence=lead.occurrence_id)
    rows = list(hers.order_by("occurrence__starts_at", F("head").asc(nulls_first=True), "seat"))
    moments = [row.cancelled_at for row in rows if row.cancelled_at is not None]
    if not rows or len(moments) < len(rows):
        return []
    return [row for row in rows if row.cancelled_at == max(moments) and row.cancelled_channel in HERSELF]


def _where_places_are_had(lead: SignUp, at: dt.datetime) -> Occurrence | None:
    """The time at which places are had now: its own, or the next of all the times. None where nobody is let in."""
    activity = lead.occurrence.activity
    off = activity.cancelled_at or activity.hidden_at or activity.published_at is None
    if off or not activity.takes_sign_ups:
        return None
    if activity.for_all_times:
        return next_time(activity, at=at)
    time = lead.occurrence
    return time if time.cancelled_at is None and time.starts_at > at else None


def _has_another(lead: SignUp, rows: list[SignUp], at: dt.datetime) -> bool:
    """Whether she has signed up anew since, or waits for a place."""
    times = {row.occurrence_id for row in rows}
    live = SignUp.objects.filter(occurrence__in=times, person=lead.person_id, head__isnull=True)
    waits = Waiting.objects.filter(
        occurrence__activity=lead.occurrence.activity_id,
        occurrence__starts_at__gt=at,
        person=lead.person_id,
        left_at__isnull=True,
        sign_up__isnull=True,
    )
    if not lead.occurrence.activity.for_all_times:
        waits = waits.filter(occurrence__in=times)
    return live.filter(cancelled_at__isnull=True).exists() or waits.exists()


def _seats(lead: SignUp, rows: list[SignUp], time: Occurrence, at: dt.datetime) -> dict[int, int] | None:
    activity = lead.occurrence.activity
    had = sorted({row.seat for row in rows})
    taken = set(_live(lead, time, at).values_list("seat", flat=True))
    if activity.appointment_minutes:
        return None if taken & set(had) else {seat: seat for seat in had}
    offered = sum(places for _time, places in offered_places([time.pk]))
    return seats_again(had, taken, activity.places, offered)


def _live(lead: SignUp, time: Occurrence, at: dt.datetime) -> QuerySet[SignUp]:
    activity = lead.occurrence.activity
    return rows_to_come(activity, at=at) if activity.for_all_times else live_sign_ups(time)
