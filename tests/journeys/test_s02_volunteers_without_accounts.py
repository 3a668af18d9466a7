"""S2: nobody makes an account. A name and a phone number are enough to begin, and one reply is enough to stop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from samspill.foundation.tenancy import entered
from samspill.people.models import StaffMember
from samspill.volunteering.models import Volunteer
from tests.conftest import PHONE
from tests.journeys.conftest import KARI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_name_and_phone_are_enough_to_become_a_volunteer(open_page, at_desk, texts, operator):
    citizen = open_page(PHONE, scripts=False)
    citizen.goto("/")
    citizen.get_by_role("link", name="Jeg vil hjelpe").first.click()
    citizen.locator("[name=name]").fill("Julie Nygård")
    citizen.locator("[name=phone]").fill("400 00 951")
    citizen.locator("main form button").last.click()
    expect(citizen.locator("main")).to_contain_text("Takk")
    desk = at_desk()
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="Julie Nygård").click()
    desk.locator("main form [name=wishes]").first.check()
    with desk.expect_navigation():
        desk.locator("main form:has([name=wishes]) button").first.click()
    with entered("9901"):
        assert Volunteer.objects.get().person.name == "Julie Nygård"
        assert StaffMember.objects.count() == 1


def test_a_volunteer_sees_and_stops_what_is_stored_through_a_link_in_an_sms(
    at_desk, open_page, volunteers, texts
):
    desk = at_desk()
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Kari Nordvik").click()
    with desk.expect_navigation():
        desk.locator("form[action$='own-link/'] button, form[action*='link'] button").first.click()
    link = re.search(r"https?://\S+/me/\S+", texts(KARI)[-1])
    assert link
    phone = open_page(PHONE)
    phone.goto(link[0])
    expect(phone.locator("main")).to_contain_text("Kari Nordvik")
    expect(phone.locator("main")).to_contain_text("400 00 101")
    phone.get_by_role("link", name="Dette har vi lagret om deg").click()
    phone.get_by_role("button", name="Ikke kontakt meg mer").click()
    expect(phone.locator("main")).to_contain_text("Du har ikke sagt ja")


def test_one_reply_stops_everything(volunteers, texts, say, at_desk):
    say(KARI, "stopp")
    assert "START" in texts(KARI)[-1]
    desk = at_desk()
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Kari Nordvik").click()
    expect(desk.locator("main")).to_contain_text(re.compile("STOPP", re.IGNORECASE))
