"""S5: two volunteers change with each other, one does not come, and whoever asked is told."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.volunteering.actions import Asked, answer_offer, register_request, send_wave
from samspill.volunteering.models import Assignment, Offer, Shift
from tests.journeys.conftest import KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NURSE = "+4740000141"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def hers(ingrid, volunteers):
    """Kari goes along to the doctor; when, is told in hours from now: `hers(24)`."""

    def make(hours: float, lasts: dt.timedelta = HOUR) -> Shift:
        starts, at = clock.now() + dt.timedelta(hours=hours), clock.now() - 2 * HOUR
        unit = ingrid.roles.get().unit
        asked = Asked(
            "Sykepleier Marit", "escort", starts, starts + lasts, caller_phone=NURSE, title="Følge til legen"
        )
        shift = register_request(asked, unit=unit, by=ingrid, at=at).shifts.get()
        send_wave(shift.pk, [volunteers["Kari"].pk], by=ingrid, at=at)
        answer_offer(Offer.objects.get(shift=shift).pk, "yes", channel="sms", by=volunteers["Kari"], at=at)
        return shift

    return make


def who_comes() -> list[str]:
    with entered("9901"):
        return [one.person.name for one in Assignment.objects.filter(released_at__isnull=True)]


@pytest.mark.both_databases
def test_bytt_by_sms_the_other_says_yes_and_the_leader_approves(at_desk, hers, texts, say):
    shift = hers(24)
    texts(KARI)
    say(KARI, f"BYTT {shift.code}")
    assert "er det ditt" in texts(KARI)[-1]
    page = at_desk()
    page.goto("/desk/needs/swaps/")
    page.get_by_role("link", name="Kari Nordvik").click()
    page.get_by_label("Per Aune").check()
    page.get_by_role("button", name="Spør den som er valgt").click()
    expect(page.locator("body")).to_contain_text("Per Aune er spurt")
    assert f"JA {shift.code}" in texts(PER)[-1]
    say(PER, f"Ja {shift.code}")
    assert who_comes() == ["Kari Nordvik"]
    page.reload()
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.locator("body")).to_contain_text("Begge får beskjed")
    assert who_comes() == ["Per Aune"]
    assert "Per tar over" in texts(KARI)[-1] and "Nå er det ditt" in texts(PER)[-1]


def test_who_did_not_come_is_noted_and_the_next_is_asked(at_desk, hers, texts):
    shift = hers(-0.5, lasts=5 * HOUR)
    page = at_desk()
    page.goto(f"/desk/needs/{shift.need_id}/")
    page.get_by_role("button", name="Kom ikke Kari Nordvik").click()
    expect(page.locator("[id^=absent-]")).to_contain_text("Kari Nordvik")
    assert who_comes() == [] and "Kan du hjelpe?" in texts(PER)[0]


def test_a_volunteer_lost_at_the_last_moment_is_told_to_whoever_asked(hers, texts, say):
    shift = hers(3)
    texts(KARI)
    say(KARI, f"AVBUD {shift.code}")
    assert "kan ikke likevel" in texts(NURSE)[0]
    say(PER, f"ja {shift.code}")
    assert "Det kommer noen likevel" in texts(NURSE)[1]


def test_ill_for_a_week_is_one_step_on_her_page(at_desk, hers, volunteers, texts):
    hers(24)
    page = at_desk()
    page.goto(f"/desk/people/{volunteers['Kari'].pk}/")
    week = (clock.today() + dt.timedelta(days=7)).isoformat()
    page.locator("#away_until_on").fill(week)
    page.get_by_role("button", name="Kan ikke disse dagene").click()
    expect(page.locator("body")).to_contain_text("er tatt av ett oppdrag")
    assert who_comes() == [] and "Du er tatt av" in texts(KARI)[-1]
    assert "Kan du hjelpe?" in texts(PER)[0]
