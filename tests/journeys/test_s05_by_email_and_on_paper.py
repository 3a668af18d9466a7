"""S5: those who prefer e-mail are asked by e-mail, and the day goes along on paper."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from playwright.sync_api import expect

from samspill.people.actions import add_contact_point
from tests.journeys.conftest import KARI
from tests.journeys.test_s05_one_to_one_help import ask_everybody, tick_everybody, type_in_the_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Letterbox(Message):
    """Keeps each e-mail it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Any] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A mail server on a socket of its own, and what it got."""
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield box
    server.stop()


def test_one_who_prefers_email_is_asked_by_email_with_the_public_part_alone(
    at_desk: Any, enrol: Any, texts: Any, letterbox: Letterbox
) -> None:
    who = enrol("Kari Nordvik", KARI, wishes=("escort",), preferred_channel="email")
    add_contact_point(who, "email", "kari@lillevik.example", by="system", at=who.created_at, channel="phone")
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    assert texts(KARI) == []
    (letter,) = letterbox.letters
    body = letter.get_payload(decode=True).decode()
    assert letter["To"] == "kari@lillevik.example"
    assert "Følge til en avtale" in body and "Nordsida 15" not in body


def test_the_days_list_and_the_call_list_print_on_one_page_each(
    at_desk: Any, volunteers: Any, texts: Any
) -> None:
    page = at_desk()
    type_in_the_call(page)
    tick_everybody(page)
    page.locator("[name=by_phone]").click()
    page.wait_for_url("**/calls/")
    page.goto("/desk/needs/calls/paper/")
    expect(page.locator("body")).to_contain_text("Kari Nordvik")
    expect(page.locator("body")).to_contain_text("400 00 101")
    assert _pages(page.pdf(format="A4")) == 1
    page.goto("/desk/")
    page.get_by_role("link", name=re.compile("Dagens liste")).click()
    assert _pages(page.pdf(format="A4")) == 1


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
