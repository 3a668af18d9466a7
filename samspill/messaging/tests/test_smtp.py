"""E-mail to a real SMTP server that does everything a server can do wrong."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from samspill.messaging.actions import sending
from samspill.messaging.gateways import Accepted, Letter, Passing, Refused, Unknown
from samspill.messaging.gateways.smtp.post import Post, Server
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries.conversations import state_of

LETTER = Letter(
    reference="0195-reference",
    channel="email",
    to="kari@eksempel.test",
    sender="Frivilligsentralen i Lillevik <post@lillevik.test>",
    subject="Kan du følge til legen?",
    body="Hei, Kari!\n\nKan du følge til legen på torsdag?\n.\n.. og hjem igjen\n" + "æøå " * 400 + "\n",
)


class MailServer:
    """Keeps what it takes. `mail`, `rcpt` and `data` are what it answers, or "hang up"."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.mail = self.rcpt = self.data = ""

    async def handle_MAIL(self, server: SMTP, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return _answer(server, self.mail)

    async def handle_RCPT(self, server: SMTP, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return _answer(server, self.rcpt)

    async def handle_DATA(self, server: SMTP, session, envelope):  # noqa: N802
        if self.data == "hang up":
            self._take(envelope)
        answer = _answer(server, self.data)
        if answer.startswith("250"):
            self._take(envelope)
        return answer

    def _take(self, envelope) -> None:
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))


def _answer(server: SMTP, told: str) -> str:
    if told == "hang up":
        server.transport.abort()
    return told or "250 OK"


def lines_of(message: EmailMessage) -> list[str]:
    return message.get_content().splitlines()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    made = MailServer()
    controller = Controller(made, hostname="127.0.0.1", port=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    made.port = controller.port  # type: ignore[attr-defined]
    yield made
    controller.stop()


@pytest.fixture
def post(mail_server) -> Post:
    return Post(
        Server("127.0.0.1", mail_server.port, timeout_seconds=5), standard_sender="samspill@lillevik.test"
    )


def test_a_letter_arrives_as_it_was_written(post, mail_server):
    assert post.send(LETTER) == Accepted("<0195-reference@lillevik.test>")
    [arrived] = mail_server.taken
    assert lines_of(arrived) == LETTER.body.splitlines()
    assert arrived["Subject"] == LETTER.subject
    assert arrived["From"] == LETTER.sender
    assert arrived["To"] == LETTER.to
    assert arrived["Message-ID"] == "<0195-reference@lillevik.test>"
    assert arrived["Auto-Submitted"] == "auto-generated"


def test_a_letter_to_many_looks_good_and_says_where_one_press_ends_it(post, mail_server):
    leave = "https://lillevik.test/subscription/abc/one-click/"
    post.send(replace(LETTER, page="<p>Hei, <b>Kari</b>!</p>", leave_at=leave))
    [arrived] = mail_server.taken
    assert arrived["List-Unsubscribe"] == f"<{leave}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert arrived.get_body(("plain",)).get_content().splitlines() == LETTER.body.splitlines()
    assert "<b>Kari</b>" in arrived.get_body(("html",)).get_content()


def test_a_letter_without_a_sender_comes_from_the_installation(post, mail_server):
    post.send(replace(LETTER, sender=""))
    assert mail_server.taken[0]["From"] == "samspill@lillevik.test"


@pytest.mark.parametrize(
    ("step", "answer", "end", "taken"),
    [
        ("rcpt", "550 no such mailbox", Refused, 0),
        ("rcpt", "451 greylisted, come back", Passing, 0),
        ("rcpt", "hang up", Passing, 0),
        ("mail", "552 no", Refused, 0),
        ("mail", "421 closing down", Passing, 0),
        ("mail", "hang up", Passing, 0),
        ("data", "554 this is spam", Refused, 0),
        ("data", "452 disk full", Passing, 0),
        ("data", "hang up", Unknown, 1),
    ],
)
def test_each_no_has_its_end(post, mail_server, step, answer, end, taken):
    setattr(mail_server, step, answer)
    assert isinstance(post.send(LETTER), end)
    assert len(mail_server.taken) == taken


def test_a_server_that_is_not_there_is_passing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(Post(Server("127.0.0.1", port), standard_sender="a@b.test").send(LETTER), Passing)


def test_a_server_that_says_nothing_is_passing():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        server = Server("127.0.0.1", silent.getsockname()[1], timeout_seconds=0.2)
        assert isinstance(Post(server, standard_sender="a@b.test").send(LETTER), Passing)


@pytest.mark.parametrize(
    "to", ["not an address", "", "a@b@c", "kari@eksempel.test\r\nBcc: all@eksempel.test"]
)
def test_what_is_no_address_is_refused(post, mail_server, to):
    assert isinstance(post.send(replace(LETTER, to=to)), Refused)
    assert mail_server.taken == []


def test_nobody_gets_a_heading_in_through_the_subject(post, mail_server):
    post.send(replace(LETTER, subject="Hei\r\nBcc: all@eksempel.test"))
    [arrived] = mail_server.taken
    assert (arrived["Bcc"], arrived["Subject"]) == (None, "Hei Bcc: all@eksempel.test")


def test_nobody_can_be_asked_afterwards(post):
    assert isinstance(post.find("0195-reference"), Unknown)


def test_an_email_in_the_outbox_reaches_the_server(queue, mail_server, policy, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    policy.email_from = "post@lillevik.test"
    policy.save()
    message = queue(channel="email", address="kari@eksempel.test", subject="Hei", body="Kan du?")
    assert sending.send_due(holder="w") == 1
    message.refresh_from_db()
    assert (state_of(message), message.gateway) == ("sent", "smtp")
    assert lines_of(mail_server.taken[0]) == ["Kan du?"]
    assert message.provider_id == mail_server.taken[0]["Message-ID"]


def test_an_email_lost_after_the_letter_is_never_sent_again(queue, mail_server, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    mail_server.data = "hang up"
    message = queue(channel="email", address="kari@eksempel.test", subject="Hei", body="Kan du?")
    sending.send_due(holder="w")
    mail_server.data = ""
    assert sending.send_due(holder="w") == 0
    assert state_of(OutboundMessage.objects.get(pk=message.pk)) == "unknown"
    assert len(mail_server.taken) == 1
