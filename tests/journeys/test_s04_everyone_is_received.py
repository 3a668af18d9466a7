"""S4: the volunteer centre receives everyone who wants help, and finds each volunteer a task from what she wants."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from samspill.foundation.tenancy import entered
from samspill.volunteering.models import Need, Request
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_call_for_help_from_the_square_becomes_a_task_at_the_desk(open_page, at_desk, volunteers, texts):
    citizen = open_page(PHONE, scripts=False)
    citizen.goto("/request/")
    citizen.locator("[name=name]").fill("Borghild Sæther")
    citizen.locator("[name=phone]").fill("400 00 905")
    citizen.locator("[name=words]").fill("Kan noen følge meg til frisøren?")
    citizen.locator("main form button").last.click()
    desk = at_desk()
    desk.goto("/desk/")
    desk.get_by_role("link", name=re.compile("Borghild Sæther")).first.click()
    expect(desk.locator("main")).to_contain_text("frisøren")
    with entered("9901"):
        asked = Request.objects.get()
    desk.locator("[data-key=w]").click()
    expect(desk.locator("[name=caller_name]")).to_have_value("Borghild Sæther")
    desk.locator("[name=kind]").select_option("escort")
    desk.locator("[name=day]").fill("i morgen")
    desk.locator("[name=hours]").fill("10")
    desk.locator("[name=hours]").press("Enter")
    desk.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))
    with entered("9901"):
        assert Need.objects.get().request == asked


def test_whoever_wishes_this_kind_of_task_stands_first_with_the_reason_in_words(at_desk, enrol, operator):
    enrol("Turid Moen", "+4740000110", wishes=("kitchen",))
    enrol("Kari Nordvik", "+4740000101", wishes=("escort",))
    desk = at_desk()
    desk.goto("/desk/needs/new/")
    desk.locator("[name=caller_name]").fill("Marit")
    desk.locator("[name=kind]").select_option("escort")
    desk.locator("[name=day]").fill("i morgen")
    desk.locator("[name=hours]").fill("10")
    desk.locator("[name=hours]").press("Enter")
    first = desk.locator("#asking .rows li").first
    expect(first).to_contain_text("Kari Nordvik")
    expect(first).to_contain_text("følge noen")
