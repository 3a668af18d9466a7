"""What is fetched over HTTP from a server of our own, and addresses that must never be fetched."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from samspill.foundation.fetching import Fetched, FetchFailed, fetch, follow_pages
from samspill.foundation.tests.serving import Served, serving


@pytest.fixture
def server() -> Iterator[Served]:
    with serving(b"BEGIN:VCALENDAR") as served:
        yield served


def asked(url: str, **options: Any) -> Fetched:
    return fetch(url, accept="text/plain, */*;q=0.1", reader="A reader", **options)


def source_of(url: str, **options: Any) -> bytes | None:
    return asked(url, allow_private=True, **options).source


def reason_of(url: str, **options: Any) -> str:
    with pytest.raises(FetchFailed) as told:
        asked(url, **options)
    return told.value.reason


class TestFetching:
    def test_the_bytes_come_as_they_are(self, server: Served) -> None:
        assert source_of(f"{server.address}/calendar.ics") == server.source

    def test_a_redirect_is_followed(self, server: Served) -> None:
        assert source_of(f"{server.address}/away") == server.source

    def test_redirects_that_never_end_are_given_up(self, server: Served) -> None:
        assert reason_of(f"{server.address}/round", allow_private=True) == "too_many_redirects"
        assert len(server.asked) == 6

    def test_the_server_is_asked_by_the_name_in_the_address(self, server: Served) -> None:
        port = server.address.rsplit(":", 1)[1]
        source_of(f"http://localhost:{port}/calendar.ics?key=1")
        assert (server.asked[0]["host"], server.asked[0]["path"]) == (
            f"localhost:{port}",
            "/calendar.ics?key=1",
        )

    def test_we_say_who_we_are_and_what_we_read(self, server: Served) -> None:
        source_of(server.address)
        assert (server.asked[0]["user-agent"], server.asked[0]["accept"]) == (
            "A reader",
            "text/plain, */*;q=0.1",
        )

    def test_what_has_not_changed_is_not_sent_again(self, server: Served) -> None:
        server.headers = {"ETag": '"v1"'}
        first = asked(server.address, allow_private=True)
        assert first.etag == '"v1"'
        assert source_of(server.address, etag=first.etag) is None

    def test_what_comes_packed_is_unpacked_and_measured_unpacked(self, server: Served) -> None:
        server.headers = {"Content-Encoding": "gzip"}
        server.source = gzip.compress(b"x" * 100_000)
        assert reason_of(server.address, allow_private=True, most_bytes=50_000) == "too_many_bytes"
        assert source_of(server.address) == b"x" * 100_000

    @pytest.mark.parametrize(
        ("status", "reason"), [(404, "not_found"), (401, "needs_sign_in"), (500, "server_error")]
    )
    def test_a_refusal_is_told_as_what_it_means(self, server: Served, status: int, reason: str) -> None:
        server.status = status
        assert reason_of(server.address, allow_private=True) == reason

    def test_nobody_at_home(self, server: Served) -> None:
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

    def test_nothing_reaches_a_private_server(self, server: Served) -> None:
        assert reason_of(f"{server.address}/calendar.ics") == "private_address"
        assert server.asked == []


class TestPages:
    def read(self, server: Served, **limits: int) -> tuple[bool, list[bytes]]:
        """Each page is the address of the next."""
        pages: list[bytes] = []

        def read(page: bytes) -> str:
            pages.append(page)
            return page.decode()

        first = server.pages.get("/1", b"")
        url = f"{server.address}/1"
        is_whole = follow_pages(
            url, first, read=read, ask=lambda url: asked(url, allow_private=True), **limits
        )
        return is_whole, pages

    def test_pages_are_followed_to_the_last(self, server: Served) -> None:
        server.pages = {"/1": b"/2", "/2": b"3", "/3": b""}
        assert self.read(server) == (True, [b"/2", b"3", b""])

    def test_a_page_that_leads_to_itself_is_the_last(self, server: Served) -> None:
        server.pages = {"/1": b"/2", "/2": b"/2"}
        assert self.read(server) == (True, [b"/2", b"/2"])

    @pytest.mark.parametrize("limits", [{"most_pages": 2}, {"most_bytes": 3}])
    def test_what_is_too_long_is_not_whole(self, server: Served, limits: dict[str, int]) -> None:
        server.pages = {"/1": b"/2", "/2": b"/3", "/3": b""}
        assert self.read(server, **limits) == (False, [b"/2", b"/3"])

    def test_nobody_is_led_to_another_server(self, server: Served) -> None:
        server.pages = {"/1": b"http://192.0.2.1/"}
        assert self.read(server) == (False, [b"http://192.0.2.1/"])
        assert server.asked == []
