"""S2: SMS, phone, e-mail and letter are one conversation, with one person or with many, and nobody is flooded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from conftest import make_staff
from samspill.foundation import clock
from samspill.foundation.models import JobLease
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person
from samspill.volunteering.actions import Asked, publish_need, register_request, send_wave
from samspill.volunteering.models import Offer
from tests.conftest import _session_of
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tone_at_desk(ingrid: Any, open_page: Callable[..., Any], live_server: Any) -> Any:
    """A window in which Tone, Ingrid's colleague, is signed in."""
    tone = make_staff("Tone Myhre", ingrid.roles.get().unit, "coordinator", at=clock.now())
    page = open_page()
    page.context.add_cookies([{"name": "sessionid", "value": _session_of(tone), "url": live_server.url}])
    return page


@pytest.fixture
def read(operator: Any) -> Callable[[str], list[str]]:
    """What a phone has got so far, without the worker doing anything more."""
    return lambda phone: [text.text for text in operator.phones.texts(phone) if text.direction == "in"]


@pytest.fixture
def look(tick: Any) -> Callable[[], None]:
    """The worker looks again after a while, and finds all its jobs due."""

    def run() -> None:
        JobLease.objects.update(due_at=clock.now())
        tick()

    return run


def conversation_with(name: str) -> str:
    return f"/desk/people/{Person.objects.get(name=name).pk}/conversation/"


def prepare(page: Any, words: str, *, name: str = "Lunsj") -> None:
    page.goto("/desk/mailings/new/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=body_nb]").fill(words)
    page.get_by_role("button", name=re.compile("Se på den")).click()
    page.get_by_role("button", name=re.compile("Send til")).wait_for()


def test_many_are_written_to_after_a_look_and_the_page_follows_the_messages_out(
    at_desk: Any, volunteers: Any, read: Any, look: Any, say: Any
) -> None:
    page = at_desk()
    prepare(page, "Hei {fornavn}! «Lunsj» fredag. Hilsen {enhet}")
    expect(page.locator("main")).to_contain_text("« →")
    page.get_by_role("button", name="Bytt dem ut").click()
    page.get_by_role("button", name=re.compile("Se på den")).click()
    expect(page.locator("main")).to_contain_text('Hei Amina! "Lunsj" fredag.')
    expect(page.locator(".figures")).to_contain_text("1,60 kr")
    assert read(KARI) == []

    page.get_by_role("button", name="Send til 4 personer").click()
    expect(page.locator("#progress")).to_contain_text("0 av 4")
    look()
    expect(page.locator("#progress")).to_contain_text("Alle er tatt hånd om")
    look()
    assert read(KARI) == ['Hei Kari! "Lunsj" fredag. Hilsen Frivilligsentralen']
    assert len(read(PER)) == len(read(AMINA)) == len(read(GRETE)) == 1
    expect(page.locator("#progress")).to_contain_text("Den er ferdig.")

    say(PER, "Jeg tar med kake")
    page.reload()
    expect(page.locator(".figures")).to_contain_text(re.compile(r"1\s*har svart"))
    page.goto(conversation_with("Per Aune"))
    expect(page.locator(".talk")).to_contain_text("Jeg tar med kake")


def test_the_stop_button_holds_back_all_that_has_not_left(
    at_desk: Any, volunteers: Any, read: Any, look: Any
) -> None:
    page = at_desk()
    prepare(page, "Feil dato!")
    page.get_by_role("button", name="Send til 4 personer").click()
    look()
    page.locator("#stop").wait_for()
    page.keyboard.press("x")
    expect(page.locator("body")).to_contain_text("Stoppet. 4 meldinger ble ikke sendt.")
    look()
    assert read(KARI) == read(PER) == read(AMINA) == read(GRETE) == []


def test_two_colleagues_on_one_thread_see_each_other_and_the_second_is_told_before_hers_is_sent(
    at_desk: Any, tone_at_desk: Any, volunteers: Any, texts: Any
) -> None:
    ingrid, tone, address = at_desk(), tone_at_desk, conversation_with("Kari Nordvik")
    ingrid.goto(address)
    tone.goto(address)
    expect(ingrid.locator("#living")).to_contain_text("Tone Myhre er også her", timeout=15_000)
    tone.locator("[name=body]").press_sequentially("Hei Kari, passer det på fredag?")
    expect(tone.locator("#length")).to_contain_text("Utkastet ble lagret")
    expect(ingrid.locator("#living")).to_contain_text("Tone Myhre skriver nå", timeout=15_000)

    ingrid.locator("[name=body]").fill("Hei Kari! Vi sees torsdag.")
    tone.locator("#write button").first.click()
    expect(tone.locator("body")).to_contain_text("Meldingen er på vei.")
    ingrid.locator("#write button").first.click()
    expect(ingrid.locator("#wrote")).to_contain_text("passer det på fredag?")
    assert texts(KARI) == ["Hei Kari, passer det på fredag?"]
    ingrid.get_by_role("button", name=re.compile("Send likevel")).click()
    expect(ingrid.locator(".talk")).to_contain_text("Vi sees torsdag.")
    assert texts(KARI)[1:] == ["Hei Kari! Vi sees torsdag."]


def test_a_draft_outlives_a_closed_window_and_a_call_is_noted_in_two_keystrokes(
    at_desk: Any, open_page: Any, volunteers: Any
) -> None:
    page, address = at_desk(), conversation_with("Kari Nordvik")
    page.goto(address)
    page.locator("[name=body]").press_sequentially("Hei Kari, kan du")
    expect(page.locator("#length")).to_contain_text("Utkastet ble lagret")
    page.goto("/desk/")
    page.goto(address)
    expect(page.locator("[name=body]")).to_have_value("Hei Kari, kan du")
    page.keyboard.press("p")
    page.keyboard.press("1")
    expect(page.locator(".talk")).to_contain_text("Ringte. Ingen svarte.")
    without = at_desk(scripts=False)
    without.goto(address)
    without.locator("[name=body]").fill("Uten skript")
    without.get_by_role("button", name="Lagre utkast").click()
    expect(without.locator("[name=body]")).to_have_value("Uten skript")


def test_one_without_phone_or_email_gets_a_letter_that_is_printed_posted_and_taken_back(
    at_desk: Any, enrol: Any
) -> None:
    enrol("Trygve Lunde", "", preferred_channel="letter", address="Torggata 12", postcode="9999")
    page = at_desk()
    page.goto(conversation_with("Trygve Lunde"))
    page.locator("[name=subject]").fill("Høytlesing")
    page.locator("[name=body]").fill("Hei Trygve!\n\nVi leser høyt hver onsdag.")
    page.get_by_role("button", name=re.compile("^Send")).click()
    page.goto("/desk/letters/")
    made = page.context.request.get(page.locator("[data-key=p]").get_attribute("href"))
    assert made.headers["content-type"] == "application/pdf" and made.body().startswith(b"%PDF")
    page.keyboard.press("d")
    expect(page.locator("main")).to_contain_text("Ingrid Solvang")
    expect(page.locator("main")).to_contain_text("Ingen brev venter")
    page.keyboard.press("u")
    expect(page.locator("main")).to_contain_text("Høytlesing")
    assert OutboundMessage.objects.get(channel="letter").sent_at is None


def test_the_call_list_takes_each_outcome_in_two_keys_and_gives_it_back_in_one(
    at_desk: Any, enrol: Any, ingrid: Any
) -> None:
    who = enrol("Solveig Haugen", "+4740000106", preferred_channel="phone")
    now = clock.now()
    asked = Asked(
        caller_name="Moen", kind="visit", title="Besøk", starts_at=now + dt.timedelta(days=2),
        ends_at=now + dt.timedelta(days=2, hours=1),
    )  # fmt: skip
    need = register_request(asked, unit=ingrid.roles.get().unit, by=ingrid, at=now)
    send_wave(need.shifts.get().pk, [who.pk], by=ingrid, at=now)
    page = at_desk()
    page.goto("/desk/needs/calls/")
    for key, words in (
        ("i", "ble ikke nådd|svarte ikke"),
        ("r", "ringes opp igjen"),
        ("f", "nummeret er feil"),
        ("n", "sa nei"),
        ("j", "sa ja"),
    ):
        page.keyboard.press("1")
        page.keyboard.press(key)
        expect(page.locator("form.note")).to_contain_text(re.compile(words))
        page.keyboard.press("u")
        expect(page.locator("form.note")).to_have_count(0)
        expect(page.locator("[data-row='1']")).to_contain_text("400 00 106")
    assert Offer.objects.get().answer == ""


def test_one_who_chose_it_gets_her_week_in_one_message_on_monday(
    at_desk: Any, volunteers: Any, ingrid: Any, texts: Any, read: Any, say: Any, look: Any, monkeypatch: Any
) -> None:
    say(KARI, "UKE")
    assert "én melding i uka" in texts(KARI)[-1]
    page = at_desk()
    prepare(page, "Nytt fra sentralen: ny kaffemaskin!", name="Nytt")
    expect(page.locator("main")).to_contain_text("Får den i ukesmeldingen")
    page.get_by_role("button", name="Send til 3 personer").click()
    now = clock.now()
    asked = Asked(
        caller_name="Moen", kind="escort", title="Til legen", starts_at=now + dt.timedelta(days=20),
        ends_at=now + dt.timedelta(days=20, hours=1),
    )  # fmt: skip
    publish_need(register_request(asked, unit=ingrid.roles.get().unit, by=ingrid, at=now), by=ingrid, at=now)
    look()
    look()
    assert len(read(KARI)) == 1 and read(PER) == ["Nytt fra sentralen: ny kaffemaskin!"]

    wait = _until_monday_at_eleven(now)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.now(dt.UTC) + wait)
    look()
    look()
    [week] = read(KARI)[1:]
    assert "ny kaffemaskin" in week and "Til legen" in week and "STRAKS" in week
    assert len(read(PER)) == 1


def _until_monday_at_eleven(now: dt.datetime) -> dt.timedelta:
    local = clock.local(now)
    monday = (local + dt.timedelta(days=-local.weekday() % 7)).replace(
        hour=11, minute=0, second=0, microsecond=0
    )
    if monday <= local:
        monday += dt.timedelta(days=7)
    return monday.astimezone(dt.UTC) - now
