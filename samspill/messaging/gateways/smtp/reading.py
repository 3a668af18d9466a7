"""What an e-mail that came in says: who wrote, what is new in it, which of our letters it answers or sends back.

Reads anything without raising: a letter that breaks every rule still has a sender and some text, and somebody reads it.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr

from samspill.messaging.rules.newest_part import newest_part

LONGEST_TEXT = 200_000
_OUR_REFERENCE = re.compile(r"<([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})@[^<>\s]*>", re.IGNORECASE)
_WORDS_OF_A_MACHINE = ("auto-replied", "auto-generated", "auto-notified")
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter of ours that came back, or was told to have come through: `status` is failed or delivered."""

    reference: str
    status: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """An e-mail as it is kept. `answers` are our references of the letters it answers, the nearest first."""

    provider_id: str
    sender: str
    subject: str
    text: str
    answers: tuple[str, ...] = ()
    is_automatic: bool = False
    returned: Returned | None = None


def read_mail(raw: bytes) -> ReadMail:
    """Read one e-mail. Never raises."""
    letter: Message = email.message_from_bytes(raw, policy=email.policy.default)
    returned = _returned(letter)
    return ReadMail(
        provider_id=_key_of(letter, raw),
        sender=parseaddr(_heading(letter, "From"))[1].lower()[:254],
        subject=_heading(letter, "Subject")[:200],
        text=newest_part(_text_of(letter)),
        answers=tuple(dict.fromkeys(_references(letter))),
        is_automatic=returned is not None or _is_automatic(letter),
        returned=returned,
    )


def _heading(letter: Message, name: str) -> str:
    """A heading as one line; "" where it is missing or cannot be read."""
    try:
        return " ".join(str(letter.get(name, "")).split())
    except _FAULTS:
        return ""


def _key_of(letter: Message, raw: bytes) -> str:
    """Its Message-ID; where it has none, what it is made of: the same letter again is the same."""
    named = _heading(letter, "Message-ID")
    return named if 0 < len(named) <= 120 else "sha256:" + hashlib.sha256(raw).hexdigest()


def _references(letter: Message) -> list[str]:
    named = f"{_heading(letter, 'In-Reply-To')} {' '.join(reversed(_heading(letter, 'References').split()))}"
    return [reference.lower() for reference in _OUR_REFERENCE.findall(named)]


def _is_automatic(letter: Message) -> bool:
    """Whether a machine answers (RFC 3834): «I am away until Monday»."""
    said = _heading(letter, "Auto-Submitted").lower()
    if said.startswith(_WORDS_OF_A_MACHINE) or letter.get("X-Autoreply") or letter.get("X-Autorespond"):
        return True
    return _heading(letter, "Precedence").lower() in ("bulk", "auto_reply", "junk", "list")


def _text_of(letter: Message) -> str:
    try:
        body = letter.get_body(("plain", "html")) if isinstance(letter, EmailMessage) else None
    except _FAULTS:
        body = None
    if body is None:
        return _decoded(letter)
    return _words_of_html(_decoded(body)) if body.get_content_type() == "text/html" else _decoded(body)


def _decoded(part: Message) -> str:
    """The text of a part, whatever it claims to be written in."""
    try:
        raw = part.get_payload(decode=True)
    except _FAULTS:
        raw = None
    if not isinstance(raw, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return raw[:LONGEST_TEXT].decode(charset)
        except (LookupError, ValueError):
            continue
    return raw[:LONGEST_TEXT].decode("latin-1")


_OLD_LETTER_IN_HTML = re.compile(
    r"<blockquote\b.*|<div\b[^>]*\b(?:gmail_quote|divRplyFwdMsg|appendonsend)\b.*", re.I | re.S
)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(style|script|head|title)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)


def _words_of_html(text: str) -> str:
    """The words of a letter that has no plain part. For reading an answer, never for showing."""
    hers = _OLD_LETTER_IN_HTML.sub("", _HIDDEN.sub("", text))
    return html.unescape(re.sub(r"<[^>]*>", "", _BREAKS.sub("\n", hers)))


def _returned(letter: Message) -> Returned | None:
    """What a mail server tells became of a letter of ours (RFC 3464), or None."""
    if letter.get_content_type() != "multipart/report":
        return None
    parts = list(letter.walk())
    told = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    reference = next(filter(None, map(_reference_of, parts[1:])), "")
    if told is None or not reference:
        return None
    facts = {name.lower(): str(value) for block in _blocks(told) for name, value in block.items()}
    action = facts.get("action", "").strip().lower()
    status = {"failed": "failed", "delivered": "delivered", "relayed": "delivered"}.get(action)
    return (
        Returned(reference, status, " ".join(facts.get("diagnostic-code", "").split())[:200])
        if status
        else None
    )


def _blocks(told: Message) -> list[Message]:
    payload = told.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _reference_of(part: Message) -> str:
    """Our reference in the headings of the letter that is sent back, whole or only its headings."""
    if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
        headings = email.message_from_string(_decoded(part), policy=email.policy.default)
        return _own_reference(headings)
    return _own_reference(part)


def _own_reference(letter: Message) -> str:
    found = _OUR_REFERENCE.search(_heading(letter, "Message-ID"))
    return found[1].lower() if found else ""
