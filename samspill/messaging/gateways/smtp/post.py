"""Handing one e-mail to a mail server, and knowing at each step whether it can have gone (RFC 5321).

Until the server has answered DATA with 354 nothing can have gone. From the first line of the letter until the server's
last answer nobody can know: a connection lost there is an unknown end.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime, parseaddr

from samspill.foundation import clock
from samspill.messaging.gateways import (
    Accepted,
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

READY_FOR_LETTER = 354
TAKEN = 250


@dataclass(frozen=True)
class Server:
    """A mail server and how to sign in to it; without a user there is no signing in."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    timeout_seconds: float = 20


class Post:
    """The e-mail gateway. Safe to use from many threads: each letter has a connection of its own."""

    name = "smtp"

    def __init__(self, server: Server, *, standard_sender: str) -> None:
        self._server = server
        self._standard_sender = standard_sender

    def send(self, letter: Letter) -> Result:
        """Hand the letter to the server. The Message-ID is made from our reference and is the provider's id."""
        try:
            written = _written(letter, letter.sender or self._standard_sender)
        except (
            ValueError,
            IndexError,
            MessageError,
        ) as error:  # IndexError: the parser's word for an empty address.
            return Refused(f"cannot be written as e-mail: {error}"[:200])
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            return Passing(f"not reached: {_words(error)}")
        try:
            return self._hand_over(server, written)
        finally:
            _leave(server)

    def find(self, reference: str) -> Accepted | NotThere | Unknown:
        """Nobody can be asked: a mail server tells nothing afterwards."""
        return Unknown("mail servers cannot be asked")

    def read_inbound(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadInbound:
        """Mail servers do not call us."""
        raise Garbled("mail servers do not call")

    def read_report(self, headers: Mapping[str, str], body: bytes, *, now: float) -> ReadReport:
        """Mail servers do not call us."""
        raise Garbled("mail servers do not call")

    def _connected(self) -> smtplib.SMTP:
        server = smtplib.SMTP(self._server.host, self._server.port, timeout=self._server.timeout_seconds)
        try:
            if self._server.tls:
                server.starttls(context=ssl.create_default_context())
            if self._server.user:
                server.login(self._server.user, self._server.password)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, written: EmailMessage) -> Result:
        try:
            refusal = _envelope(server, written)
        except (OSError, smtplib.SMTPException) as error:
            return Passing(f"lost before the letter: {_words(error)}")
        if refusal:
            return refusal
        try:
            code, words = _letter(server, written)
        except (OSError, smtplib.SMTPException) as error:
            return Unknown(f"lost after the letter: {_words(error)}")
        return Accepted(str(written["Message-ID"])) if code == TAKEN else _verdict(code, words)


def _written(letter: Letter, sender: str) -> EmailMessage:
    """The letter as a message. Machines are asked not to answer (RFC 3834); a letter to many says how to end it."""
    name, address = parseaddr(sender)
    written = EmailMessage(policy=LINES)
    written["From"] = Address(name, addr_spec=address)
    written["To"] = Address(addr_spec=letter.to)
    written["Subject"] = " ".join(letter.subject.split())
    written["Date"] = format_datetime(clock.now())
    written["Message-ID"] = f"<{letter.reference}@{address.rpartition('@')[2] or 'samspill'}>"
    written["Auto-Submitted"] = "auto-generated"
    if letter.leave_at:
        written["List-Unsubscribe"] = f"<{letter.leave_at}>"
        written["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    written.set_content(letter.body)
    if letter.page:
        written.add_alternative(letter.page, subtype="html")
    return written


def _envelope(server: smtplib.SMTP, written: EmailMessage) -> Result | None:
    """Say who writes to whom and ask to begin; the end of it where the server says no, None where it is ready."""
    server.ehlo_or_helo_if_needed()
    sender = parseaddr(str(written["From"]))[1]
    receiver = parseaddr(str(written["To"]))[1]
    for code, words in (server.mail(sender), server.rcpt(receiver)):
        if code // 100 != 2:
            return _verdict(code, words)
    code, words = server.docmd("DATA")
    return None if code == READY_FOR_LETTER else _verdict(code, words)


def _letter(server: smtplib.SMTP, written: EmailMessage) -> tuple[int, bytes]:
    """The letter itself, lines that begin with a dot doubled, and the server's last word."""
    lines = written.as_bytes().removesuffix(b"\r\n").split(b"\r\n")
    server.send(b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n")
    return server.getreply()


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye, to a server that may be gone already."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _verdict(code: int, words: bytes) -> Result:
    """What a server's no means: 5xx is for good, 4xx will pass."""
    told = f"{code} {words.decode(errors='replace')}"[:200]
    return Refused(told) if code // 100 == 5 else Passing(told)


def _words(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()[:150]
