"""S6: somebody would like a visit, somebody likes the same, they meet, both tell how it goes, and it ends well."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.foundation.models import JobLease
from samspill.foundation.tenancy import entered
from samspill.volunteering.actions import change_volunteer
from samspill.volunteering.models import Pairing, PairingFollowUp
from tests.conftest import PHONE
from tests.journeys.conftest import AMINA, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GUNVOR = "+4740000120"


@pytest.fixture
def those_who_like_to_visit(enrol: Any) -> dict[str, Any]:
    """Kari knits and would like to be a visiting friend, Amina too; Per is a man, and likes football."""
    people = {
        "Kari": enrol("Kari Nordvik", KARI, wishes=("visit_friend",), gender="f"),
        "Amina": enrol("Amina Warsame", AMINA, wishes=("visit",), gender="f", languages=("so", "nb")),
        "Per": enrol("Per Aune", PER, wishes=("visit",), gender="m"),
    }
    for name, interests in (("Kari", ("knitting", "walks")), ("Per", ("football",))):
        change_volunteer(
            people[name].volunteer, interests=interests, by="system", at=clock.now(), channel="phone"
        )
    return people


def write_down_gunvor(page: Page) -> None:
    """What she would like, as she tells it on the phone."""
    page.goto("/desk/recipients/")
    expect(page.locator("main")).to_contain_text("Ingen her ennå")
    page.get_by_role("link", name="Skriv ned en person").click()
    page.locator("[name=name]").fill("Gunvor Lie")
    page.locator("[name=phone]").fill("400 00 120")
    page.locator("[name=address]").fill("Nordsida 15")
    page.locator("[name=interests][value=knitting]").check()
    page.locator("[name=interests][value=walks]").check()
    page.locator("[name=helper_gender]").select_option("f")
    page.locator("[name=rhythm_words]").fill("annenhver uke")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("h1")).to_have_text("Gunvor Lie")


def find_somebody(page: Page) -> None:
    """From her page to the question, which goes to all who fit."""
    page.get_by_role("link", name="Finn noen").click()
    page.locator("[name=kind]").select_option("visit_friend")
    page.get_by_role("button", name="Lagre, og se hvem som passer").click()
    page.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))
    page.locator("#asking input[name=person]").first.wait_for()


def ask_everybody(page: Page) -> None:
    for box in page.locator("#asking input[name=person]").all():
        box.check()
    page.locator("[data-key=s]").click()
    page.locator("#standing [data-row]").first.wait_for()


def go_to_the_pair(page: Page) -> None:
    page.goto("/desk/pairings/?show=all")
    page.locator("[id^=pair-] a").first.click()
    expect(page.locator("h1")).to_contain_text("Gunvor Lie")


def arrange_the_first_meeting(page: Page) -> None:
    page.get_by_role("link", name="Avtal det første møtet").click()
    page.locator("[name=day]").fill((clock.today() + dt.timedelta(days=2)).isoformat())
    page.locator("[name=hour]").fill("17:00")
    page.locator("[name=there]").fill("Ingrid fra Frivilligsentralen")
    page.get_by_role("button", name="Lagre og fortell det til begge").click()
    expect(page.locator("main")).to_contain_text("Første møte avtalt")


def start(page: Page, *, days_ago: int) -> None:
    page.get_by_role("link", name="De har møtt hverandre og fortsetter").click()
    page.locator("[name=started_on]").fill((clock.today() - dt.timedelta(days=days_ago)).isoformat())
    page.locator("[name=weekday]").select_option("tu")
    page.locator("[name=every]").select_option("2")
    page.get_by_role("button", name="Vis de neste datoene").click()
    expect(page.locator("[role=status] li")).to_have_count(6)
    expect(page.locator("[role=status] li").first).to_contain_text("tirsdag")
    page.get_by_role("button", name="De er i gang").click()
    expect(page.locator(".next-step")).to_contain_text("Oppfølging")


def a_while_later(tick: Any) -> None:
    """The hour in which pairs are asked has come again."""
    JobLease.objects.filter(name__endswith="ask_pairs_how_it_goes").update(due_at=clock.now())
    tick()


@pytest.mark.both_databases
def test_from_a_wish_to_a_match_a_first_meeting_both_sides_told_a_review_and_a_good_end(
    at_desk, those_who_like_to_visit, texts, say, tick
):
    page = at_desk()
    write_down_gunvor(page)
    find_somebody(page)
    asking = page.locator("#asking")
    expect(asking.locator("form").first).to_contain_text("deler: strikking, turer")
    page.locator("#asking details summary").last.click()
    expect(asking.locator("details").last).to_contain_text("Per Aune")
    expect(asking.locator("details").last).to_contain_text("ønsket er: kvinne")
    ask_everybody(page)

    [question] = texts(KARI)
    assert "Kan du være besøksvenn for en person" in question and "annenhver uke" in question
    assert "Gunvor" not in question and "Nordsida 15" not in question and texts(PER) == []
    say(KARI, "ja gjerne")
    assert "Det blir du som er besøksvenn" in texts(KARI)[-1]
    assert "dekket" in texts(AMINA)[-1]

    go_to_the_pair(page)
    expect(page.locator("main")).to_contain_text("Trenger et første møte")
    arrange_the_first_meeting(page)
    assert all(word in texts(KARI)[-1] for word in ("Gunvor Lie", "Nordsida 15", "kl. 17.00"))
    assert texts(GUNVOR)[-1].startswith("Hei Gunvor! Du møter Kari for første gang")

    start(page, days_ago=14)
    a_while_later(tick)
    assert texts(KARI)[-1].startswith("Hei Kari! Hvordan går det som besøksvenn?")
    assert texts(GUNVOR)[-1].startswith("Hei Gunvor! Hvordan går det med Kari og deg?")
    say(KARI, "4 veldig hyggelig")
    say(GUNVOR, "1")
    assert "en av oss ringer deg" in texts(GUNVOR)[-1]
    assert not any("veldig hyggelig" in text for text in texts(GUNVOR))

    page.goto("/desk/pairings/")
    first = page.locator("[data-what]").first
    expect(first).to_contain_text("Det går ikke bra. Ring")
    first.get_by_role("link").first.click()
    expect(page.locator("section", has=page.locator("#side-volunteer"))).to_contain_text("veldig hyggelig")
    page.get_by_role("button", name="Lest og ordnet").click()
    hold_the_review(page)
    end_it_well(page)
    assert texts(KARI)[-1].startswith("Kjære Kari! Tusen takk")
    with entered("9901"):
        pairing = Pairing.objects.get()
        scores = dict(PairingFollowUp.objects.order_by("due_on", "answered_at").values_list("side", "score"))
        assert pairing.ended_reason == "moved" and pairing.first_meeting_place == ""
        assert scores["volunteer"] == 4
    page.get_by_role("button", name="Finn en ny").click()
    page.wait_for_url(re.compile(r"/desk/needs/[0-9a-f-]{36}/"))


def hold_the_review(page: Page) -> None:
    page.get_by_role("link", name="Skriv oppfølgingen").click()
    page.locator("[name=words]").fill("Kari kommer klokka to i stedet.")
    page.locator("[name=recipient_score][value='4']").check()
    page.locator("[name=recipient_words]").fill("Nå går det bedre")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("main")).to_contain_text("Kari kommer klokka to i stedet.")


def end_it_well(page: Page) -> None:
    page.get_by_role("link", name="Avslutt paret").click()
    page.locator("[name=reason]").select_option("moved")
    page.get_by_role("button", name="Avslutt, og takk").click()
    expect(page.locator(".next-step")).to_contain_text("en av dem har flyttet")


def test_whoever_has_no_mobile_is_called_and_the_answer_is_typed_in_two_keystrokes(
    at_desk, those_who_like_to_visit, texts, say, tick
):
    page = at_desk()
    write_down_gunvor(page)
    page.locator("a", has_text="Samtale, samtykke og numre").click()
    page.locator("form[action*=removal] button").first.click()
    page.goto("/desk/recipients/")
    page.get_by_role("link", name="Gunvor Lie").click()
    find_somebody(page)
    ask_everybody(page)
    texts(KARI)
    say(KARI, "JA")
    go_to_the_pair(page)
    start(page, days_ago=15)
    a_while_later(tick)
    page.goto("/desk/pairings/calls/")
    expect(page.locator("[data-letter=a]")).to_contain_text("Gunvor Lie")
    page.keyboard.press("a")
    page.keyboard.press("5")
    page.keyboard.type("Kari er snill")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Ingen å ringe")
    with entered("9901"):
        row = PairingFollowUp.objects.get(side="recipient")
        assert (row.score, row.words, row.entered_by.name) == (5, "Kari er snill", "Ingrid Solvang")


def test_all_of_it_is_done_on_a_phone_without_javascript(at_desk, those_who_like_to_visit, texts, say):
    page = at_desk(PHONE, scripts=False)
    write_down_gunvor(page)
    page.get_by_role("link", name="Finn noen").click()
    page.locator("[name=kind]").select_option("visit_friend")
    page.get_by_role("button", name="Lagre, og se hvem som passer").click()
    page.locator("#asking a.ds-button").click()
    page.locator("[data-key=s]").click()
    for phone in (KARI, AMINA):
        if texts(phone):
            say(phone, "JA")
            break
    go_to_the_pair(page)
    arrange_the_first_meeting(page)
    start(page, days_ago=0)
    end_it_well(page)


def test_stopp_is_heard_at_once_also_from_one_who_is_asked_how_it_goes(
    at_desk, those_who_like_to_visit, texts, say, tick
):
    page = at_desk()
    write_down_gunvor(page)
    find_somebody(page)
    ask_everybody(page)
    texts(KARI)
    say(KARI, "JA")
    go_to_the_pair(page)
    start(page, days_ago=14)
    a_while_later(tick)
    say(GUNVOR, "STOPP")
    assert "ingen flere" in texts(GUNVOR)[-1].lower() or "ikke flere" in texts(GUNVOR)[-1].lower()
    with entered("9901"):
        assert PairingFollowUp.objects.get(side="recipient").answered_at is None
