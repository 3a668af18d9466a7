"""S5: a nursing home phones in a need, and a volunteer who only answers an SMS covers it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation.tenancy import entered
from samspill.volunteering.models import Assignment, Need
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def type_in_the_call(page: Page, **more: str) -> None:
    """The whole request by keyboard, in the order the phone call goes."""
    page.goto("/desk/")
    page.keyboard.press("n")
    page.wait_for_url("**/desk/needs/new/")
    page.keyboard.type("Sykepleier Marit")
    page.keyboard.press("Tab")
    page.keyboard.type("73 00 00 55")
    for name, value in {
        "on_behalf_of": "Nordsida omsorgssenter",
        "recipient_name": "Astrid Lund",
        **more,
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=kind]").select_option("escort")
    page.locator("[name=day]").fill("i morgen")
    page.locator("[name=hours]").fill("10-12")
    page.locator("[name=private_address]").fill("Nordsida 15, avdeling B")
    page.locator("[name=private_address]").press("Enter")
    page.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))


def tick_everybody(page: Page) -> None:
    """Tick all who fit: who is proposed among equals is drawn by lot."""
    page.locator("#asking input[name=person]").first.wait_for()
    for box in page.locator("#asking input[name=person]").all():
        box.check()


def ask_everybody(page: Page) -> None:
    """Ask all who fit by message."""
    tick_everybody(page)
    page.locator("[data-key=s]").click()
    page.locator("#standing [data-row]").first.wait_for()


@pytest.mark.both_databases
def test_a_phoned_in_request_is_covered_by_sms_and_the_desk_sees_it_live(at_desk, volunteers, texts, say):
    page = at_desk()
    type_in_the_call(page)
    expect(page.locator("#asking")).to_contain_text("Kari Nordvik")
    ask_everybody(page)
    assert "JA" in texts(KARI)[0] and "Astrid" not in texts(KARI)[0]
    say(KARI, "ja takk")
    expect(page.locator("[id^=booked-]")).to_contain_text("Kari Nordvik")
    assert "Nordsida 15" in texts(KARI)[-1]
    assert len(texts(PER)) == 2 and "dekket" in texts(PER)[-1]
    with entered("9901"):
        assert Assignment.objects.get(released_at__isnull=True).person == volunteers["Kari"]


def test_first_yes_wins_and_the_second_is_told_kindly(at_desk, volunteers, texts, say):
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    texts(KARI)
    say(PER, "Ja, jeg kan")
    say(KARI, "JA")
    assert "dekket" in texts(KARI)[-1]
    with entered("9901"):
        assert Assignment.objects.get(released_at__isnull=True).person == volunteers["Per"]


def test_who_lacks_what_the_task_demands_is_named_with_what_is_missing(at_desk, volunteers, texts):
    page = at_desk()
    page.goto("/desk/needs/new/")
    page.locator("summary[data-key=m]").click()
    page.locator("[name=demands][value=confidentiality]").check()
    page.locator("[name=caller_name]").fill("Sykepleier Marit")
    page.locator("[name=kind]").select_option("escort")
    page.locator("[name=day]").fill("i morgen")
    page.locator("[name=hours]").fill("10")
    page.locator("[name=hours]").press("Enter")
    page.locator("#asking details summary").click()
    walled = page.locator("#asking details")
    expect(walled).to_contain_text("Grete Vik")
    expect(walled).to_contain_text(re.compile("taushet", re.IGNORECASE))
    expect(page.locator("#asking form")).not_to_contain_text("Grete Vik")
    assert texts(GRETE) == []


def test_avbud_reopens_the_task_and_the_desk_sees_it_first(at_desk, volunteers, texts, say):
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    texts(KARI)
    say(KARI, "ja")
    with entered("9901"):
        code = Need.objects.get().shifts.get().code
    say(KARI, f"AVBUD {code}")
    with entered("9901"):
        assert not Assignment.objects.filter(released_at__isnull=True).exists()
    page.goto("/desk/")
    urgent = page.locator("main")
    expect(urgent).to_contain_text("Følge til en avtale")
    expect(urgent).to_contain_text(re.compile("kunne ikke likevel|could not after all"))


def test_an_answer_by_phone_is_typed_in_two_keystrokes(at_desk, volunteers, texts):
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    row = page.locator("#standing [data-row]").first
    name = row.locator("a").first.inner_text()
    page.keyboard.press(row.get_attribute("data-row") or "1")
    page.keyboard.press("j")
    expect(page.locator("[id^=booked-]")).to_contain_text(name)
    expect(page.locator("[id^=booked-]")).to_contain_text("Ingrid Solvang")
    with entered("9901"):
        made = Assignment.objects.get()
        assert (made.channel, made.entered_by.name) == ("phone", "Ingrid Solvang")


def test_an_unclear_answer_waits_in_the_inbox_with_the_conversation_beside_it(
    at_desk, volunteers, texts, say
):
    page = at_desk()
    type_in_the_call(page)
    ask_everybody(page)
    texts(KARI)
    say(KARI, "Nja, kan det bli litt senere?")
    page.goto("/desk/inbox/")
    page.get_by_role("link", name="Kari Nordvik").click()
    expect(page.locator("aside").last).to_contain_text("Kan du hjelpe?")
    with page.expect_navigation():
        page.keyboard.press("1")
    with entered("9901"):
        assert Assignment.objects.get(released_at__isnull=True).person == volunteers["Kari"]


def test_stopp_works_at_once(at_desk, volunteers, texts, say):
    say(AMINA, "STOPP")
    assert len(texts(AMINA)) == 1
    page = at_desk()
    type_in_the_call(page)
    page.locator("#asking input[name=person]").first.wait_for()
    expect(page.locator("#asking form")).not_to_contain_text("Amina Warsame")


def test_the_whole_call_can_be_typed_and_asked_without_javascript(at_desk, volunteers, texts):
    page = at_desk(scripts=False)
    page.goto("/desk/needs/new/")
    page.locator("[name=caller_name]").fill("Sykepleier Marit")
    page.locator("[name=kind]").select_option("escort")
    page.locator("[name=day]").fill("i morgen")
    page.locator("[name=hours]").fill("10-12")
    page.locator("[name=hours]").press("Enter")
    page.locator("#asking a.ds-button").click()
    page.locator("[data-key=s]").click()
    assert any("Kan du hjelpe?" in text for phone in (KARI, PER, AMINA) for text in texts(phone))
    page.locator("#standing [name=answer][value=yes]").first.click()
    expect(page.locator("[id^=booked-]")).to_have_count(1)
