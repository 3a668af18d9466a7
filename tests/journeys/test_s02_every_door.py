"""S2: everyone who wants to help is received, by whatever door she comes, and changes everything by one link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from samspill.foundation.tenancy import entered
from samspill.volunteering.models import IntakeTalk, Interest, Request, Volunteer
from tests.conftest import PHONE
from tests.journeys.conftest import KARI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW, OTHER = "+4740000131", "+4740000132"


@pytest.mark.both_databases
def test_a_word_by_sms_becomes_a_talk_chosen_by_sms_and_then_a_volunteer(at_desk, texts, say):
    say(NEW, "FRIVILLIG Vigdis Holt")
    assert texts(NEW)[-1].startswith("Takk! Vi ringer deg.")
    desk = at_desk()
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="Vigdis Holt").click()
    expect(desk.locator("aside").last).to_contain_text("SMS")
    desk.get_by_text("Send tider å velge mellom").click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Send tidene").click()
    question = texts(NEW)[-1]
    assert "1: " in question and "2: " in question and "/me/talk/" in question
    say(NEW, "2")
    assert "Vi ringer deg" in texts(NEW)[-1]
    desk.goto("/desk/interests/?show=talks")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Vigdis Holt").click()
    desk.keyboard.press("t")
    desk.wait_for_url("**/conversation/")
    desk.locator("[name=wishes][value=walk]").check()
    desk.locator("[name=unwanted][value=garden]").check()
    desk.locator("[name=skills][value=driving_licence]").check()
    desk.locator("[name=brings_words]").fill("Naboen Gerd")
    desk.locator("[name=note_words]").fill("Vil helst gå tur om formiddagen.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Lagre, og ønsk velkommen").click()
    expect(desk.locator("aside").last).to_contain_text("Naboen Gerd")
    with entered("9901"):
        made = Volunteer.objects.get()
        assert (made.wishes, made.unwanted, made.skills) == (("walk",), ("garden",), ("driving_licence",))
        assert made.person.consents.get().source == "sms"
        assert IntakeTalk.objects.get().held_at


def test_the_time_is_chosen_by_the_link_on_a_phone_without_javascript(at_desk, open_page, texts, say):
    say(NEW, "jeg vil hjelpe")
    desk = at_desk()
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="400 00 131").first.click()
    desk.get_by_text("Send tider å velge mellom").click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Send tidene").click()
    link = re.search(r"https?://\S+/me/talk/\S+", texts(NEW)[-1])
    phone = open_page(PHONE, scripts=False)
    phone.goto(link[0])
    phone.get_by_role("button", name=re.compile("Velg")).first.click()
    expect(phone.locator("h1")).to_have_text("Tiden er din")
    assert "Vi ringer deg" in texts(NEW)[-1]


def test_a_nursing_home_asks_by_its_link_and_the_desk_writes_it_down(at_desk, open_page, texts):
    desk = at_desk()
    desk.goto("/desk/interests/links/")
    desk.locator("[name=label]").fill("Nordsida omsorgssenter")
    desk.get_by_role("button", name="Lag lenken").click()
    address = desk.locator("strong.address").inner_text()
    expect(desk.locator("svg").first).to_be_visible()
    ward = open_page(PHONE, scripts=False)
    ward.goto(address)
    for name, words in {
        "name": "Sykepleier Marit",
        "phone": "73 00 00 55",
        "for_whom": "Astrid, avdeling B",
        "words": "Følge til frisøren",
        "when_words": "I morgen kl. 10",
    }.items():
        ward.locator(f"[name={name}]").fill(words)
    ward.locator("main form button").last.click()
    expect(ward.locator("h1")).to_have_text("Vi har fått det")
    desk.goto("/desk/")
    desk.get_by_role("link", name=re.compile("Sykepleier Marit")).first.click()
    expect(desk.locator("main")).to_contain_text("Nordsida omsorgssenter")
    desk.keyboard.press("w")
    expect(desk.locator("[name=recipient_name]")).to_have_value("Astrid, avdeling B")
    with entered("9901"):
        assert Request.objects.get().on_behalf_of == "Nordsida omsorgssenter"


def test_paper_slips_are_typed_in_by_keyboard_one_after_the_other(at_desk, texts):
    desk = at_desk()
    desk.goto("/desk/interests/slips/")
    for name, number in (("Torleif Rønning", "40000133"), ("Inger Dahl", "40000134")):
        expect(desk.locator("[name=name]")).to_be_focused()
        desk.keyboard.type(name)
        desk.keyboard.press("Tab")
        desk.keyboard.type(number)
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
    expect(desk.locator(".rows").last).to_contain_text("Torleif Rønning")
    expect(desk.locator(".rows").last).to_contain_text("Inger Dahl")
    with entered("9901"):
        assert set(Interest.objects.values_list("channel", flat=True)) == {"paper"}


def test_she_asks_for_her_page_by_sms_and_changes_everything_on_a_phone(open_page, volunteers, texts, say):
    say(KARI, "MEG")
    phone = open_page(PHONE, scripts=False)
    phone.goto(re.search(r"https?://\S+/me/\S+", texts(KARI)[-1])[0])
    expect(phone.locator("h1")).to_have_text("Hei Kari")
    phone.get_by_role("link", name=re.compile("Ønsker og tider")).click()
    phone.locator("[name=wishes][value=walk]").check()
    phone.locator("[name=unwanted][value=garden]").check()
    phone.locator("[name=availability][value=tu-morning]").check()
    phone.locator("[name=languages][value=ar]").check()
    phone.get_by_role("button", name="Lagre").click()
    phone.get_by_role("link", name=re.compile("Borte eller pause")).click()
    phone.locator("[name=from_on]").fill("2027-07-01")
    phone.locator("[name=until_on]").fill("2027-07-14")
    phone.get_by_role("button", name="Lagre").click()
    expect(phone.locator("main")).to_contain_text("juli 2027")
    phone.get_by_role("link", name="Tilbake til siden min").click()
    phone.get_by_role("link", name=re.compile("Slik når vi deg")).click()
    phone.locator("[name=where]").fill("400 00 132")
    phone.get_by_role("button", name="Send meg en kode").click()
    phone.locator("[name=code]").fill(re.search(r"\d{6}", texts(OTHER)[-1])[0])
    phone.get_by_role("button", name="Dette er koden").click()
    expect(phone.locator("main")).to_contain_text("400 00 132")
    with entered("9901"):
        kari = Volunteer.objects.get(person=volunteers["Kari"])
        assert (kari.wishes, kari.unwanted, kari.absences.count()) == (("escort", "walk"), ("garden",), 1)
        assert kari.person.languages == ("ar",)
        assert kari.person.contact_points.get(value=OTHER).verified_at


def test_who_is_typed_in_twice_is_made_one_with_nothing_lost(at_desk, enrol, texts):
    enrol("Oddvar Kleiven", KARI, wishes=("repair",))
    desk = at_desk()
    desk.goto("/desk/people/new/")
    desk.locator("[name=name]").fill("Oddvar J. Kleiven")
    desk.locator("[name=phone]").fill(KARI)
    desk.locator("[name=wishes][value=walk]").check()
    with desk.expect_navigation():
        desk.locator("main form button").last.click()
    expect(desk.get_by_role("alert")).to_contain_text("Er det en av disse?")
    desk.get_by_label("Nei, det er en annen").check()
    with desk.expect_navigation():
        desk.locator("main form button").last.click()
    with entered("9901"):
        assert Volunteer.objects.count() == 2
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Oddvar Kleiven", exact=True).click()
    desk.get_by_role("link", name="Historikk og rettigheter").click()
    desk.get_by_role("link", name="Den samme står to ganger").click()
    desk.locator("[name=gone]").first.check()
    desk.get_by_role("button", name="Se hva som vil skje").click()
    expect(desk.locator("main")).to_contain_text("kan ikke angres")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Slå sammen").click()
    with entered("9901"):
        assert set(Volunteer.objects.get().wishes) == {"repair", "walk"}
