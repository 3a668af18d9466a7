"""A small SMS operator that speaks like a real one over HTTP: takes messages, reports on them, brings answers.

    POST /messages {to, from, text, reference, callback}   → 202 {id}
    GET  /messages?reference=…                             → {id} or 404
    GET  /texts[?phone=…]                                  → what phones have got and sent
    POST /texts {phone, text[, callback, to]}              the phone answers; brought to the callback as a webhook
    POST /faults {kind, times}                             do something wrong on purpose
    GET  /faults

Reports and answers go to `<callback>report` and `<callback>inbound`, signed. It stands in for the world outside, in
demos and tests, and is never part of a real installation. Beside the phones it has mailboxes (`mailboxes`): a mail
server that takes every letter; an address in place of a number answers by e-mail.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import httpx

from samspill.foundation import clock
from samspill.messaging.gateways.signing import sign
from samspill.messaging.gateways.simulator.mailboxes import open_mailboxes, write_back
from samspill.messaging.gateways.simulator.phones import FAULTS, Phones, Text

LONGEST_BODY = 100_000


class Operator:
    """The operator: its phones, its secret, and the calls it makes."""

    def __init__(self, secret: str, file: Path | None = None) -> None:
        self.phones = Phones(file)
        self._secret = secret
        self._caller = ThreadPoolExecutor(max_workers=8, thread_name_prefix="operator")
        self._calls: list[Future[None]] = []
        self._client = httpx.Client(timeout=10)

    def take(self, fields: Mapping[str, str]) -> Text:
        """A message to a phone."""
        text = Text(
            id=uuid.uuid4().hex,
            phone=fields.get("to", ""),
            direction="in",
            other=fields.get("from", ""),
            text=fields.get("text", ""),
            at=clock.now().timestamp(),
            reference=fields.get("reference", ""),
            callback=fields.get("callback", ""),
        )
        self.phones.take(text)
        return text

    def report(self, text: Text, status: str, *, times: int = 1) -> None:
        """Tell the sender what became of its message, a moment later."""
        told = {"id": text.id, "status": status, "reference": text.reference}
        for _ in range(times if text.callback else 0):
            self._call_soon(f"{text.callback}report", told)

    def answer(self, fields: Mapping[str, str]) -> Text | None:
        """A phone writes back. None where it has nobody to answer."""
        callback, other = self.phones.callback_of(fields.get("phone", ""))
        callback, other = fields.get("callback") or callback, fields.get("to") or other
        if not callback:
            return None
        text = Text(
            id=uuid.uuid4().hex,
            phone=fields["phone"],
            direction="out",
            other=other,
            text=fields.get("text", ""),
            at=clock.now().timestamp(),
            callback=callback,
        )
        answered = next((one for one in reversed(self.phones.texts(text.phone)) if one.reference), None)
        self.phones.take(text)
        if callback.startswith("smtp:"):
            self._calls.append(self._caller.submit(write_back, text, answered))
            return text
        told = {"id": text.id, "from": text.phone, "to": text.other, "text": text.text}
        self._call_soon(f"{callback}inbound", told)
        return text

    def rest(self) -> None:
        """Wait until every call made so far has been answered."""
        wait(self._calls)
        self._calls.clear()

    def close(self) -> None:
        """Make the calls that wait, and end."""
        self._caller.shutdown(wait=True)
        self._client.close()

    def _call_soon(self, address: str, told: Mapping[str, str]) -> None:
        self._calls = [call for call in self._calls if not call.done()]
        self._calls.append(self._caller.submit(self._call, address, told))

    def _call(self, address: str, told: Mapping[str, str]) -> None:
        body = json.dumps(told).encode()
        for _ in range(3):
            signed = sign(self._secret, body, now=clock.now().timestamp())
            try:
                answer = self._client.post(
                    address, content=body, headers=signed | {"content-type": "application/json"}
                )
            except httpx.HTTPError:
                continue
            if answer.is_success:
                return


class _Door(BaseHTTPRequestHandler):
    """One call to the operator."""

    protocol_version = "HTTP/1.1"
    operator: ClassVar[Operator]

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        words = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if asked.path == "/messages":
            found = self.operator.phones.id_of(words.get("reference", ""))
            self._say(200, {"id": found}) if found else self._say(404, {})
        elif asked.path == "/texts":
            texts = self.operator.phones.texts(words.get("phone", ""))
            self._say(200, {"texts": [asdict(text) for text in texts]})
        elif asked.path == "/faults":
            self._say(200, {"kinds": FAULTS, "due": self.operator.phones.faults()})
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        fields = self._fields()
        if fields is None:
            self._say(400, {"detail": "not readable"})
        elif self.path == "/messages":
            self._take(fields)
        elif self.path == "/texts":
            answered = self.operator.answer(fields) if fields.get("phone") else None
            self._say(202, {"id": answered.id}) if answered else self._say(
                409, {"detail": "nobody to answer"}
            )
        elif self.path == "/faults" and fields.get("kind") in FAULTS:
            self.operator.phones.ask_for_fault(fields["kind"], int(fields.get("times", 1)))
            self._say(200, {"due": self.operator.phones.faults()})
        else:
            self._say(404, {})

    def _take(self, fields: dict[str, Any]) -> None:
        fault = self.operator.phones.fault_due()
        if fault == "busy":
            return self._say(429, {"detail": "busy"}, {"retry-after": "1"})
        if fault == "broken":
            return self._say(500, {"detail": "broken"})
        if fault == "refuse" or not str(fields.get("to", "")).startswith("+"):
            return self._say(400, {"detail": "no such number"})
        text = self.operator.take(fields)
        if fault in ("silent", "hang_up"):
            self.close_connection = True
            self.connection.close()
            return None
        self._say(202, {"id": text.id})
        if fault != "no_report":
            status = "failed" if fault == "undelivered" else "delivered"
            self.operator.report(text, status, times=2 if fault == "report_twice" else 1)
        return None

    def _fields(self) -> dict[str, Any] | None:
        try:
            length = int(self.headers.get("content-length", 0))
            fields = json.loads(self.rfile.read(min(length, LONGEST_BODY)))
        except ValueError:
            return None
        return fields if isinstance(fields, dict) else None

    def _say(self, status: int, told: Any, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal belongs to Samspill."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of callers that hang up: the terminal belongs to Samspill."""


def open_operator(operator: Operator, host: str = "127.0.0.1", port: int = 0) -> ThreadingHTTPServer:
    """A server for this operator, not yet serving; port 0 takes a free one."""
    door = type("Door", (_Door,), {"operator": operator})
    return _Server((host, port), door)


def serve_operator(url: str, *, secret: str, mail_port: int, file: Path | None = None) -> None:
    """Serve phones at this address, and mailboxes at `mail_port` beside it, until the process is told to end."""
    where = urlsplit(url)
    operator = Operator(secret, file)
    host, port = where.hostname or "127.0.0.1", where.port or 8009
    mailboxes = open_mailboxes(operator.phones, host, mail_port)
    with open_operator(operator, host, port) as server:
        try:
            server.serve_forever(poll_interval=0.2)
        finally:
            mailboxes.stop()
            operator.close()
