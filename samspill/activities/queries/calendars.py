"""The calendars we read, and what came of it. For staff."""

from __future__ import annotations

import uuid

from django.db.models import F, QuerySet

from samspill.activities.models import CalendarProblem, CalendarRun, CalendarSubscription
from samspill.people.queries import Asker


def subscriptions(asker: Asker) -> QuerySet[CalendarSubscription]:
    """The calendars of this municipality, by name; those no longer read last."""
    return CalendarSubscription.objects.select_related("organisation", "unit").order_by(
        F("ended_at").asc(nulls_first=True), "name", "pk"
    )


def subscription_for(asker: Asker, subscription_id: uuid.UUID | str) -> CalendarSubscription:
    """One calendar; raises CalendarSubscription.DoesNotExist."""
    return subscriptions(asker).get(pk=subscription_id)


def subscription_at(asker: Asker, url: str) -> CalendarSubscription | None:
    """The calendar that is read from this address already, if there is one."""
    return subscriptions(asker).filter(url=url, ended_at__isnull=True).first()


def file_named(asker: Asker, name: str) -> CalendarSubscription | None:
    """What was read from a file of this name, if there is any: it is changed where the new one differs."""
    return subscriptions(asker).filter(url="", name=name[:120]).first()


def problems_of(run: CalendarRun) -> QuerySet[CalendarProblem]:
    """What could not be read in a run, in the order of the file; `wording.problem_words` says it in words."""
    return run.problems.order_by("line", "pk")


def runs_of(subscription: CalendarSubscription, *, latest: int = 10) -> list[CalendarRun]:
    """The last readings that brought something or found problems, the latest first."""
    return list(subscription.runs.order_by("-started_at", "-pk")[:latest])
