"""S7: homework help comes back every week, and is filled by people who only answer an SMS, or call."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation, Post
from samspill.people.actions import find_or_add_person
from samspill.volunteering.models import Assignment, GroupBooking, Need, Shift
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAGNY = "+4740000131"
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


@pytest.fixture
def helpers(enrol):
    """Kari, Per and Amina wish to help with homework, Grete has said nothing."""
    return {
        "Kari": enrol("Kari Nordvik", KARI, wishes=("homework",)),
        "Per": enrol("Per Aune", PER, wishes=("homework",)),
        "Amina": enrol("Amina Warsame", AMINA, wishes=("homework",)),
        "Grete": enrol("Grete Vik", GRETE),
    }


def write_down(page: Page, *, places: str = "2", reserves: str = "", until: str = "") -> None:
    """Homework help each week from three days ahead, typed in as the librarian tells it."""
    day = clock.today() + dt.timedelta(days=3)
    page.goto("/desk/needs/rotas/new/")
    page.locator("[name=caller_name]").fill("Berit Bok")
    page.locator("[name=on_behalf_of]").fill("Biblioteket")
    page.locator("[name=kind]").select_option("homework")
    page.locator("[name=title]").fill("Leksehjelp")
    page.locator(f"[name=weekdays][value={WEEKDAYS[day.weekday()]}]").check()
    page.locator("[name=ends_on]").fill(until)
    page.locator("[name=hours]").fill("17-19")
    page.locator("[name=role_1_places]").fill(places)
    page.locator("[name=role_1_reserves]").fill(reserves)
    page.locator("[name=private_address]").fill("Torget 1, 2. etasje")


def save(page: Page) -> None:
    """The next six dates stand there before anything is saved."""
    expect(page.locator("#dates li")).to_have_count(6)
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_url("**/desk/needs/rotas/*/")


def open_the_next_time(page: Page) -> None:
    page.locator("[id^=shift-] a").first.click()
    page.wait_for_url("**/shifts/*/")


def ask_everybody(page: Page) -> None:
    page.locator("#asking input[name=person]").first.wait_for()
    for box in page.locator("#asking input[name=person]").all():
        box.check()
    page.locator("[data-key=s]").click()
    page.locator("#standing [data-row]").first.wait_for()


@pytest.mark.both_databases
def test_homework_help_is_filled_by_sms_and_a_reserve_moves_up(at_desk, helpers, texts, say):
    page = at_desk()
    write_down(page, reserves="1")
    save(page)
    expect(page.locator("main")).to_contain_text("kl. 17.00–19.00")
    open_the_next_time(page)
    ask_everybody(page)
    texts(KARI)
    for phone in (KARI, PER, AMINA, GRETE):
        say(phone, "JA")
    assert "Du er satt opp" in texts(KARI)[-1]
    assert "du er reserve" in texts(AMINA)[-1] and "dekket" in texts(GRETE)[-1]
    expect(page.locator("[id^=booked-]")).to_have_count(2)
    expect(page.locator("[id^=reserve-]")).to_contain_text("Amina Warsame")
    with entered("9901"):
        code = Shift.objects.order_by("starts_at")[0].code
    say(KARI, f"AVBUD {code}")
    assert "nå er plassen din" in texts(AMINA)[-1]
    expect(page.locator("[id^=booked-]").filter(has_text="Amina Warsame")).to_be_visible()
    expect(page.locator("[id^=reserve-]")).to_have_count(0)


def test_one_time_is_moved_and_the_others_stay(at_desk, helpers, texts, say):
    page = at_desk()
    write_down(page)
    save(page)
    open_the_next_time(page)
    ask_everybody(page)
    texts(KARI)
    say(KARI, "ja takk")
    page.locator("[data-key=e]").click()
    page.locator("[name=hours]").fill("18-20")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("main")).to_contain_text("kl. 18.00-20.00")
    assert "kl. 18.00" in texts(KARI)[-1] and "Endret" in texts(KARI)[-1]
    with entered("9901"):
        first, second = Shift.objects.order_by("starts_at")[:2]
        assert clock.local(first.starts_at).hour == 18 and clock.local(second.starts_at).hour == 17


def test_somebody_calls_and_takes_every_time_in_one_step(at_desk, helpers, texts):
    page = at_desk()
    write_down(page)
    save(page)
    page.get_by_role("link", name="Noen tar flere ganger").click()
    page.locator("#q").fill("nordvik")
    page.locator("#q").press("Enter")
    page.locator("[name=person]").check()
    boxes = page.locator("[name=shift]")
    for number in range(4, boxes.count()):
        boxes.nth(number).uncheck()
    page.get_by_role("button", name="Skriv det ned").click()
    page.wait_for_url("**/desk/needs/rotas/*/")
    assert len(texts(KARI)) == 1 and texts(KARI)[0].count("kl. 17.00") == 4
    with entered("9901"):
        assert Assignment.objects.filter(person=helpers["Kari"]).count() == 4


def test_the_choir_takes_a_time_as_a_group(at_desk, helpers, ingrid, texts):
    at = clock.now()
    with entered("9901"):
        choir = Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)
        dagny = find_or_add_person("Dagny Dirigent", [DAGNY], by=ingrid, at=at, channel="phone")
        Post.objects.create(organisation=choir, person=dagny, title="leader", from_on=clock.today())
    page = at_desk()
    write_down(page, places="5")
    save(page)
    open_the_next_time(page)
    page.get_by_role("link", name="En forening tar den").click()
    page.locator("#q").fill("koret")
    page.locator("#q").press("Enter")
    page.get_by_role("link", name="Fjordkoret").click()
    page.locator("[name=size]").fill("5")
    page.get_by_role("button", name="Sett dem opp").click()
    expect(page.locator("[id^=group-]").first).to_contain_text("Fjordkoret (5)")
    assert "Fjordkoret har 5 plasser" in texts(DAGNY)[0]
    with entered("9901"):
        assert GroupBooking.objects.get().size == 5


def test_it_is_written_down_on_a_phone_without_javascript(at_desk, helpers):
    from tests.conftest import PHONE

    page = at_desk(PHONE, scripts=False)
    write_down(page)
    page.get_by_role("button", name="Vis datoene").click()
    save(page)
    with entered("9901"):
        assert Need.objects.get().form == "rota"
