"""Other people's calendars and lists of events: subscribed to, fetched, looked at, read and brought in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.actions.bringing_in import bring_in, language_here
from samspill.activities.actions.reading_sources import fetch_source, read_pages
from samspill.activities.calendars import UnreadableCalendar
from samspill.activities.calendars.kinds import read_source
from samspill.activities.models import CalendarRun, CalendarSubscription
from samspill.activities.rules.sources import HORIZON, LOOK_BACK, next_fetch
from samspill.foundation.actions import note
from samspill.foundation.fetching import FetchFailed
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import Owned, entered
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember, Unit


class SubscriptionEnded(ValueError):
    """The calendar is no longer subscribed to."""


def import_calendar(
    municipality: Municipality,
    source: bytes,
    *,
    source_name: str,
    at: dt.datetime,
    by: Owned | str = "system",
    horizon: dt.datetime | None = None,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
) -> CalendarRun:
    """Bring a file in, of any kind we read. A file of the same `source_name` read again changes only what differs.

    Times from a week back until `horizon` (UTC; 400 days ahead unless told) become rows. Raises UnreadableCalendar for
    bytes that are no calendar, and then nothing is kept; a broken event is a CalendarProblem of the run.
    """
    until = horizon or at + HORIZON
    with entered(municipality):
        calendar = read_source(source, since=at - LOOK_BACK, until=until, language=language_here())
    with entered(municipality), transaction.atomic():
        subscription, _ = CalendarSubscription.objects.get_or_create(
            name=source_name[:120],
            url="",
            defaults={"added_at": at, "added_by": _staff(by), "organisation": organisation, "unit": unit},
        )
        CalendarSubscription.objects.filter(pk=subscription.pk).update(kind=calendar.kind)
        return bring_in(subscription, calendar, since=at - LOOK_BACK, until=until, at=at, by=by)


@transaction.atomic
def subscribe(
    name: str,
    url: str,
    *,
    by: Owned | str,
    at: dt.datetime,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
    channel: str = "web",
) -> CalendarSubscription:
    """Read this calendar regularly from now on. The same name and address again gives the subscription there is."""
    subscription, is_new = CalendarSubscription.objects.get_or_create(
        name=name[:120],
        url=url,
        defaults={"added_at": at, "added_by": _staff(by), "organisation": organisation, "unit": unit},
    )
    if is_new or subscription.ended_at is not None:
        CalendarSubscription.objects.filter(pk=subscription.pk).update(
            ended_at=None, paused_at=None, next_fetch_at=at, failures=0
        )
        subscription.refresh_from_db()
        note("subscribe", subscription, by=by, channel=channel, at=at)
    return subscription


@transaction.atomic
def end_subscription(
    subscription: CalendarSubscription, *, by: Owned | str, at: dt.datetime, channel: str = "web"
) -> None:
    """Stop reading a calendar. What it brought stays, until somebody cancels or hides it."""
    ended = CalendarSubscription.objects.filter(pk=subscription.pk, ended_at__isnull=True)
    if ended.update(ended_at=at, next_fetch_at=None):
        note("end_subscription", subscription, by=by, channel=channel, at=at)


@transaction.atomic
def pause_subscription(
    subscription: CalendarSubscription, *, by: Owned | str, at: dt.datetime, channel: str = "web"
) -> None:
    """Leave a calendar unread until somebody goes on with it. What it brought stays."""
    running = CalendarSubscription.objects.filter(
        pk=subscription.pk, ended_at__isnull=True, paused_at__isnull=True
    )
    if running.update(paused_at=at):
        note("pause_subscription", subscription, by=by, channel=channel, at=at)


@transaction.atomic
def resume_subscription(
    subscription: CalendarSubscription, *, by: Owned | str, at: dt.datetime, channel: str = "web"
) -> None:
    """Read a calendar that was paused or ended again, from the next round on."""
    resting = CalendarSubscription.objects.filter(pk=subscription.pk).exclude(
        ended_at__isnull=True, paused_at__isnull=True
    )
    if resting.update(ended_at=None, paused_at=None, next_fetch_at=at, failures=0):
        note("resume_subscription", subscription, by=by, channel=channel, at=at)


def refresh_subscriptions(at: dt.datetime) -> int:
    """Fetch the calendars that are due; how many were. One that fails is asked less and less often."""
    due = CalendarSubscription.objects.filter(
        ended_at__isnull=True, paused_at__isnull=True, next_fetch_at__lte=at
    )
    subscriptions = list(due.exclude(url="").order_by("next_fetch_at")[:50])
    for subscription in subscriptions:
        refresh_subscription(subscription, at=at)
    return len(subscriptions)


def refresh_subscription(
    subscription: CalendarSubscription, *, at: dt.datetime, by: Owned | str = "system"
) -> CalendarRun | None:
    """Fetch one calendar and bring it in; None if it is unchanged or could not be had (then `last_error` says why).

    The network is done with before any row is locked. Raises SubscriptionEnded.
    """
    if subscription.ended_at is not None:
        raise SubscriptionEnded
    try:
        fetched = fetch_source(
            subscription.url, etag=subscription.etag, last_modified=subscription.last_modified
        )
        if not fetched.documents:
            _fetched(subscription, at=at)
            return None
        calendar = read_pages(fetched, at=at)
    except (FetchFailed, UnreadableCalendar) as error:
        _failed(subscription, error.reason, at=at)
        return None
    with transaction.atomic():
        run = bring_in(subscription, calendar, since=at - LOOK_BACK, until=at + HORIZON, at=at, by=by)
        _fetched(
            subscription,
            at=at,
            kind=calendar.kind,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
        )
    return run


def _fetched(subscription: CalendarSubscription, *, at: dt.datetime, **told: str) -> None:
    CalendarSubscription.objects.filter(pk=subscription.pk).update(
        fetched_at=at, next_fetch_at=next_fetch(at, 0), failures=0, last_error="", **told
    )
    subscription.refresh_from_db()


def _failed(subscription: CalendarSubscription, reason: str, *, at: dt.datetime) -> None:
    failures = subscription.failures + 1
    CalendarSubscription.objects.filter(pk=subscription.pk).update(
        failures=failures, last_error=reason[:300], next_fetch_at=next_fetch(at, failures)
    )
    subscription.refresh_from_db()


def _staff(by: Owned | str) -> StaffMember | None:
    return by if isinstance(by, StaffMember) else None
