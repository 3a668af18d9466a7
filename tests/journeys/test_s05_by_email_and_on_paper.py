"""S5: those who prefer e-mail are asked and answer by e-mail, and the day goes along on paper."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import expect

from samspill.config.commands.running import letterbox_open
from samspill.messaging.models import MessagingPolicy
from samspill.people.actions import add_contact_point
from tests.conftest import PHONE
from tests.journeys.conftest import KARI, Letterbox, free_port
from tests.journeys.test_s05_one_to_one_help import ask_everybody, tick_everybody, type_in_the_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


@pytest.fixture
def asked_by_email(
    at_desk: Any, enrol: Any, texts: Any, letterbox: Letterbox
) -> Iterator[tuple[Any, EmailMessage]]:
    """The desk after Kari has been asked by e-mail, and the letter she got."""
    who = enrol("Kari Nordvik", KARI, wishes=("escort",), preferred_channel="email")
    add_contact_point(who, "email", "kari@lillevik.example", by="system", at=who.created_at, channel="phone")
    MessagingPolicy.objects.update(email_from="post@lillevik.example")
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    texts(KARI)
    yield page, letterbox.letters[-1]


def test_a_reply_to_the_email_books_her_and_the_answer_comes_by_email(
    asked_by_email: Any, texts: Any, letterbox: Letterbox, settings: Any
) -> None:
    page, letter = asked_by_email
    settings.MAIL_LISTEN = ("127.0.0.1", free_port())
    with letterbox_open():
        _reply(letter, "Ja takk\n\nHilsen Kari\n\n> Kan du hjelpe?", to=settings.MAIL_LISTEN)
    expect(page.locator("[id^=booked-]")).to_contain_text("Kari Nordvik")
    texts(KARI)
    assert "Nordsida 15" in letterbox.letters[-1].get_payload(decode=True).decode()


def test_the_link_in_the_email_books_her_with_one_press_and_takes_her_off_with_another(
    asked_by_email: Any, open_page: Any
) -> None:
    desk, letter = asked_by_email
    address = re.search(r"/answer/\S+", letter.get_payload(decode=True).decode())
    assert address
    hers = open_page(PHONE, scripts=False)
    hers.goto(address[0])
    hers.get_by_role("button", name="Ja, jeg kan").click()
    expect(hers.locator("h1")).to_have_text("Takk! Oppdraget er ditt")
    expect(hers.locator("main")).to_contain_text("Nordsida 15")
    expect(desk.locator("[id^=booked-]")).to_contain_text("Kari Nordvik")
    hers.get_by_role("button", name="Jeg kan ikke likevel").click()
    expect(hers.locator("h1")).to_have_text("Du er tatt av oppdraget")
    expect(desk.locator("[id^=booked-]")).to_have_count(0)


def _reply(letter: EmailMessage, words: str, *, to: tuple[str, int]) -> None:
    """What Kari's mail program hands to the municipality's mail server, and that to us."""
    reply = EmailMessage()
    reply["From"], reply["To"] = str(letter["To"]), str(letter["From"])
    reply["Subject"] = "Re: " + " ".join(str(letter["Subject"]).split())
    reply["In-Reply-To"] = str(letter["Message-ID"])
    reply.set_content(words)
    with smtplib.SMTP(*to, timeout=10) as server:
        server.send_message(reply)


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


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
