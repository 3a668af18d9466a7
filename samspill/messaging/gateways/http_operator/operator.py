"""Speaking HTTP to an SMS operator."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx

from samspill.messaging.gateways import (
    Accepted,
    Forged,
    Garbled,
    Letter,
    NotThere,
    Passing,
    ReadInbound,
    ReadReport,
    Refused,
    Result,
    Unknown,
)
from samspill.messaging.gateways.signing import check

#: Our names for things, and what an operator calls them unless told otherwise.
USUAL_NAMES = {
    "to": "to",
    "from": "from",
    "text": "text",
    "reference": "reference",
    "callback": "callback",
    "id": "id",
    "status": "status",
    "detail": "detail",
}
#: What operators call the end of a message.
STATUS_WORDS = {
    "delivered": "delivered",
    "delivrd": "delivered",
    "failed": "failed",
    "undelivered": "failed",
    "undeliv": "failed",
    "expired": "failed",
    "rejected": "failed",
    "accepted": "accepted",
    "sent": "accepted",
}
NOT_NOW = frozenset({401, 403, 408, 425, 429, 503})
TIMEOUT = httpx.Timeout(20, connect=5)


@dataclass(frozen=True)
class Speech:
    """How one operator is spoken to. `form` is json or form; `names` maps our names to its.

    `finds` tells that it can be asked for a message by our reference, and that its 404 then means that it never had it.
    """

    url: str
    authorization: str = ""
    secret: str = ""
    form: str = "json"
    finds: bool = False
    names: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_NAMES))

    @staticmethod
    def names_from(words: str) -> dict[str, str]:
        """The names in a setting such as `to=msisdn,text=body`; the rest as usual."""
        pairs = (pair.partition("=") for pair in words.split(",") if "=" in pair)
        return USUAL_NAMES | {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


class HttpOperator:
    """A gateway that posts each message and is called back with reports and answers."""

    def __init__(self, name: str, speech: Speech, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self.name = name
        self._speech = speech
        self._timeout = timeout
        self._idle: deque[httpx.Client] = deque()
        self._trust = httpx.create_ssl_context()

    def send(self, letter: Letter) -> Result:
        """Post one message. A connection that was never made is passing; an answer that never came is unknown."""
        try:
            with self._client() as client:
                answer = client.post(self._speech.url, **self._as_sent(letter))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Passing(f"not reached: {type(error).__name__}")
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            return Passing("the operator's address is wrong")
        except httpx.HTTPError as error:
            return Unknown(type(error).__name__)
        return self._meaning(answer)

    def find(self, reference: str) -> Accepted | NotThere | Unknown:
        """Ask for a message by our reference. Only a plain 404 means that it is not there.

        An operator that cannot be asked says 404 to everything, which must not be taken for an answer: what is not
        there is sent.
        """
        if not self._speech.finds:
            return Unknown("this operator cannot be asked")
        try:
            with self._client() as client:
                answer = client.get(self._speech.url, params={self._speech.names["reference"]: reference})
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Unknown(type(error).__name__)
        if answer.status_code == 404:
            return NotThere()
        found = self._value(_fields_of(answer), "id") if answer.is_success else ""
        return Accepted(found) if found else Unknown(f"answered {answer.status_code}")

    def read_inbound(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadInbound:
        """An answer from a phone."""
        fields = self._checked(headers, body, now)
        read = ReadInbound(
            provider_id=self._value(fields, "id"),
            sender=self._value(fields, "from"),
            recipient=self._value(fields, "to"),
            body=self._value(fields, "text"),
        )
        if not read.provider_id or not read.sender:
            raise Garbled("no id or no sender")
        return read

    def read_report(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadReport:
        """What became of a message."""
        fields = self._checked(headers, body, now)
        status = STATUS_WORDS.get(self._value(fields, "status").lower(), "")
        provider_id, reference = self._value(fields, "id"), self._value(fields, "reference")
        if not status or not (provider_id or reference):
            raise Garbled("no status or no id")
        return ReadReport(provider_id, status, reference, self._value(fields, "detail"))

    @contextmanager
    def _client(self) -> Iterator[httpx.Client]:
        """A client of one connection that nobody else uses meanwhile: threads that share one wait for each other."""
        try:
            client = self._idle.pop()
        except IndexError:
            headers = {"authorization": self._speech.authorization} if self._speech.authorization else {}
            client = httpx.Client(timeout=self._timeout, headers=headers, verify=self._trust)
        try:
            yield client
        finally:
            self._idle.append(client)

    def _as_sent(self, letter: Letter) -> dict[str, Any]:
        ours = {
            "to": letter.to,
            "from": letter.sender,
            "text": letter.body,
            "reference": letter.reference,
            "callback": letter.callback,
        }
        theirs = {self._speech.names[name]: value for name, value in ours.items() if value}
        return {"data": theirs} if self._speech.form == "form" else {"json": theirs}

    def _meaning(self, answer: httpx.Response) -> Result:
        if answer.is_success:
            found = self._value(_fields_of(answer), "id")
            return Accepted(found) if found else Unknown("accepted without an id")
        if answer.status_code in NOT_NOW:
            return Passing(f"answered {answer.status_code}", _seconds(answer.headers.get("retry-after", "")))
        if answer.is_client_error:
            return Refused(f"answered {answer.status_code}: {answer.text[:120]}")
        return Unknown(f"answered {answer.status_code}")

    def _checked(self, headers: Mapping[str, str], body: bytes, now: float) -> dict[str, Any]:
        if not self._speech.secret:
            raise Forged("no secret is set")
        check(self._speech.secret, headers, body, now=now)
        return _read(body, headers.get("content-type", ""))

    def _value(self, fields: Mapping[str, Any], name: str) -> str:
        value = fields.get(self._speech.names[name], "")
        return str(value) if isinstance(value, str | int) else ""


def _fields_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        return _read(answer.content, answer.headers.get("content-type", ""))
    except Garbled:
        return {}


def _read(body: bytes, content_type: str) -> dict[str, Any]:
    try:
        text = body.decode()
        if "json" not in content_type:
            return dict(parse_qsl(text, max_num_fields=100))
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Garbled(str(error)) from None
    if not isinstance(fields, dict):
        raise Garbled("not an object")
    return fields


def _seconds(words: str) -> float | None:
    return float(words) if words.isascii() and words.isdecimal() else None
