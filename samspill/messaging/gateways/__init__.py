"""Gateways: what carries a message out of the house, and what reads the calls that come back.

A folder for each; adding one is copying a folder and naming it below. A gateway knows nothing of our tables: it is
given a `Letter` and tells in one of four words what became of it. Telling a passing failure from an unknown end is what
keeps a message from being sent twice: only `Passing` is tried again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way out. `reference` is ours, the same at every attempt; `callback` is where the operator may
    report and bring answers, for operators that are told so with each message."""

    reference: str
    channel: str
    to: str
    body: str
    sender: str = ""
    subject: str = ""
    callback: str = ""
    page: str = ""
    leave_at: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The operator has it and will deliver it."""

    provider_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never go: no such number, text not allowed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Passing:
    """It certainly did not go, and may go later: the operator is busy or cannot be reached."""

    reason: str
    retry_after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it went: the answer never came. Never sent again blindly."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """The operator knows no message with this reference: it never arrived there."""


Result = Accepted | Refused | Passing | Unknown


@dataclass(frozen=True, slots=True)
class ReadInbound:
    """An answer as a gateway brought it."""

    provider_id: str
    sender: str
    body: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a gateway says became of a message: `delivered`, `failed` or `accepted`."""

    provider_id: str
    status: str
    reference: str = ""
    detail: str = ""


class Forged(Exception):
    """The call is not signed by the operator, or too long ago."""


class Garbled(ValueError):
    """The call is signed but cannot be read."""


class Gateway(Protocol):
    """What a gateway can do. `headers` have lower-case names."""

    name: str

    def send(self, letter: Letter) -> Result:
        """Carry one message; never raises for what the world outside does."""

    def find(self, reference: str) -> Accepted | NotThere | Unknown:
        """Whether the operator has a message with our reference: for those whose end is unknown."""

    def read_inbound(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadInbound:
        """An answer brought to our door. `now` in seconds since 1970. Raises `Forged` and `Garbled`."""

    def read_report(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadReport:
        """A delivery report brought to our door. Raises `Forged` and `Garbled`."""


class NoSuchGateway(LookupError):
    """No gateway has this name."""


NAMES = ("simulator", "http_operator", "smtp")


def named(name: str) -> Gateway:
    """The gateway with this name, as its folder makes it from the settings. Raises `NoSuchGateway`."""
    if name not in NAMES:
        raise NoSuchGateway(name)
    gateway: Gateway = import_module(f"{__name__}.{name}").make()
    return gateway
