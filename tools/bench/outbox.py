"""How many messages a second leave the outbox, through the HTTP gateway, to an operator on the same machine."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import free_port, fresh_settings, open_database, running

MESSAGES = 3000
BARE = "bare posts, one after the other"


class _Operator(BaseHTTPRequestHandler):
    """Takes every message and gives it a number."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    taken: list[int] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.taken.append(1)
        body = json.dumps({"id": f"message-{len(self.taken)}", "status": "accepted"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Lets many connect at once, as an operator does; five is Python's own idea, and resets the others."""

    request_queue_size = 128
    daemon_threads = True


def main() -> None:
    """Fill the outbox, let a worker empty it, hand over."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/messages"
    fresh_settings("outbox", SMS_OPERATOR_URL=url, SMS_OPERATOR_SECRET="only-for-measuring")
    open_database()
    operator = _Server(("127.0.0.1", port), _Operator)
    threading.Thread(target=operator.serve_forever, daemon=True).start()
    floor = _posts_a_second(url)
    with towns.entered(towns.open_town()):
        _fill_the_outbox()
        ours = _sent_a_second()
    hand_over([Figure("outbox", ours, "messages/s", "200 messages/s", ours >= 200, floor, BARE)])


def _fill_the_outbox() -> None:
    from samspill.foundation import clock
    from samspill.messaging.models import MessagingPolicy, OutboundMessage

    at = clock.now()
    MessagingPolicy.objects.create(sms_gateway="http_operator", sender="26112", daily_budget_ore=0)
    OutboundMessage.objects.bulk_create(
        [
            OutboundMessage(
                key=f"bench-{n}",
                channel="sms",
                address=f"+4740{n:06}",
                body="Hei! Kan du følge en eldre dame til legen i morgen kl. 10? Svar JA eller NEI.",
                queued_at=at,
                not_before_at=at,
            )
            for n in range(MESSAGES)
        ]
    )


def _sent_a_second() -> float:
    """From the first message sent to the last, as the rows tell it."""
    from samspill.messaging.models import OutboundMessage

    sent = OutboundMessage.objects.filter(sent_at__isnull=False)
    deadline = time.monotonic() + 120
    with running(["-m", "samspill", "work"]):
        while sent.count() < MESSAGES and time.monotonic() < deadline:
            time.sleep(0.2)
    moments = sorted(moment for moment in sent.values_list("sent_at", flat=True) if moment)
    if len(moments) < MESSAGES:
        return 0.0
    assert len(_Operator.taken) >= MESSAGES
    return float((MESSAGES - 1) / (moments[-1] - moments[0]).total_seconds())


def _posts_a_second(url: str, posts: int = 300) -> float:
    began = time.perf_counter()
    for _ in range(posts):
        request = urllib.request.Request(
            url, b'{"to": "+4740000000", "text": "Hei"}', {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request).read()
    seconds = time.perf_counter() - began
    _Operator.taken.clear()
    return posts / seconds


if __name__ == "__main__":
    main()
