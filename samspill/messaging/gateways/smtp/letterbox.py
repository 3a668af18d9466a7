"""The letterbox: where the municipality's mail server hands us answers, over SMTP.

It takes letters to our own addresses and no others, so nobody can send through it, and says 250 only when the letter is
kept. Whatever goes wrong before that is answered with 451, and the mail server tries again later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

log = logging.getLogger(__name__)

LARGEST = 10_000_000
MOST_RECEIVERS = 20

#: Keeps one letter: given the receiver's address and the letter itself.
Keep = Callable[[str, bytes], object]
#: Whether an address is one of ours.
IsOurs = Callable[[str], bool]


class Letterbox:
    """An SMTP server of our own at `host` and `port`; `open` starts it in a thread, `close` ends it."""

    def __init__(self, host: str, port: int, *, keep: Keep, is_ours: IsOurs) -> None:
        self._door = Controller(
            _Doorkeeper(keep, is_ours), hostname=host, port=port, data_size_limit=LARGEST, ident="Samspill"
        )

    def open(self) -> None:
        """Take letters from now on. Raises `OSError` where the port is taken."""
        self._door.start()

    def close(self) -> None:
        """Take no more; letters in hand are kept first."""
        self._door.stop()


class _Doorkeeper:
    """What the server does at each step. Keeping is slow, so it is done beside the loop."""

    def __init__(self, keep: Keep, is_ours: IsOurs) -> None:
        self._keep = keep
        self._is_ours = is_ours

    async def handle_RCPT(  # noqa: N802 - the name is the library's.
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECEIVERS:
            return "452 4.5.3 Too many receivers"
        try:
            if not await asyncio.to_thread(self._is_ours, address.lower()):
                return "550 5.1.1 Nobody here has this address"
        except Exception:  # The database is away: the letter comes again later.
            log.exception("Nobody could be asked whether an address is ours")
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        try:
            for address in dict.fromkeys(envelope.rcpt_tos):
                await asyncio.to_thread(self._keep, address.lower(), raw)
        except Exception:  # Not kept: the mail server keeps it and tries again.
            log.exception("A letter could not be kept")
            return "451 4.3.0 Try again later"
        return "250 OK"
