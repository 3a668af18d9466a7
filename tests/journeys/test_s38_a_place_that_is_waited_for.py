"""S8 and S38: a child gets a place by a code to the phone, the next waits in line and has what is given back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.rules.questions import Question, kept_questions
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.people.models import Unit
from tests.conftest import PHONE
from tests.journeys.conftest import AMINA, GRETE, KARI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def evening(ingrid: Any) -> str:
    """Where one signs up for an evening with room for two children, where the next in line is asked."""
    at = clock.now()
    told = Announcement(
        title={"nb": "Lag din egen lykt"}, unit=Unit.objects.first(), place_text="Torggata 7", takes_sign_ups=True,
        places=2, waiting_list="offer", questions=kept_questions([Question("Allergier?")]),
    )  # fmt: skip
    on = clock.local_day(at) + dt.timedelta(days=9)
    pattern = Pattern(kind="once", starts_on=on, starts_time=dt.time(18), minutes=120)
    activity = publish_activity(told, [pattern], by=ingrid, at=at)
    return f"/activities/{activity.pk}/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def sign_up(page: Page, evening: str, name: str, phone: str, texts: Any, **children: str) -> None:
    """From the page of the activity to the code; what comes after is the caller's."""
    page.goto(evening)
    page.get_by_role("link", name="Meld deg på").click()
    page.locator("[name=name]").fill(name)
    page.locator("[name=phone]").fill(phone)
    if children:
        page.get_by_label("Et barn, eller flere").check()
        page.locator("[name=children]").fill(children["names"])
        page.get_by_label("Allergier?").fill(children["allergies"])
    press(page, "Send meg en kode")
    code = re.search(r"\b\d{6}\b", texts(phone)[-1])
    assert code
    page.locator("[name=code]").fill(code[0])


def link_in(text: str) -> str:
    found = re.search(r"https?://\S+/(?:sign-up|waiting)/\S+/", text)
    assert found, text
    return found[0]


@pytest.mark.both_databases
def test_a_child_has_a_place_and_the_next_in_line_gets_it_when_it_is_given_back(
    evening, open_page, texts, say
):
    page = open_page(PHONE, scripts=False)
    sign_up(page, evening, "Kari Nordvik", KARI, texts, names="Ola og Siri", allergies="Nøtter")
    press(page, "Ta plassen")
    expect(page.locator("main")).to_contain_text("Ola, Siri")
    kari = link_in(texts(KARI)[-1])

    for name, phone, number in (("Amina Warsame", AMINA, 1), ("Grete Vik", GRETE, 2)):
        sign_up(page, evening, name, phone, texts)
        press(page, "Sett meg på listen")
        expect(page.locator("main")).to_contain_text(f"Du er nummer {number}.")
    grete = link_in(texts(GRETE)[-1])

    page.goto(kari)
    page.get_by_role("link", name="Endre hvem som kommer").click()
    page.locator("[name=children]").fill("Siri")
    press(page, "Lagre")
    expect(page.locator("main")).to_contain_text("Siri")
    expect(page.locator("main")).not_to_contain_text("Ola")

    offer = texts(AMINA)[-1]
    answer = re.search(r"NEI (\d+)", offer)
    assert answer, offer
    say(AMINA, f"NEI {answer[1]}")
    assert "ledig plass til deg" in texts(GRETE)[-1]
    page.goto(grete)
    press(page, "Ja, jeg vil ha den")
    expect(page.locator("h1")).to_have_text("Du har fått plass")
