"""Signing up once for all the times of an activity: which times, which places belong together, where its line stands.

Each time has its own row of a place, so that lists, reminders and who came are the same as where one signs up for each
time; the first row is the one the others belong to (`SignUp.whole`). Decision 0042.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from samspill.activities.models import Activity, Occurrence, SignUp
from samspill.people.models import Person


def times_to_come(activity: Activity, *, at: dt.datetime) -> list[Occurrence]:
    """All its times to come, the next first; also those that are called off, which may take place after all."""
    rows = activity.occurrences.filter(starts_at__gt=at).order_by("starts_at", "pk")
    times = list(rows)
    for time in times:
        time.activity = activity
    return times


def next_time(activity: Activity, *, at: dt.datetime) -> Occurrence | None:
    """The next time that is not called off, at which the line of those who wait stands; None where none is to come.

    Of one course that is completed at its end there is none when it has begun: nobody begins in the middle.
    """
    if activity.completes_at_end and _has_begun(activity, at):
        return None
    holds = [time for time in times_to_come(activity, at=at) if time.cancelled_at is None]
    return holds[0] if holds else None


def rows_to_come(activity: Activity, *, at: dt.datetime) -> QuerySet[SignUp]:
    """Every place that somebody has at one of its times to come."""
    return SignUp.objects.filter(
        occurrence__activity=activity, occurrence__starts_at__gt=at, cancelled_at__isnull=True
    )


def lead_of(activity: Activity, person: Person, *, at: dt.datetime) -> SignUp | None:
    """The first of the places this person has at the times to come; None where she has none."""
    hers = rows_to_come(activity, at=at).filter(person=person, head__isnull=True)
    row = hers.select_related("whole").order_by("occurrence__starts_at").first()
    return (row.whole or row) if row is not None else None


def heads_of(lead: SignUp, *, at: dt.datetime, also_given_back: bool = False) -> list[SignUp]:
    """Her row at each time to come, in order, with its time; with `also_given_back` also where she does not come."""
    rows = SignUp.objects.filter(Q(pk=lead.pk) | Q(whole=lead.pk), occurrence__starts_at__gt=at)
    if not also_given_back:
        rows = rows.filter(cancelled_at__isnull=True)
    return list(rows.select_related("occurrence__activity").order_by("occurrence__starts_at", "pk"))


def places_to_come(lead: SignUp, *, at: dt.datetime) -> QuerySet[SignUp]:
    """Every place of hers and of those with her at the times to come that is not given back."""
    return rows_of(lead, at=at).filter(cancelled_at__isnull=True)


def rows_of(lead: SignUp, *, at: dt.datetime) -> QuerySet[SignUp]:
    """Every place of hers and of those with her at the times to come, also those that are given back."""
    own = Q(pk=lead.pk) | Q(head=lead.pk) | Q(whole=lead.pk) | Q(head__whole=lead.pk)
    return SignUp.objects.filter(own, occurrence__starts_at__gt=at)


def is_whole(row: SignUp) -> bool:
    """Whether this is the place that stands for all the times. Its time and activity should be fetched."""
    return row.occurrence.activity.for_all_times and row.whole_id is None and row.head_id is None


def _has_begun(activity: Activity, at: dt.datetime) -> bool:
    return activity.occurrences.filter(starts_at__lte=at, cancelled_at__isnull=True).exists()
