"""Where its organiser chooses who gets a free place: the times at which a place is free, and somebody waits for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import PICK_UNDONE
from samspill.activities.rules.waiting import PICK
from samspill.foundation import clock
from samspill.organisations.queries.organisers import Organiser, of_organiser


def times_to_choose_at(*, at: dt.datetime) -> QuerySet[Any]:
    """Times to come at which nobody gets the free place before the organiser has chosen; the first first.

    Each with how many places are `taken`, how many wait (`in_line`), and when a place was last given back (`freed_at`;
    None where there are more places now). Not where the smallest party that waits needs more than are free, nor where
    the list is over because it is the day itself.
    """
    waits = Waiting.objects.filter(occurrence=OuterRef("pk"), left_at__isnull=True, sign_up__isnull=True)
    asked = waits.filter(offered_at__isnull=False)
    rows = Occurrence.objects.filter(
        starts_at__gt=at,
        cancelled_at__isnull=True,
        activity__waiting_list=PICK,
        activity__takes_sign_ups=True,
        activity__published_at__isnull=False,
        activity__cancelled_at__isnull=True,
        activity__hidden_at__isnull=True,
    ).annotate(
        taken=Case(When(activity__for_all_times=True, then=_taken_at_all(at)), default=_taken_here()),
        fewest=_of_those(waits.filter(offered_at__isnull=True), Min("places")),
        in_line=_of_those(waits, Count("pk")),
        held=Coalesce(_of_those(asked, Sum("places")), 0),
        freed_at=_last_freed(),
    )
    has_room = Q(activity__places__isnull=True) | Q(
        activity__places__gte=F("taken") + F("held") + F("fewest")
    )
    tomorrow = clock.start_of_day(clock.local_day(at) + dt.timedelta(days=1))
    over = Q(activity__waiting_ends_the_day=True, activity__for_all_times=False, starts_at__lt=tomorrow)
    return rows.filter(has_room, fewest__isnull=False).exclude(over).order_by("starts_at", "pk")


def times_it_chooses_at(organiser: Organiser, *, at: dt.datetime) -> QuerySet[Any]:
    """Those of what an association or a unit runs, each with its activity."""
    whose = {f"activity__{name}": one for name, one in of_organiser(organiser).items()}
    return times_to_choose_at(at=at).filter(**whose).select_related("activity")


def _of_those(rows: QuerySet[Waiting], what: Any) -> Subquery:
    return Subquery(rows.order_by().values("occurrence").annotate(n=what).values("n"))


def _last_freed() -> Subquery:
    rows = SignUp.objects.filter(occurrence=OuterRef("pk"), cancelled_at__isnull=False)
    rows = rows.exclude(cancelled_channel=PICK_UNDONE).order_by()
    return Subquery(rows.values("occurrence").annotate(n=Max("cancelled_at")).values("n"))


def _taken_here() -> Coalesce:
    rows = SignUp.objects.filter(occurrence=OuterRef("pk"), cancelled_at__isnull=True).order_by()
    return Coalesce(Subquery(rows.values("occurrence").annotate(n=Count("pk")).values("n")), 0)


def _taken_at_all(at: dt.datetime) -> Coalesce:
    """Where one signs up once for all the times, a seat is taken that somebody has at any of those to come."""
    rows = SignUp.objects.filter(
        occurrence__activity=OuterRef("activity"), occurrence__starts_at__gt=at, cancelled_at__isnull=True
    ).order_by()
    seats = rows.values("occurrence__activity").annotate(n=Count("seat", distinct=True)).values("n")
    return Coalesce(Subquery(seats), 0)
