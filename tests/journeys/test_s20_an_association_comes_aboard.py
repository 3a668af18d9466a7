"""S20: an association finds itself, proves it, writes its page, becomes two and changes hands; all on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.messaging.models import MessagingPolicy
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import add_provider, find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from tests.conftest import PHONE
from tests.journeys.conftest import Letterbox
from tests.standins.openid import openid_provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARIT, PER = "+4741300001", "+4741300002"


@pytest.fixture
def choir(ingrid: Any) -> Any:
    """A choir with a number and an e-mail, for which nobody acts yet."""
    MessagingPolicy.objects.update(email_from="post@lillevik.example")
    return register_group(
        "Lillevik Blandakor", number="974760673", email="post@blandakor.example", by=ingrid, at=clock.now()
    )


def test_a_choir_comes_aboard_writes_its_page_becomes_two_and_changes_hands(
    choir: Any, open_page: Any, texts: Any, letterbox: Letterbox
) -> None:
    marit = open_page(PHONE, scripts=False)
    _ask_for_it(marit)
    to_her = texts(MARIT)[-1]
    _write_the_codes(
        marit, _code_in(to_her), _code_in(letterbox.letters[-1].get_payload(decode=True).decode())
    )
    expect(marit.locator("main .lead")).to_contain_text("Marit Sand")
    _fits(marit)

    _write_the_page(marit)
    marit.get_by_role("link", name="Hvem som styrer").click()
    _name(marit, "#invite", "Per Aune", PER)
    marit.get_by_role("button", name="Send invitasjonen").click()
    expect(marit.locator("main")).not_to_contain_text("Du er den eneste")
    _fits(marit)

    per = open_page(PHONE, scripts=False)
    per.goto(_link_in(texts(PER)[-1]))
    per.get_by_role("link", name="Siden vår").click()
    expect(per.get_by_label("Hva dere gjør")).to_have_value("Vi synger sammen hver tirsdag.")

    marit.get_by_text("Jeg vil overlate til en annen").click()
    _name(marit, "#over", "Grete Vik", "grete@blandakor.example")
    marit.get_by_role("button", name="Overlat", exact=True).click()
    expect(marit.locator("body")).to_contain_text("Grete Vik har tatt over")

    per.get_by_role("link", name="Hvem som styrer").click()
    expect(per.locator("main .rows li strong")).to_have_text(["Per Aune", "Grete Vik"])
    texts(PER)
    letter = next(one for one in letterbox.letters if one["To"] == "grete@blandakor.example")
    grete = open_page(PHONE, scripts=False)
    grete.goto(_link_in(letter.get_payload(decode=True).decode()))
    expect(grete.locator("main .lead")).to_contain_text("Grete Vik")


def test_one_who_runs_it_chooses_to_sign_in_and_next_time_needs_no_link(
    choir: Any, ingrid: Any, open_page: Any
) -> None:
    at = clock.now()
    marit = find_or_add_person("Marit Sand", [MARIT], by=ingrid, at=at, channel="phone")
    let_act(
        give_post(choir, marit, "leader", by=ingrid, at=at, channel="web"), by=ingrid, at=at, channel="web"
    )
    with openid_provider() as issuer:
        add_provider("ID-porten", issuer, "samspill", "hemmelig", by=ingrid, at=at)
        page = open_page(PHONE, scripts=False)
        page.goto(f"/me/{make_link(OWN_PAGE, str(marit.pk), at=at, valid_for=OWN_PAGE_LASTS)}/")
        page.get_by_role("link", name="Slik kommer du inn").click()
        page.get_by_role("link", name="Bruk ID-porten neste gang").click()
        _say_who_she_is(page)
        _fits(page)
        page.get_by_role("button", name="Ja, dette er meg").click()
        expect(page.locator("main .rows")).to_contain_text("ID-porten")
        page.get_by_role("button", name="Logg ut").click()

        page.get_by_role("link", name="Logg inn med ID-porten").click()
        _say_who_she_is(page)
        _fits(page)
        page.get_by_role("link", name="Lillevik Blandakor").click()
        _write_the_page(page)
        assert "/our/mine/" in page.url


def _say_who_she_is(page: Any) -> None:
    """At the provider's own page."""
    page.locator("input[name=sub]").fill("marit-at-id-porten")
    page.get_by_role("button", name="Authorize").click()


def _ask_for_it(page: Any) -> None:
    """From the front page to the codes, as one who knows only the name of the choir."""
    page.goto("/")
    page.get_by_role("link", name="Vi er en forening").click()
    page.get_by_role("link", name="Styr siden til foreningen deres").click()
    page.get_by_label("Navn eller organisasjonsnummer").fill("blandakoret")
    page.get_by_role("button", name="Søk").click()
    page.get_by_role("link", name="Dette er vår").click()
    page.get_by_label("Navnet ditt").fill("Marit Sand")
    page.get_by_label("Mobilen din eller e-posten din").fill("413 00 001")
    page.get_by_label("Hva du er i foreningen").select_option(label="Leder")
    page.get_by_label("Send en kode til foreningens e-post").check()
    _fits(page)
    page.get_by_role("button", name="Send meg en kode").click()
    expect(page.locator("main .lead")).to_contain_text("413 00 001")


def _write_the_codes(page: Any, hers: str, theirs: str) -> None:
    page.get_by_label("Koden vi sendte til deg").fill(hers)
    page.get_by_label("Koden vi sendte til foreningen").fill(theirs)
    page.get_by_role("button", name="Gå videre").click()


def _write_the_page(page: Any) -> None:
    """What the choir does, and how all see it."""
    page.get_by_role("link", name="Siden vår").click()
    page.get_by_label("Hva dere gjør").fill("Vi synger sammen hver tirsdag.")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("main")).to_contain_text("Vi synger sammen hver tirsdag.")
    _fits(page)
    page.get_by_role("link", name="Se siden slik alle ser den").click()
    expect(page.locator("main")).to_contain_text("Vi synger sammen hver tirsdag.")
    page.go_back()


def _name(page: Any, form: str, name: str, where: str) -> None:
    page.locator(f"{form}_name").fill(name)
    page.locator(f"{form}_where").fill(where)


def _code_in(words: str) -> str:
    code = re.search(r"\b\d{6}\b", words)
    assert code, words
    return code[0]


def _link_in(words: str) -> str:
    link = re.search(r"/our/\S+", words)
    assert link, words
    return link[0]


def _fits(page: Any) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
