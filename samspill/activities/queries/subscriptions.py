"""Subscriptions to the week: what one holds, and what its next letter tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.activities.models import WeekSubscription
from samspill.activities.queries.times import ListedTime, week
from samspill.activities.rules.filters import Filter, read_filter, without_spot
from samspill.activities.wording.subscriptions import Line
from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number

#: A letter is read in a minute; the rest is on the page.
MOST_LINES = 60


def standing_subscriptions() -> QuerySet[WeekSubscription]:
    """Those whose letters go."""
    return WeekSubscription.objects.filter(ended_at__isnull=True)


def subscription_of_link(subject: str) -> WeekSubscription:
    """The subscription a private link leads to. Raises `WeekSubscription.DoesNotExist`."""
    return WeekSubscription.objects.get(pk=subject)


def filter_of(subscription: WeekSubscription) -> Filter:
    """What it looks for, whatever the days."""
    return read_filter(dict(parse_qsl(subscription.looked_for)))


def plain_address(looked_for: Filter) -> str:
    """A filter as a subscription keeps it: without days, and without where somebody was when she chose it."""
    return replace(without_spot(looked_for), from_on=None, until_on=None).to_query()


def told_in_letter(
    looked_for: Filter, first_on: dt.date, last_on: dt.date, *, at: dt.datetime, language: str
) -> list[Line]:
    """What happens on these days and is neither over nor called off, in order, in the language of the letter."""
    times = week(replace(looked_for, from_on=first_on, until_on=last_on), language=language)
    town = Municipality.objects.get(pk=entered_number())
    return [
        _line(time, first_on, web_address(town, f"/activities/{time.activity_id}/"))
        for time in times
        if not time.cancelled_at and (time.ends_at or time.starts_at) >= at
    ]


def _line(time: ListedTime, first_on: dt.date, address: str) -> Line:
    when = _("All day") if time.is_all_day else f"{clock.local(time.starts_at):%H.%M}"
    ends = (
        _("until %(time)s") % {"time": f"{clock.local(time.ends_at):%H.%M}"}
        if time.ends_at and not time.is_all_day and time.ends_at != time.starts_at
        else ""
    )
    price = _("Free") if time.is_free else time.price
    told = (ends, time.place, time.area if time.area != time.place else "", time.organiser, price)
    on = max(clock.local_day(time.starts_at), first_on)
    return Line(on, when, time.title, time.place or time.area, " · ".join(filter(None, told)), address)
