"""Times one can sign up for, who has, and what is left."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.rules.waiting import is_in_force
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import Asker

#: How a place was given up that the same person had twice.
BY_MERGER = "merge"
#: How a place was taken away that its organiser had given to the wrong one of those who wait.
PICK_UNDONE = "undone"
FETCHED = ("activity__unit", "activity__place", "activity__area")


def with_places() -> QuerySet[Any]:
    """Times of activities that take sign-ups, each with its activity, how many seats are `taken`, how many are waited
    for (`in_line`), and how many of these are `offered` to somebody now. In no order.
    """
    live = Q(sign_ups__cancelled_at__isnull=True)
    waits = Waiting.objects.filter(occurrence=OuterRef("pk"), left_at__isnull=True, sign_up__isnull=True)
    rows = Occurrence.objects.filter(
        activity__takes_sign_ups=True, activity__hidden_at__isnull=True, activity__published_at__isnull=False
    )
    return rows.select_related(*FETCHED).annotate(
        taken=Case(
            When(activity__for_all_times=True, then=_seats_at_all_times()),
            default=Count("sign_ups", filter=live),
        ),
        in_line=_places_of(waits),
        offered=_places_of(waits.filter(offered_at__isnull=False)),
    )


def times_to_sign_up_for(activity: Activity, *, at: dt.datetime, limit: int = 8) -> list[Any]:
    """The coming times of an activity, full ones too; and of every other that completes the same and is told of as
    widely. Of what is signed up for once, the next time stands for all of them.
    """
    same = Q(activity=activity)
    if activity.completes:
        same |= Q(activity__completes=activity.completes, activity__by_link_only=activity.by_link_only)
    return list(_coming(at).filter(same).order_by("starts_at", "pk")[:limit])


def times_that_complete(*what: str, at: dt.datetime) -> list[Any]:
    """The coming times of whatever completes one of these, full ones too, the next first."""
    return list(_coming(at).filter(activity__completes__in=what).order_by("starts_at", "pk"))


def open_times(activity: Activity, *, at: dt.datetime, beside: Occurrence | None = None) -> list[Any]:
    """As `times_to_sign_up_for`, but only those with a place left, and another than `beside`."""
    times = times_to_sign_up_for(activity, at=at)
    return [time for time in times if not is_full(time, at=at) and (beside is None or time.pk != beside.pk)]


def full_times(activity: Activity, *, at: dt.datetime, limit: int = 8) -> list[Any]:
    """Those of the coming times of an activity that are full, the next first: one query, or none where one need not
    sign up or the places are not counted. Of what is signed up for once, the next time, where all are full.
    """
    if not activity.takes_sign_ups or activity.places is None:
        return []
    coming = _coming(at).filter(activity=activity).order_by("starts_at", "pk")[:limit]
    return [time for time in coming if is_full(time, at=at)]


def is_full(time: Any, *, at: dt.datetime, places: int = 1) -> bool:
    """Whether so many places of a time from `with_places` cannot be had: they are taken, or belong to who waits."""
    if time.activity.places is None:
        return False
    held = time.in_line if has_list(time, at=at) else time.offered
    return bool(time.taken + held + places > time.activity.places)


def has_list(time: Any, *, at: dt.datetime) -> bool:
    """Whether one may wait for a place at a time."""
    activity = time.activity
    return is_in_force(
        activity.waiting_list,
        ends_the_day=activity.waiting_ends_the_day,
        takes_place_on=clock.local_day(time.starts_at),
        today=clock.local_day(at),
    )


def sign_ups_of(occurrence: Occurrence) -> list[SignUp]:
    """Who has a place, by name of the one who signed up, with persons; those who come together after each other."""
    rows = live_sign_ups(occurrence).select_related("person")
    return list(rows.order_by("person__search_name", "person_id", "seat"))


def live_sign_ups(occurrence: Occurrence) -> QuerySet[SignUp]:
    """The sign-ups of a time that were not cancelled."""
    return SignUp.objects.filter(occurrence=occurrence, cancelled_at__isnull=True)


def places_of(sign_up: SignUp) -> QuerySet[SignUp]:
    """The places that were taken together with this first one and are not given back, itself among them."""
    return SignUp.objects.filter(Q(pk=sign_up.pk) | Q(head=sign_up.pk), cancelled_at__isnull=True)


def together_with(sign_up: SignUp) -> list[SignUp]:
    """The places of `places_of`, the first first; each with the time of this one."""
    rows = sorted(places_of(sign_up), key=lambda row: (row.head_id is not None, row.seat))
    for row in rows:
        row.occurrence = sign_up.occurrence
    return rows


def coming_sign_ups(person: Person, *, at: dt.datetime) -> list[SignUp]:
    """What she has a place at and that is still to come, the next first."""
    rows = SignUp.objects.filter(
        person=person,
        cancelled_at__isnull=True,
        head__isnull=True,
        occurrence__starts_at__gte=at,
        occurrence__cancelled_at__isnull=True,
    )
    return list(rows.select_related("occurrence__activity__place").order_by("occurrence__starts_at"))


def completed_by(person: Person) -> list[SignUp]:
    """What she attended that completes something, the earliest first."""
    hers = SignUp.objects.filter(person=person, head__isnull=True, attended_at__isnull=False)
    rows = hers.exclude(for_whom="child").exclude(occurrence__activity__completes="")
    rows = rows.exclude(Q(occurrence__activity__completes_at_end=True) & Exists(_later("occurrence__")))
    return list(rows.select_related("occurrence__activity").order_by("occurrence__starts_at"))


def completed_with(sign_up: SignUp) -> str:
    """What whoever came on this place has completed, by a code; "" where it is nothing: a child or a guest has no
    courses here, and a course over several times is completed the last time.
    """
    activity = sign_up.occurrence.activity
    if not sign_up.is_own:
        return ""
    if activity.completes_at_end and has_later_time(sign_up.occurrence):
        return ""
    return str(activity.completes)


def has_later_time(occurrence: Occurrence) -> bool:
    """Whether its activity takes place again after this time."""
    later = Occurrence.objects.filter(activity=occurrence.activity_id, starts_at__gt=occurrence.starts_at)
    return later.filter(cancelled_at__isnull=True).exists()


def _later(prefix: str) -> QuerySet[Occurrence]:
    """The times after the one that a row points at by `prefix`, of the same activity."""
    return Occurrence.objects.filter(
        activity=OuterRef(f"{prefix}activity"),
        starts_at__gt=OuterRef(f"{prefix}starts_at"),
        cancelled_at__isnull=True,
    )


def time_for(asker: Asker | None, occurrence_id: uuid.UUID) -> Any:
    """The gate: a time that takes sign-ups, with `taken`; None is the public. Raises `Occurrence.DoesNotExist`."""
    rows = with_places()
    if asker is None:
        rows = rows.filter(activity__published_at__isnull=False)
    return rows.get(pk=occurrence_id)


def sign_up_for(occurrence: Occurrence, sign_up_id: uuid.UUID) -> SignUp:
    """The gate: a live sign-up of a time that came through one. Raises `SignUp.DoesNotExist`."""
    return live_sign_ups(occurrence).select_related("person", "occurrence__activity").get(pk=sign_up_id)


def sign_up_of_link(sign_up_id: uuid.UUID | str) -> SignUp:
    """The sign-up a private link leads to, cancelled or not. For whoever holds the link. Raises `DoesNotExist`."""
    rows = SignUp.objects.select_related(
        "person", "occurrence__activity__unit", "occurrence__activity__place"
    )
    return standing_place(rows.get(pk=sign_up_id, person__erased_at__isnull=True))


def standing_place(row: SignUp) -> SignUp:
    """The place that she has instead of one that was given up because two persons are one, or that was given to her by
    mistake; any other is itself.
    """
    if row.cancelled_channel not in (BY_MERGER, PICK_UNDONE):
        return row
    hers = SignUp.objects.filter(
        occurrence=row.occurrence_id, person=row.person_id, head__isnull=True, cancelled_at__isnull=True
    )
    around = ("person", "occurrence__activity__unit", "occurrence__activity__place")
    return hers.select_related(*around).first() or row


def without_attendance(*what: str, at: dt.datetime) -> QuerySet[Any]:
    """Times of whatever completes one of these that are over, had sign-ups, and where nobody noted who came."""
    rows = with_places().filter(
        activity__completes__in=what,
        cancelled_at__isnull=True,
        attendance_noted_at__isnull=True,
        taken__gt=0,
    )
    return rows.filter(Q(ends_at__lt=at) | Q(ends_at__isnull=True, starts_at__lt=at)).order_by(
        "starts_at", "pk"
    )


def past_times_that_completed(*what: str, at: dt.datetime, limit: int = 12) -> list[Any]:
    """Times that are over, the latest first, each with how many `came`."""
    rows = with_places().filter(activity__completes__in=what, starts_at__lt=at, cancelled_at__isnull=True)
    return list(rows.annotate(came=Count("sign_ups", filter=Q(sign_ups__attended_at__isnull=False)))
                .order_by("-starts_at", "pk")[:limit])  # fmt: skip


def _seats_at_all_times() -> Coalesce:
    """How many seats somebody has at this time or a later one of the same activity: who cannot come to one of them
    keeps the seat, so none of the times tells it alone.
    """
    seats = SignUp.objects.filter(
        occurrence__activity=OuterRef("activity"),
        occurrence__starts_at__gte=OuterRef("starts_at"),
        cancelled_at__isnull=True,
    )
    counted = seats.order_by().values("municipality").annotate(n=Count("seat", distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def _places_of(waits: QuerySet[Waiting]) -> Coalesce:
    """How many places these wait for together, as a column of the time outside."""
    return Coalesce(Subquery(waits.order_by().values("occurrence").annotate(n=Sum("places")).values("n")), 0)


def _coming(at: dt.datetime) -> QuerySet[Any]:
    rows = with_places().filter(
        starts_at__gt=at,
        cancelled_at__isnull=True,
        activity__cancelled_at__isnull=True,
        activity__published_at__isnull=False,
    )
    return rows.exclude(Q(activity__for_all_times=True) & Exists(_another_first(at)))


def _another_first(at: dt.datetime) -> QuerySet[Occurrence]:
    """Of what is signed up for once, another time that is the next; of one course, any that has begun."""
    before = Occurrence.objects.filter(
        activity=OuterRef("activity"), starts_at__lt=OuterRef("starts_at"), cancelled_at__isnull=True
    )
    return before.filter(Q(starts_at__gt=at) | Q(activity__completes_at_end=True))
