"""S20, S23: an association answers by link in English; another's call is typed in; the progress is seen."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.organisations.actions.mapping_campaigns import (
    choose_recipients,
    prepare_campaign,
    send_campaign,
)
from samspill.organisations.models import CampaignRecipient
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def campaign(ingrid):
    at, today = clock.now(), clock.today()
    clubs = [
        register_group("Lillevik cricket", email="cricket@lillevik.example", by=ingrid, at=at),
        register_group("Strandvika dyrkelag", by=ingrid, at=at),
    ]
    why = {"nb": "Vi vil bli kjent med dere.", "en": "We want to know you."}
    made = prepare_campaign(
        "Kartlegging", languages=["nb", "en"], why=why, opens_on=today,
        closes_on=today + dt.timedelta(days=20), by=ingrid, at=at,
    )  # fmt: skip
    choose_recipients(made, clubs, by=ingrid, at=at)
    send_campaign(made, base="http://lillevik.test/mapping/", by=ingrid, at=at)
    return made


def test_one_answers_by_link_in_english_and_a_call_is_typed_in(campaign, at_desk, open_page):
    code = CampaignRecipient.objects.get(organisation__name="Lillevik cricket").code
    phone = open_page(PHONE)
    phone.goto(f"/mapping/{code}/?in=en")
    expect(phone.locator("main .lead")).to_have_text("We want to know you.")
    phone.get_by_label("How many members do you have?").fill("22")
    phone.locator("form[data-saves-itself] button").first.click()
    expect(phone.locator("main dl")).to_contain_text("22")

    desk = at_desk()
    desk.goto(f"/desk/mapping/campaigns/{campaign.pk}/")
    expect(desk.locator("main .lead")).to_contain_text("1 av 2")
    desk.goto(f"/desk/mapping/campaigns/{campaign.pk}/piles/nowhere/")
    desk.get_by_role("link", name="Strandvika dyrkelag").click()
    desk.get_by_label("Hvor mange medlemmer har dere?").fill("9")
    desk.get_by_role("button", name="Lagre som deres svar").click()
    expect(desk.locator("main .lead")).to_contain_text("2 av 2")
    desk.goto(f"/desk/mapping/campaigns/{campaign.pk}/answers/")
    expect(desk.locator("main")).to_contain_text("31")
