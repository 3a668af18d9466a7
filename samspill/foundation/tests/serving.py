"""A web server of our own on this machine, for tests of what is fetched from others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What the server says, which can be changed, and what it was asked. `/away` and `/round` lead on."""

    source: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)


@contextmanager
def serving(source: bytes = b"") -> Iterator[Served]:
    """The server while it runs. It answers with `pages` by path, and else with `source`."""
    served = Served(source=source)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(
                {name.lower(): value for name, value in self.headers.items()} | {"path": self.path}
            )
            if self.path.startswith("/round"):
                return self._send(302, {"Location": "/round"}, b"")
            if self.path == "/away":
                return self._send(302, {"Location": "/calendar.ics"}, b"")
            etag = served.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                return self._send(304, {}, b"")
            return self._send(served.status, served.headers, served.pages.get(self.path, served.source))

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
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    served.address = f"http://127.0.0.1:{running.server_address[1]}"
    try:
        yield served
    finally:
        running.shutdown()
        running.server_close()
