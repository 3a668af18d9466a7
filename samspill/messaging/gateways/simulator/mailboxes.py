"""The stand-in operator's mailboxes: a mail server that takes every letter, and writes back as a reader would."""

from __future__ import annotations

import email
import email.policy
import smtplib
import uuid
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from samspill.foundation import clock
from samspill.messaging.gateways.simulator.phones import Phones, Text


def open_mailboxes(phones: Phones, host: str, port: int) -> Controller:
    """A mail server, started, that keeps each letter among the messages, under its address. Raises `OSError`."""
    door = Controller(_Postman(phones), hostname=host, port=port, ident="Samspill's simulator")
    door.start()
    return door


def write_back(text: Text, answered: Text | None) -> None:
    """Send an answer from a mailbox to where its `callback` says (smtp://host:port), as a reply to a letter."""
    letter = EmailMessage()
    letter["From"], letter["To"] = text.phone, text.other
    letter["Message-ID"] = f"<{text.id}@simulator.example>"
    letter["Subject"] = f"Re: {answered.text.splitlines()[0]}" if answered and answered.text else "Hei"
    if answered and answered.reference:
        letter["In-Reply-To"] = answered.reference
    letter.set_content(text.text)
    where = urlsplit(text.callback)
    with smtplib.SMTP(where.hostname or "127.0.0.1", where.port or 25, timeout=10) as server:
        server.send_message(letter, to_addrs=[parseaddr(text.other)[1]])


class _Postman:
    """Takes each letter and puts it in its box."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        for address in envelope.rcpt_tos:
            self._phones.take(_text(letter, address.lower()))
        return "250 OK"


def _text(letter: EmailMessage, address: str) -> Text:
    return Text(
        id=uuid.uuid4().hex,
        phone=address,
        direction="in",
        other=str(letter.get("From", "")),
        text=f"{letter.get('Subject', '')}\n\n{letter.get_content().strip()}",
        at=clock.now().timestamp(),
        reference=str(letter.get("Message-ID", "")),
    )
