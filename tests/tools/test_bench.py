"""The measuring itself: answers are counted whole, a wrong answer stops it, and the table says what fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tools.bench.figure import Figure, hand_over, receive, table
from tools.bench.load import answers_per_second, fetch

pytestmark = pytest.mark.one_database


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200 if self.path == "/week/" else 500)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """A server that has one page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_whole_answers_are_counted(port: int) -> None:
    _Page.asked = 0
    rate = answers_per_second(port, "/week/", host="town.localhost", seconds=0.2, connections=2)
    assert 0 < rate * 0.2 <= _Page.asked
    assert fetch(port, "/week/", host="town.localhost") == b"hello"


def test_a_page_that_fails_is_no_quick_page(port: int) -> None:
    with pytest.raises(RuntimeError, match="500"):
        answers_per_second(port, "/broken/", host="town.localhost", seconds=0.2)


def test_the_table_tells_what_fails_and_by_how_much() -> None:
    slow = Figure("week page", 50, "/s", "1/5 of floor", passed=False, floor=500, floor_name="bare app")
    small = Figure("memory", 93.5, "MiB", "at most 200 MiB", passed=True)
    rows = table([slow, small]).splitlines()
    assert "0.10" in rows[1] and rows[1].endswith("FAILS")
    assert "93.50 MiB" in rows[2] and rows[2].endswith("holds")


def test_figures_survive_the_way_between_processes(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [Figure("memory", 93.5, "MiB", "at most 200 MiB", passed=True)]
    print("something said on the way")
    hand_over(figures)
    assert receive(capsys.readouterr().out) == figures
