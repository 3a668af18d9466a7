"""Calendars fetched over HTTP from a server of our own, round after round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from samspill.activities.actions import (
    SubscriptionEnded,
    end_subscription,
    refresh_subscription,
    refresh_subscriptions,
    subscribe,
)
from samspill.activities.models import Activity, CalendarSubscription
from samspill.activities.tests.writing import calendar, event
from samspill.foundation.models import AuditEntry
from samspill.foundation.tests.serving import Served, serving


@pytest.fixture
def server() -> Iterator[Served]:
    with serving(calendar(event("a", "Kor", "20260312T170000"))) as served:
        yield served


class TestSubscriptions:
    @pytest.fixture
    def choir(self, town: Any, server: Served, at: dt.datetime) -> CalendarSubscription:
        return subscribe("Koret", f"{server.address}/calendar.ics", by="system", at=at)

    def test_a_new_subscription_is_read_at_the_next_round(
        self, choir: CalendarSubscription, at: dt.datetime
    ) -> None:
        assert refresh_subscriptions(at) == 1
        assert Activity.objects.get().title == {"nb": "Kor"}
        assert refresh_subscriptions(at + dt.timedelta(hours=3)) == 0
        assert refresh_subscriptions(at + dt.timedelta(hours=4)) == 1

    def test_tags_are_kept_and_sent(
        self, choir: CalendarSubscription, server: Served, at: dt.datetime
    ) -> None:
        server.headers = {"ETag": '"v1"'}
        refresh_subscription(choir, at=at)
        choir.refresh_from_db()
        assert refresh_subscription(choir, at=at + dt.timedelta(hours=4)) is None
        assert server.asked[1]["if-none-match"] == '"v1"'
        assert choir.last_error == ""

    def test_a_failure_is_told_and_asked_less_and_less_often(
        self, choir: CalendarSubscription, server: Served, at: dt.datetime
    ) -> None:
        server.status = 404
        waits = []
        for _ in range(6):
            refresh_subscription(choir, at=at)
            choir.refresh_from_db()
            assert choir.next_fetch_at is not None
            waits.append(int((choir.next_fetch_at - at).total_seconds() // 3600))
        assert (choir.last_error, waits) == ("not_found", [8, 16, 32, 48, 48, 48])

    def test_after_a_failure_what_was_read_before_stands(
        self, choir: CalendarSubscription, server: Served, at: dt.datetime
    ) -> None:
        refresh_subscription(choir, at=at)
        server.source = b"<html>Vi er straks tilbake</html>"
        refresh_subscription(choir, at=at)
        choir.refresh_from_db()
        assert choir.last_error == "no_events_on_page"
        assert Activity.objects.get().cancelled_at is None

    def test_a_success_after_failures_wipes_them_out(
        self, choir: CalendarSubscription, server: Served, at: dt.datetime
    ) -> None:
        server.status = 500
        refresh_subscription(choir, at=at)
        server.status = 200
        refresh_subscription(choir, at=at)
        choir.refresh_from_db()
        assert (choir.failures, choir.last_error) == (0, "")

    def test_an_ended_subscription_is_not_read_and_what_it_brought_stays(
        self, choir: CalendarSubscription, at: dt.datetime
    ) -> None:
        refresh_subscription(choir, at=at)
        end_subscription(choir, by="system", at=at)
        choir.refresh_from_db()
        assert refresh_subscriptions(at + dt.timedelta(days=2)) == 0
        with pytest.raises(SubscriptionEnded):
            refresh_subscription(choir, at=at)
        assert Activity.objects.filter(cancelled_at__isnull=True).count() == 1

    def test_subscribing_twice_is_once_and_leaves_one_trace(
        self, choir: CalendarSubscription, server: Served, at: dt.datetime
    ) -> None:
        subscribe("Koret", f"{server.address}/calendar.ics", by="system", at=at)
        assert CalendarSubscription.objects.count() == 1
        assert AuditEntry.objects.filter(verb="subscribe").count() == 1
