"""The mailboxes of the demo town: a letter arrives over SMTP, and the answer goes back as a reply to it."""

from __future__ import annotations

import email
import email.policy
import smtplib
import socket
from email.message import EmailMessage

import pytest

from samspill.messaging.gateways.simulator.mailboxes import open_mailboxes
from samspill.messaging.gateways.smtp.letterbox import Letterbox
from samspill.messaging.models import MessagingPolicy
from samspill.people.models import ContactPoint

TURID = "turid.moen@epost.example"
POST = "frivillig@lillevik.example"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def mailboxes(operator):
    """The stand-in mail server; gives a way to write to somebody."""
    port = _free_port()
    door = open_mailboxes(operator.phones, "127.0.0.1", port)

    def write(to: str, subject: str, text: str) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = POST, to, subject
        letter["Message-ID"] = "<the-question@lillevik.example>"
        letter.set_content(text)
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
            server.send_message(letter)

    yield write
    door.stop()


@pytest.fixture
def letterbox(settings):
    """Our own letterbox; gives what was kept."""
    kept: list[EmailMessage] = []

    def keep(_address: str, raw: bytes) -> None:
        kept.append(email.message_from_bytes(raw, policy=email.policy.default))

    settings.MAIL_LISTEN = ("127.0.0.1", _free_port())
    box = Letterbox(*settings.MAIL_LISTEN, keep=keep, is_ours=lambda address: address == POST)
    box.open()
    yield kept
    box.close()


@pytest.fixture
def turid(add_person, at):
    person = add_person("Turid Moen", "+4741234567")
    ContactPoint.objects.create(person=person, kind="email", value=TURID, added_at=at)
    MessagingPolicy.objects.create(email_from=f"Sentralen <{POST}>")
    return person


def test_a_letter_arrives_and_is_answered_as_mail_programs_do(browser, operator, turid, mailboxes, letterbox):
    mailboxes(TURID, "Følge til legen", "Hei Turid! Kan du hjelpe?")
    page = browser.get("/simulator/").content.decode()
    assert "Følge til legen" in page and "Hei Turid! Kan du hjelpe?" in page and TURID in page
    browser.post("/simulator/texts/", {"phone": TURID, "text": "Ja takk"})
    operator.rest()
    (answer,) = letterbox
    assert (answer["From"], answer["Subject"]) == (TURID, "Re: Følge til legen")
    assert answer["In-Reply-To"] == "<the-question@lillevik.example>"
    assert answer.get_content().strip() == "Ja takk"
