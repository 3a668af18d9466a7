"""S9: three sectors share their volunteers, and a crisis cell that works across them calls out within minutes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.tenancy import entered
from samspill.organisations.actions import register_group
from samspill.people.models import StandIn, Unit
from samspill.volunteering.actions import change_volunteer
from samspill.volunteering.models import CallOut, CallOutQuestion, Volunteer
from tests.conftest import PHONE
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANDLINE = "+4773512345"


@pytest.fixture
def boats(enrol: Callable[..., Any], ingrid: Any) -> dict[str, Any]:
    """Kari and Per have boat licences near the harbour, Amina far off; Grete has none; Anne has a landline alone."""
    spots = {"Havna": 65.0, "Nordbygda": 65.05, "Fjellet": 65.5}
    areas = {
        name: Area.objects.create(name=name, latitude=north, longitude=6.0) for name, north in spots.items()
    }
    people = {
        "Kari": enrol("Kari Nordvik", KARI, area=areas["Havna"]),
        "Per": enrol("Per Aune", PER, area=areas["Nordbygda"]),
        "Amina": enrol("Amina Warsame", AMINA, area=areas["Fjellet"], languages=("so", "nb")),
        "Grete": enrol("Grete Vik", GRETE, area=areas["Havna"]),
        "Anne": enrol("Anne Fast", LANDLINE, area=areas["Havna"]),
    }
    for name in ("Kari", "Per", "Amina", "Anne"):
        volunteer = Volunteer.objects.get(person=people[name])
        change_volunteer(volunteer, by=ingrid, at=clock.now(), channel="phone", skills=("boat_licence",))
    register_group("Holmen kystlag", area=areas["Havna"], by="system", at=clock.now())
    return people


def search_for_boats(page: Page) -> None:
    """Boat licence within 10 km of the harbour."""
    page.goto("/desk/crisis/")
    page.locator("[name=skills][value=boat_licence]").check()
    page.locator("[name=within_km]").fill("10")
    page.locator("[name=area]").select_option(label="Havna")
    page.locator("[name=within_km]").press("Enter")
    page.locator("#found").wait_for()


def write_it(page: Page, **more: str) -> None:
    """What they are to read, and whom to ask first."""
    page.locator("[data-key=u]").click()
    told = {
        "title": "Savnet båt",
        "words": "To i en hvit snekke",
        "meeting_place": "Båthuset på Holmen",
        "private_text": "Kanal 16",
        "wanted": "2",
        **more,
    }
    for name, value in told.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("form[method=post] .actions button").first.click()
    expect(page.locator("#preview")).to_contain_text("Utkalling")


def send_it(page: Page) -> None:
    page.locator("[name=send]").click()
    page.wait_for_url(re.compile(r"/desk/crisis/[0-9a-f-]{36}/$"))


@pytest.mark.both_databases
def test_from_a_search_to_the_first_replies_and_on_to_the_report(at_desk, boats, texts, say):
    page = at_desk()
    search_for_boats(page)
    expect(page.locator("main")).to_contain_text("Kari Nordvik")
    expect(page.locator("main")).not_to_contain_text("Amina Warsame")
    expect(page.locator("main")).not_to_contain_text("Grete Vik")
    write_it(page, size="1")
    expect(page.locator("#preview")).to_contain_text("Båthuset på Holmen")
    expect(page.locator("#preview")).not_to_contain_text("Kanal 16")
    send_it(page)

    # The nearest are asked first; who has no mobile is called.
    asked_by_sms = [phone for phone in (KARI, PER) if texts(phone)]
    with entered("9901"):
        assert CallOutQuestion.objects.count() == 1
    page.locator("[data-key=b]").click()
    page.locator("[name=first][value=everybody]").check()
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/desk/crisis/[0-9a-f-]{36}/$"))
    assert all("Savnet båt" in texts(phone)[0] for phone in (KARI, PER, AMINA)) and len(asked_by_sms) <= 1
    assert texts(GRETE) == []

    say(KARI, "Ja, 20 min")
    coming = page.locator("[id^=coming-]")
    expect(coming.first).to_contain_text("Kari Nordvik")
    assert "Kanal 16" in texts(KARI)[-1]
    say(PER, "JA 5")
    expect(coming.first).to_contain_text("Per Aune")
    expect(page.locator("#standing")).to_contain_text("Mange nok kommer")
    say(PER, "PÅ VEI")
    expect(coming.first).to_contain_text("På vei")
    say(PER, "FREMME")
    expect(coming.first).to_contain_text("Framme")

    page.get_by_role("button", name="Nok: takk resten").click()
    assert "nok nå" in texts(AMINA)[-1] and len(texts(AMINA)) == 2
    say(AMINA, "Ja jeg kommer")
    assert "nok nå" in texts(AMINA)[-1]

    page.get_by_role("link", name="Avslutt").click()
    page.get_by_role("button", name="Avslutt").click()
    page.wait_for_url("**/report/")
    expect(page.locator("main")).to_contain_text("Tid til første svar")
    assert "over" in texts(KARI)[-1]
    page.locator("summary", has_text="Skriv i loggen").click()
    page.locator("[name=words]").fill("Lykter manglet i båthuset")
    page.locator("[name=went_wrong]").check()
    page.locator("main details form button").click()
    expect(page.locator("main")).to_contain_text("Lykter manglet i båthuset")
    made = page.context.request.get(page.url + "paper/")
    assert made.headers["content-type"] == "application/pdf" and made.body().startswith(b"%PDF-")


def test_whoever_has_no_mobile_stands_on_the_phone_list_and_two_keys_are_enough(at_desk, boats, texts):
    page = at_desk()
    search_for_boats(page)
    write_it(page)
    send_it(page)
    page.locator("[data-key=r]").click()
    row = page.locator("[data-row]").first
    expect(row).to_contain_text("Anne Fast")
    page.keyboard.press("1")
    with page.expect_navigation():
        page.keyboard.press("j")
    with entered("9901"):
        anne = CallOutQuestion.objects.get(person=boats["Anne"])
        assert (anne.answer, anne.answer_channel, anne.answer_entered_by.name) == (
            "yes",
            "phone",
            "Ingrid Solvang",
        )
    expect(page.locator("main")).to_contain_text("Ingen å ringe")


def test_an_unclear_answer_is_read_and_typed_in_on_the_board(at_desk, boats, texts, say):
    page = at_desk()
    search_for_boats(page)
    write_it(page)
    send_it(page)
    texts(KARI)
    page.locator("#silent > summary").click()
    with entered("9901"):
        per = CallOutQuestion.objects.get(person=boats["Per"])
    page.locator(f"#minutes-{per.pk}").fill("15")
    say(KARI, "Kommer hvis jeg får barnevakt, ca 40 min?")
    unclear = page.locator("[id^=unclear-]")
    expect(unclear).to_contain_text("barnevakt")
    # What one was about to type is still there when the board has changed by itself.
    expect(page.locator(f"#minutes-{per.pk}")).to_be_visible()
    expect(page.locator(f"#minutes-{per.pk}")).to_have_value("15")
    unclear.locator("[name=minutes]").fill("40")
    unclear.locator("[value=yes]").click()
    expect(page.locator("[id^=coming-]").first).to_contain_text("Kari Nordvik")
    expect(unclear).to_have_count(0)


def test_everybody_on_paper_in_case_the_net_goes(at_desk, boats):
    page = at_desk()
    page.goto("/desk/crisis/")
    made = page.context.request.get("/desk/crisis/paper/")
    assert made.headers["content-type"] == "application/pdf" and made.body().startswith(b"%PDF-")
    page.reload()
    expect(page.locator("aside")).not_to_contain_text("Aldri skrevet ut")


def test_the_whole_call_out_works_on_a_phone_without_javascript(at_desk, boats, texts):
    page = at_desk(PHONE, scripts=False)
    page.goto("/desk/crisis/?skills=boat_licence")
    page.locator("[data-key=u]").click()
    page.locator("[name=title]").fill("Flom i elva")
    page.locator("main form .actions button").first.click()
    page.locator("[name=send]").click()
    assert "Flom i elva" in texts(KARI)[0]
    page.goto(page.url + "phones/")
    page.locator(".answer [value=no]").first.click()
    with entered("9901"):
        assert CallOutQuestion.objects.get(person=boats["Anne"]).answer == "no"
        assert CallOut.objects.get().title == "Flom i elva"


def test_a_coordinator_of_another_sector_sees_nothing_of_it(at_desk, boats, open_page, live_server):
    from tests.conftest import _session_of

    care = Unit.objects.create(name="Hjemmetjenesten")
    tone = make_staff("Tone Myhre", care, "coordinator", at=clock.now())
    page = open_page()
    page.context.add_cookies([{"name": "sessionid", "value": _session_of(tone), "url": live_server.url}])
    page.goto("/desk/people/")
    expect(page.locator("nav.side")).not_to_contain_text("Krise")
    page.goto("/desk/crisis/")
    expect(page.locator("h1")).to_contain_text("Bare krisestaben")


@pytest.fixture
def tones_page(ingrid, open_page, live_server):
    """Another window, in which Tone of the same unit is signed in."""
    from tests.conftest import _session_of

    tone = make_staff("Tone Myhre", ingrid.roles.get().unit, "coordinator", at=clock.now())
    page = open_page()
    page.context.add_cookies([{"name": "sessionid", "value": _session_of(tone), "url": live_server.url}])
    return page


def test_a_holiday_is_handed_over_in_one_step(at_desk, tones_page, enrol, ingrid):
    kari = enrol("Kari Nordvik", KARI)
    page = at_desk()
    page.goto(f"/desk/people/{kari.pk}/")
    page.get_by_role("button", name="Jeg følger opp").click()
    page.goto("/desk/colleagues/mine/")
    page.get_by_role("link", name="Overlat").click()
    page.locator("[name=to_staff]").select_option(label="Tone Myhre")
    page.locator("[name=until_on]").fill((clock.today() + dt.timedelta(days=14)).isoformat())
    page.locator("main form[method=post] .actions button").click()
    page.wait_for_url("**/colleagues/")
    tones_page.goto("/desk/colleagues/mine/")
    expect(tones_page.locator("main")).to_contain_text("Kari Nordvik")
    expect(tones_page.locator("main")).to_contain_text("Tone Myhre (for Ingrid Solvang til")
    with entered("9901"):
        assert StandIn.objects.get().from_staff == ingrid


def test_two_on_one_request_see_each_other_and_choose_field_by_field(at_desk, tones_page, ingrid):
    page = at_desk()
    page.goto("/desk/needs/new/")
    page.locator("[name=caller_name]").fill("Sykepleier Marit")
    page.locator("[name=kind]").select_option("escort")
    page.locator("[name=day]").fill("i morgen")
    page.locator("[name=hours]").fill("10-12")
    page.locator("[name=hours]").press("Enter")
    page.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))
    address = re.sub(r"\?.*", "", page.url)

    tones_page.goto(address)
    expect(tones_page.locator("#standing")).to_contain_text("Ingrid Solvang er også her")
    expect(page.locator("#standing")).to_contain_text("Tone Myhre er også her")

    page.goto(f"{address}facts/")
    tones_page.goto(f"{address}facts/")
    tones_page.locator("[name=title]").fill("Følge til tannlegen")
    tones_page.locator("main form .actions button").first.click()
    tones_page.wait_for_url(address)
    page.locator("[name=title]").fill("Følge til sykehuset")
    page.locator("[name=private_address]").fill("Nordsida 15")
    page.locator("main form .actions button").first.click()
    expect(page.locator("[role=alert]")).to_contain_text("En kollega")
    page.locator("#theirs-title").check()
    page.locator("button[value=chosen]").click()
    page.wait_for_url(address)
    expect(page.locator("h1")).to_contain_text("Følge til tannlegen")
    expect(page.locator("aside")).to_contain_text("Nordsida 15")
