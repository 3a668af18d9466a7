"""Signed webhooks: an HMAC over the moment and the body, so that nobody else can answer in a volunteer's name."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from samspill.messaging.gateways import Forged

SIGNATURE = "x-signature"
MOMENT = "x-timestamp"
#: A call older than this is refused; within it, a repeated call is harmless: each message is handled once.
VALID_SECONDS = 300


def sign(secret: str, body: bytes, *, now: float) -> dict[str, str]:
    """The headers that show a body to be ours. `now` in seconds since 1970."""
    moment = str(int(now))
    return {MOMENT: moment, SIGNATURE: _mac(secret, moment, body)}


def check(secret: str, headers: Mapping[str, str], body: bytes, *, now: float) -> None:
    """Raises `Forged` unless the headers sign this body with this secret, now."""
    moment, given = headers.get(MOMENT, ""), headers.get(SIGNATURE, "")
    if not secret or not moment.isascii() or not moment.isdecimal() or len(moment) > 12:
        raise Forged("no signature")
    if abs(now - int(moment)) > VALID_SECONDS:
        raise Forged("too old")
    if not hmac.compare_digest(_mac(secret, moment, body).encode(), given.encode()):
        raise Forged("wrong signature")


def _mac(secret: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
