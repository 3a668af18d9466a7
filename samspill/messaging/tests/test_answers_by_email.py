"""Answers by e-mail, handed to us over real SMTP: kept once, counted only as replies to the very letter."""

from __future__ import annotations

import email.policy
import smtplib
import socket
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from samspill.foundation.tenancy import entered
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.mail import NobodysAddress, take_mail
from samspill.messaging.gateways.smtp.letterbox import LARGEST, Letterbox
from samspill.messaging.models import InboundMessage, MessagingPolicy, OutboundMessage
from samspill.messaging.queries.conversations import state_of
from samspill.messaging.signals import delivery_failed, reply_received
from samspill.people.actions import find_or_add_person

POST = "post@lillevik.test"
KARI = "kari@eksempel.test"


@pytest.fixture
def policy(town: Any) -> MessagingPolicy:
    return MessagingPolicy.objects.create(email_from=f"Frivilligsentralen <{POST}>")


@pytest.fixture
def sent(policy: MessagingPolicy, at: Any) -> OutboundMessage:
    """A letter to Kari that went out."""
    kari = find_or_add_person("Kari Nordvik", emails=[KARI], by="system", at=at, channel="email")
    made = queue_message(channel="email", address=KARI, body="Kan du?", key="1", person=kari, at=at)
    facts = {"claimed_at": at, "sent_at": at, "gateway": "smtp", "provider_id": f"<{made.pk}@lillevik.test>"}
    OutboundMessage.objects.filter(pk=made.pk).update(**facts)
    return OutboundMessage.objects.get(pk=made.pk)


@pytest.fixture
def heard() -> Iterator[list[InboundMessage]]:
    """What the rooms above were told of."""
    rung: list[InboundMessage] = []

    def hear(sender: Any, inbound: InboundMessage, **_: Any) -> None:
        rung.append(inbound)

    reply_received.connect(hear)
    yield rung
    reply_received.disconnect(hear)


def reply_to(message: OutboundMessage | None, text: str = "Ja", **headings: str) -> bytes:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"] = headings.pop("sender", KARI)
    made["To"] = POST
    made["Message-ID"] = headings.pop("name", "<1@eksempel.test>")
    if message is not None:
        made["In-Reply-To"] = message.provider_id
    for name, value in headings.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def bounce(message: OutboundMessage, action: str = "failed") -> bytes:
    """What a mail server sends back about a letter of ours (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@eksempel.test\r\nTo: post@lillevik.test\r\nMessage-ID: <b@eksempel.test>\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/plain\r\n\r\nNo such user\r\n"
        "--cut\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.eksempel.test\r\n\r\n"
        f"Final-Recipient: rfc822; {KARI}\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--cut\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message.provider_id}\r\n\r\n--cut--\r\n"
    ).encode()


def test_a_reply_is_kept_with_the_letter_it_answers_and_heard_once(sent, heard, at):
    take_mail(reply_to(sent), to=POST, at=at)
    again = take_mail(reply_to(sent), to=POST, at=at)
    assert (again.answers, again.person, again.body) == (sent, sent.person, "Ja")
    assert heard == [again]


def test_a_letter_in_her_name_that_replies_to_nothing_of_ours_answers_nothing(sent, at):
    assert take_mail(reply_to(None), to=POST, at=at).answers is None


def test_a_reply_from_another_address_is_not_taken_for_hers(sent, at):
    kept = take_mail(reply_to(sent, sender="ola@eksempel.test"), to=POST, at=at)
    assert (kept.answers, kept.sender) == (None, "ola@eksempel.test")
    assert kept.waits_since_at


def test_a_machine_that_answers_stands_in_the_conversation_and_answers_nothing(sent, heard, at):
    kept = take_mail(reply_to(sent, "Ja, jeg er på ferie", Auto_Submitted="auto-replied"), to=POST, at=at)
    assert (kept.outcome, kept.person, kept.waits_since_at) == ("automatic", sent.person, None)
    assert heard == []


def test_a_returned_letter_is_known_to_have_failed_and_the_bell_rings_once(sent, at):
    rung: list[Any] = []

    def hear(message: OutboundMessage, **_: Any) -> None:
        rung.append(message.failure)

    delivery_failed.connect(hear)
    take_mail(bounce(sent), to=POST, at=at)
    take_mail(bounce(sent), to=POST, at=at)
    delivery_failed.disconnect(hear)
    sent.refresh_from_db()
    assert state_of(sent) == "failed" and "550" in sent.failure
    assert len(rung) == 1 and InboundMessage.objects.count() == 0


def test_a_letter_that_is_only_late_has_not_failed(sent, at):
    take_mail(bounce(sent, "delayed"), to=POST, at=at)
    sent.refresh_from_db()
    assert state_of(sent) == "sent"


def test_a_reply_lands_in_the_municipality_that_wrote_whatever_address_it_came_to(sent, neighbour, at):
    with entered(neighbour):
        MessagingPolicy.objects.create(email_from="post@storfjordby.test")
    take_mail(reply_to(sent), to="post@storfjordby.test", at=at)
    assert InboundMessage.objects.get().answers == sent
    with entered(neighbour):
        assert not InboundMessage.objects.exists()


def test_a_letter_that_answers_nothing_lands_where_its_receiver_writes_from(policy, neighbour, at):
    with entered(neighbour):
        MessagingPolicy.objects.create(email_from="post@storfjordby.test")
    take_mail(reply_to(None), to="Post@Storfjordby.test", at=at)
    assert not InboundMessage.objects.exists()
    with pytest.raises(NobodysAddress):
        take_mail(reply_to(None), to="noen@andre.test", at=at)


@pytest.fixture
def letterbox() -> Iterator[Callable[..., tuple[smtplib.SMTP, list[bytes]]]]:
    """A letterbox on a socket of its own; `letterbox(fails=…)` gives a connected mail server and what was kept."""
    opened: list[Letterbox] = []

    def make(*, fails: bool = False) -> tuple[smtplib.SMTP, list[bytes]]:
        kept: list[bytes] = []

        def keep(_address: str, raw: bytes) -> None:
            if fails:
                raise OSError("the database is away")
            kept.append(raw)

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        box = Letterbox("127.0.0.1", port, keep=keep, is_ours=lambda address: address == POST)
        box.open()
        opened.append(box)
        return smtplib.SMTP("127.0.0.1", port, timeout=10), kept

    yield make
    for box in opened:
        box.close()


@pytest.mark.one_database
def test_the_letterbox_keeps_a_letter_to_us_before_it_says_yes(letterbox):
    server, kept = letterbox()
    server.sendmail(KARI, [POST.upper()], b"From: kari@eksempel.test\r\n\r\nJa\r\n")
    assert len(kept) == 1 and kept[0].rstrip().endswith(b"Ja")


@pytest.mark.one_database
def test_nobody_can_send_through_the_letterbox_to_others(letterbox):
    server, kept = letterbox()
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="550"):
        server.sendmail(KARI, ["ola@andre.test"], b"\r\nspam")
    assert kept == []


@pytest.mark.one_database
def test_a_letter_that_cannot_be_kept_is_to_come_again(letterbox):
    server, kept = letterbox(fails=True)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        server.sendmail(KARI, [POST], b"\r\nJa")
    assert refused.value.smtp_code == 451 and kept == []


@pytest.mark.one_database
def test_a_letter_of_any_size_is_not_taken(letterbox):
    server, kept = letterbox()
    with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPSenderRefused, smtplib.SMTPServerDisconnected)):
        server.sendmail(KARI, [POST], b"\r\n" + b"x" * (LARGEST + 1), mail_options=[f"SIZE={LARGEST + 1}"])
    assert kept == []
