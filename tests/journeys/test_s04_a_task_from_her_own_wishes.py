"""S4: each finds a task from what she herself wants: at the desk with one press, and on her own page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.volunteering.actions import publish_need
from samspill.volunteering.models import Interest, Need
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TURID = "+4740000110"


def type_in_a_walk(desk):
    desk.goto("/desk/needs/new/")
    desk.locator("[name=caller_name]").fill("Marit")
    desk.locator("[name=kind]").select_option("walk")
    desk.locator("[name=day]").fill("i morgen")
    desk.locator("[name=hours]").fill("10")
    desk.locator("[name=hours]").press("Enter")
    desk.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))


def test_whoever_wants_to_help_is_welcomed_and_asked_about_what_fits_with_one_press(
    at_desk, open_page, texts, say
):
    desk = at_desk()
    type_in_a_walk(desk)
    citizen = open_page(PHONE, scripts=False)
    citizen.goto("/interest/")
    citizen.locator("[name=name]").fill("Turid Moen")
    citizen.locator("[name=phone]").fill("400 00 110")
    citizen.locator("summary").first.click()
    citizen.locator("[name=wishes][value=walk]").check()
    citizen.locator("main form button").last.click()
    expect(citizen.locator("main")).to_contain_text("Du får ikke lønn")
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="Turid Moen").click()
    expect(desk.locator("main")).to_contain_text("Åpne oppdrag som passer")
    with desk.expect_navigation():
        desk.get_by_role("button", name=re.compile("Ønsk velkommen og spør")).first.click()
    assert "Kan du hjelpe?" in texts(TURID)[-1]
    say(TURID, "ja")
    assert "Du er satt opp" in texts(TURID)[-1]


def test_on_her_own_page_she_says_that_she_can_and_the_desk_sees_it(
    at_desk, open_page, enrol, ingrid, texts, say
):
    enrol("Turid Moen", TURID, wishes=("walk",))
    desk = at_desk()
    type_in_a_walk(desk)
    with entered("9901"):
        publish_need(Need.objects.get(), by=ingrid, at=clock.now())
    say(TURID, "min side")
    phone = open_page(PHONE, scripts=False)
    phone.goto(re.search(r"https?://\S+/me/\S+", texts(TURID)[-1])[0])
    expect(phone.locator("main")).to_contain_text("Kanskje dette er noe for deg?")
    phone.get_by_role("button", name=re.compile("Jeg kan")).click()
    expect(phone.locator("main")).to_contain_text("Du har sagt at du kan")
    with entered("9901"):
        assert Interest.objects.get().need == Need.objects.get()
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="Turid Moen").click()
    expect(desk.locator("aside").last).to_contain_text("Kjent som")
