"""S2: what we have of a person is hers: by a link in an SMS she reads it, corrects it, stops it and has it deleted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation.tenancy import entered
from samspill.people.models import Person
from tests.conftest import PHONE
from tests.journeys.conftest import KARI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own_page(at_desk, open_page, volunteers, texts):
    """Kari's own page on her phone, opened by the link the desk sent her."""
    desk = at_desk()
    desk.goto(f"/desk/people/{volunteers['Kari'].pk}/")
    with desk.expect_navigation():
        desk.locator("form[action*='/link/'] button").click()
    link = re.search(r"https?://\S+/me/\S+", texts(KARI)[-1])
    assert link
    phone = open_page(PHONE, scripts=False)
    phone.goto(link[0])
    with phone.expect_navigation():
        phone.get_by_role("link", name="Dette har vi lagret om deg").click()
    return phone


def go_on(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_she_reads_all_of_it_and_who_has_looked(own_page):
    own_page.get_by_role("link", name="Les alt").click()
    expect(own_page.get_by_role("heading", level=1)).to_have_text("Dette er lagret om Kari Nordvik")
    expect(own_page.locator("main")).to_contain_text("400 00 101")
    expect(own_page.locator("main")).to_contain_text("Følge noen")
    expect(own_page.locator("main")).to_contain_text("Hvem som har sett, og hvorfor")


def test_she_has_her_name_corrected_and_sees_the_answer(own_page, at_desk):
    own_page.locator("[name=words]").fill("Jeg heter Karin, ikke Kari")
    go_on(own_page, "Be oss rette det")
    desk = at_desk()
    desk.goto("/desk/")
    desk.get_by_role("link", name="Kari Nordvik sier at noe er feil").click()
    desk.get_by_role("link", name="Rett det").click()
    desk.locator("[name=name]").fill("Karin Nordvik")
    with desk.expect_navigation():
        desk.locator("main form button").last.click()
    desk.get_by_role("link", name="Historikk og rettigheter").click()
    expect(desk.locator("aside")).to_contain_text("Endret i det siste")
    desk.goto("/desk/people/claims/")
    desk.get_by_role("link", name="Karin Nordvik").click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Lagre svaret").click()
    own_page.reload()
    expect(own_page.locator("main")).to_contain_text("«Jeg heter Karin, ikke Kari» Gjort.")


def test_she_stops_all_use_and_starts_it_again(own_page, at_desk, volunteers):
    go_on(own_page, "Slutt å bruke det")
    desk = at_desk()
    desk.goto("/desk/search/?q=Kari Nordvik")
    expect(desk.locator("main")).not_to_contain_text("400 00 101")
    desk.goto(f"/desk/people/{volunteers['Kari'].pk}/")
    expect(desk.locator("main")).to_contain_text("Opplysningene skal ikke brukes")
    go_on(own_page, "Dere kan bruke det igjen")
    desk.reload()
    expect(desk.locator("aside")).to_contain_text("400 00 101")


def test_she_asks_to_be_forgotten_and_the_leader_does_it_in_one_press(own_page, at_desk, volunteers):
    go_on(own_page, "Jeg vil bli glemt")
    desk = at_desk()
    desk.goto("/desk/")
    desk.get_by_role("link", name="Kari Nordvik vil bli glemt").click()
    go_on(desk, "Glem for alltid")
    with entered("9901"):
        kari = Person.objects.get(pk=volunteers["Kari"].pk)
        assert (kari.name, kari.contact_points.count()) == ("", 0)
    own_page.reload()
    expect(own_page.locator("main")).not_to_contain_text("Kari")
