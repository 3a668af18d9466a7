"""Calendars fetched over HTTP from a server of our own, and addresses that must never be fetched."""

from __future__ import annotations

import datetime as dt
import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from samspill.activities.actions import (
    SubscriptionEnded,
    end_subscription,
    refresh_subscription,
    refresh_subscriptions,
    subscribe,
)
from samspill.activities.calendars.fetching import FetchFailed, fetch_calendar
from samspill.activities.models import Activity, CalendarSubscription
from samspill.activities.tests.writing import calendar, event
from samspill.foundation.models import AuditEntry


@dataclass
class Calendars:
    """A web server with a calendar; what it says can be changed, what it was asked is kept."""

    source: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def server() -> Iterator[Calendars]:
    calendars = Calendars(source=calendar(event("a", "Kor", "20260312T170000")))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calendars.asked.append(
                {name.lower(): value for name, value in self.headers.items()} | {"path": self.path}
            )
            if self.path.startswith("/round"):
                return self._send(302, {"Location": "/round"}, b"")
            if self.path == "/away":
                return self._send(302, {"Location": "/calendar.ics"}, b"")
            if (
                calendars.headers.get("ETag")
                and self.headers.get("If-None-Match") == calendars.headers["ETag"]
            ):
                return self._send(304, {}, b"")
            return self._send(calendars.status, calendars.headers, calendars.source)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    calendars.address = f"http://127.0.0.1:{running.server_address[1]}"
    yield calendars
    running.shutdown()
    running.server_close()


def fetch(url: str, **options: Any) -> bytes | None:
    return fetch_calendar(url, allow_private=True, **options).source


def reason_of(url: str, **options: Any) -> str:
    with pytest.raises(FetchFailed) as told:
        fetch_calendar(url, **options)
    return told.value.reason


class TestFetching:
    def test_the_bytes_come_as_they_are(self, server: Calendars) -> None:
        assert fetch(f"{server.address}/calendar.ics") == server.source

    def test_a_redirect_is_followed(self, server: Calendars) -> None:
        assert fetch(f"{server.address}/away") == server.source

    def test_redirects_that_never_end_are_given_up(self, server: Calendars) -> None:
        assert reason_of(f"{server.address}/round", allow_private=True) == "too_many_redirects"
        assert len(server.asked) == 6

    def test_the_server_is_asked_by_the_name_in_the_address(self, server: Calendars) -> None:
        port = server.address.rsplit(":", 1)[1]
        fetch(f"http://localhost:{port}/calendar.ics?key=1")
        assert (server.asked[0]["host"], server.asked[0]["path"]) == (
            f"localhost:{port}",
            "/calendar.ics?key=1",
        )

    def test_a_calendar_that_has_not_changed_is_not_sent_again(self, server: Calendars) -> None:
        server.headers = {"ETag": '"v1"'}
        first = fetch_calendar(server.address, allow_private=True)
        assert first.etag == '"v1"'
        assert fetch(server.address, etag=first.etag) is None

    def test_a_packed_calendar_is_unpacked_and_measured_unpacked(self, server: Calendars) -> None:
        server.headers = {"Content-Encoding": "gzip"}
        server.source = gzip.compress(b"x" * 100_000)
        assert reason_of(server.address, allow_private=True, most_bytes=50_000) == "too_many_bytes"
        assert fetch(server.address) == b"x" * 100_000

    @pytest.mark.parametrize(
        ("status", "reason"), [(404, "not_found"), (401, "needs_sign_in"), (500, "server_error")]
    )
    def test_a_refusal_is_told_as_what_it_means(self, server: Calendars, status: int, reason: str) -> None:
        server.status = status
        assert reason_of(server.address, allow_private=True) == reason

    def test_nobody_at_home(self, server: Calendars) -> None:
        assert reason_of("http://127.0.0.1:9/", allow_private=True) == "no_connection"

    @pytest.mark.parametrize(
        "url",
        ["", "ftp://x/y", "file:///etc/passwd", "calendar", "http://", "http://[::1", "http://x:99999/"],
    )
    def test_what_is_no_address_is_refused(self, url: str) -> None:
        assert reason_of(url) == "not_an_address"


class TestPrivateAddresses:
    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "[::1]",
         "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1"],
    )  # fmt: skip
    def test_an_address_inside_a_network_is_refused_before_it_is_asked(self, host: str) -> None:
        assert reason_of(f"http://{host}/calendar.ics") == "private_address"

    def test_webcal_is_https(self) -> None:
        assert reason_of("webcal://127.0.0.1/calendar.ics") == "private_address"

    def test_nothing_reaches_a_private_server(self, server: Calendars) -> None:
        assert reason_of(f"{server.address}/calendar.ics") == "private_address"
        assert server.asked == []


class TestSubscriptions:
    @pytest.fixture
    def choir(self, town: Any, server: Calendars, at: dt.datetime) -> CalendarSubscription:
        return subscribe("Koret", f"{server.address}/calendar.ics", by="system", at=at)

    def test_a_new_subscription_is_read_at_the_next_round(
        self, choir: CalendarSubscription, at: dt.datetime
    ) -> None:
        assert refresh_subscriptions(at) == 1
        assert Activity.objects.get().title == {"nb": "Kor"}
        assert refresh_subscriptions(at + dt.timedelta(hours=3)) == 0
        assert refresh_subscriptions(at + dt.timedelta(hours=4)) == 1

    def test_tags_are_kept_and_sent(
        self, choir: CalendarSubscription, server: Calendars, at: dt.datetime
    ) -> None:
        server.headers = {"ETag": '"v1"'}
        refresh_subscription(choir, at=at)
        choir.refresh_from_db()
        assert refresh_subscription(choir, at=at + dt.timedelta(hours=4)) is None
        assert server.asked[1]["if-none-match"] == '"v1"'
        assert choir.last_error == ""

    def test_a_failure_is_told_and_asked_less_and_less_often(
        self, choir: CalendarSubscription, server: Calendars, at: dt.datetime
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
        self, choir: CalendarSubscription, server: Calendars, at: dt.datetime
    ) -> None:
        refresh_subscription(choir, at=at)
        server.source = b"<html>Vi er straks tilbake</html>"
        refresh_subscription(choir, at=at)
        choir.refresh_from_db()
        assert choir.last_error == "no_events_on_page"
        assert Activity.objects.get().cancelled_at is None

    def test_a_success_after_failures_wipes_them_out(
        self, choir: CalendarSubscription, server: Calendars, at: dt.datetime
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
        self, choir: CalendarSubscription, server: Calendars, at: dt.datetime
    ) -> None:
        subscribe("Koret", f"{server.address}/calendar.ics", by="system", at=at)
        assert CalendarSubscription.objects.count() == 1
        assert AuditEntry.objects.filter(verb="subscribe").count() == 1
