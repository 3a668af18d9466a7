"""Speaking to the stand-in operator: what phones have got, answering from one, and asking for faults."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

#: The operator is on this machine; one that has not answered by then is not running.
PATIENCE_SECONDS = 3


class NotRunning(Exception):
    """The stand-in operator does not answer."""


class NobodyToAnswer(Exception):
    """The operator does not know where an answer from this phone should go."""


@dataclass(frozen=True, slots=True)
class Text:
    """One message. `is_from_us` where Samspill wrote it, else the phone did. `at` in UTC."""

    phone: str
    text: str
    at: dt.datetime
    is_from_us: bool


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults the operator can make, and how many of each are still to come."""

    kinds: list[str]
    due: Mapping[str, int]


def texts() -> list[Text]:
    """The latest messages of all phones, oldest first. Raises `NotRunning`."""
    return [_text(told) for told in _ask("/texts")["texts"]]


def texts_of(phone: str) -> list[Text]:
    """The latest messages of one phone, oldest first. Raises `NotRunning`."""
    return [_text(told) for told in _ask("/texts?" + urlencode({"phone": phone}))["texts"]]


def answer(phone: str, text: str, *, callback: str, to: str) -> None:
    """Write from a phone; the operator brings it to `callback`. Raises `NotRunning` and `NobodyToAnswer`."""
    _ask("/texts", {"phone": phone, "text": text, "callback": callback, "to": to})


def faults() -> Faults:
    """What can go wrong, and what will. Raises `NotRunning`."""
    told = _ask("/faults")
    return Faults(list(told["kinds"]), told["due"])


def ask_for_fault(kind: str, times: int) -> None:
    """Let the operator do this wrong with the next `times` messages; 0 puts it right. Raises `NotRunning`."""
    _ask("/faults", {"kind": kind, "times": times})


def _text(told: Mapping[str, Any]) -> Text:
    at = dt.datetime.fromtimestamp(told["at"], dt.UTC)
    return Text(told["phone"], told["text"], at, is_from_us=told["direction"] == "in")


def _ask(path: str, told: Mapping[str, Any] | None = None) -> Any:
    body = None if told is None else json.dumps(told).encode()
    asked = Request(settings.SIMULATOR_URL + path, body, {"Content-Type": "application/json"})
    try:
        with urlopen(asked, timeout=PATIENCE_SECONDS) as answered:
            return json.load(answered)
    except HTTPError as error:
        if error.code == 409:
            raise NobodyToAnswer from error
        raise NotRunning from error
    except (URLError, OSError, ValueError) as error:
        raise NotRunning from error
