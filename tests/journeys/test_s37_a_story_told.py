"""S37: an association tells who it is and what it has done, with pictures, from a phone; newspapers read it too."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import confirm_page, give_post, let_act, register_group
from samspill.organisations.actions.freshness import ask_whether_pages_are_right
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.volunteering.actions import Asked, publish_need, register_request
from samspill.volunteering.actions.groups import book_group
from samspill.volunteering.models import Need
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.access.page_cache import forget_all
from samspill.web.design.templatetags.design import month_and_year
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARIT = "+4741300001"


@pytest.fixture
def choir(ingrid: Any) -> Organisation:
    """A choir for which Marit, its secretary, acts."""
    at = clock.now()
    choir = register_group("Lillevik Blandakor", by=ingrid, at=at)
    marit = find_or_add_person("Marit Sand", [MARIT], by=ingrid, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ingrid, at=at, channel="web")
    let_act(post, by=ingrid, at=at, channel="web")
    return choir


@pytest.fixture
def marit(choir: Organisation, open_page: Any) -> Page:
    """Her phone, without scripts, where her link has brought her to the choir's own pages."""
    at = clock.now()
    [post] = choir.posts.all()
    page: Page = open_page(PHONE, scripts=False)
    page.goto(f"/our/{make_link(OWN_PAGE, str(post.person_id), at=at, valid_for=OWN_PAGE_LASTS)}/{choir.pk}/")
    page.get_by_role("link", name="Siden vår").click()
    return page


def test_she_shows_who_they_are_tells_a_story_and_newspapers_get_it(choir: Organisation, marit: Page) -> None:
    _say_who_they_are(marit)
    _show_a_picture(marit)
    _replace_it(marit)
    _tell_of_it(marit)

    marit.goto("/stories/")
    marit.get_by_role("link", name="Førti sang i regnet").first.click()
    expect(marit.locator("main")).to_contain_text("Ingen gikk hjem.")
    expect(marit.get_by_role("img", name="Et kor i regn")).to_be_visible()
    _fits(marit)
    for form in ("atom", "json"):
        feed = marit.request.get(f"/api/stories.{form}")
        told = feed.text()
        assert feed.ok and "Førti sang i regnet" in told and "Et kor i regn" in told

    forget_all()
    marit.goto(f"/organisations/{choir.pk}/")
    page = marit.locator("main")
    for words in ("Vi synger sammen", "Eldre", "Kulturhuset, inngang bak", "Førti sang i regnet"):
        expect(page).to_contain_text(words)
    expect(marit.get_by_role("img", name="Tolv synger i kirken")).to_be_visible()
    expect(marit.get_by_role("img", name="Seks synger i en sal")).to_have_count(0)
    _fits(marit)


def test_the_choir_tells_of_the_task_it_came_to_and_who_reads_that_task_finds_the_story(
    choir: Organisation, marit: Page, ingrid: Any
) -> None:
    need = _waffles_that_the_choir_makes(choir, ingrid)
    _open(marit, "Historier")
    marit.get_by_role("link", name="Skriv en historie").click()
    marit.get_by_label("Tittel").fill("Hundre vafler på en kveld")
    marit.get_by_label("Hva skjedde?").fill("Alle ble mette.")
    marit.get_by_label("Hvilken aktivitet eller hvilket oppdrag handler det om?").select_option(
        "Steke vafler"
    )
    _fits(marit)
    marit.get_by_role("button", name="Lagre utkastet").click()
    expect(marit.get_by_role("link", name="Steke vafler")).to_be_visible()
    marit.get_by_label("Alle som er nevnt eller vist, har sagt ja til det").check()
    marit.get_by_role("button", name="Publiser").click()

    marit.goto(f"/needs/{need.pk}/")
    marit.get_by_role("link", name="Hundre vafler på en kveld").click()
    expect(marit.locator("main")).to_contain_text("Dette handler om: Steke vafler")
    _fits(marit)
    for form in ("atom", "json"):
        assert f"/needs/{need.pk}/" in marit.request.get(f"/api/stories.{form}").text()


def test_a_year_later_she_answers_with_the_code_that_the_page_is_right(
    choir: Organisation, open_page: Any, texts: Any, say: Any
) -> None:
    now = clock.now()
    confirm_page(choir, by="system", at=now - dt.timedelta(days=400))
    square = open_page(PHONE, scripts=False)
    square.goto(f"/organisations/{choir.pk}/")
    expect(square.locator("main")).not_to_contain_text(f"Bekreftet i {month_and_year(now)}")

    ask_whether_pages_are_right(now)
    asked = re.search(r"JA (\d{6})", texts(MARIT)[-1])
    assert asked, texts(MARIT)
    say(MARIT, f"ja {asked[1]}")
    assert "Takk" in texts(MARIT)[-1]
    forget_all()
    square.reload()
    expect(square.locator("main")).to_contain_text(f"Bekreftet i {month_and_year(now)}")


def _waffles_that_the_choir_makes(choir: Organisation, ingrid: Any) -> Need:
    """A task on the square that the choir comes to as a group, with room for more."""
    at = clock.now()
    starts_at = at + dt.timedelta(days=2)
    asked = Asked(
        caller_name="Berit Bok",
        kind="kitchen",
        title="Steke vafler",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=2),
        places=5,
    )
    need = register_request(asked, unit=ingrid.roles.get().unit, by=ingrid, at=at)
    publish_need(need, by=ingrid, at=at)
    marit = choir.posts.get().person
    book_group(need.shifts.get().pk, choir, 3, contact=marit, channel="phone", by=ingrid, at=at)
    return need


def _say_who_they_are(page: Page) -> None:
    page.get_by_label("Hva dere gjør").fill("Vi synger sammen hver tirsdag.")
    page.get_by_role("group", name="For hvem").get_by_label("Eldre").check()
    page.get_by_label("Hvor dere møtes").fill("Kulturhuset, inngang bak")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator("body")).to_contain_text("Alle ser det innen fem minutter")
    _fits(page)


def _show_a_picture(page: Page) -> None:
    """Refused as long as nobody has said what one sees in it."""
    _open(page, "Bilder")
    _choose(page, "green")
    page.get_by_role("button", name="Vis bildet").click()
    wrong = page.locator(".ds-field", has=page.get_by_label("Hva ser man?"))
    expect(wrong).to_contain_text("Skriv hva man ser.")
    expect(page.locator("main img")).to_have_count(0)
    _fits(page)
    _choose(page, "green")
    page.get_by_label("Hva ser man?").fill("Seks synger i en sal")
    page.get_by_role("button", name="Vis bildet").click()
    expect(page.get_by_role("img", name="Seks synger i en sal")).to_be_visible()
    _fits(page)


def _replace_it(page: Page) -> None:
    page.get_by_role("link", name="Endre Seks synger i en sal").click()
    page.get_by_role("link", name="Et annet bilde i stedet").click()
    _choose(page, "blue")
    page.get_by_label("Hva ser man?").fill("Tolv synger i kirken")
    _fits(page)
    page.get_by_role("button", name="Bytt bildet").click()
    expect(page.locator("main .cards img")).to_have_count(1)
    expect(page.get_by_role("img", name="Tolv synger i kirken")).to_be_visible()


def _tell_of_it(page: Page) -> None:
    """A draft, a picture in it, and then everybody may read it."""
    _open(page, "Historier")
    page.get_by_role("link", name="Skriv en historie").click()
    page.get_by_label("Tittel").fill("Førti sang i regnet")
    page.get_by_label("Hva skjedde?").fill("Det regnet.\n\nIngen gikk hjem.")
    _fits(page)
    page.get_by_role("button", name="Lagre utkastet").click()
    page.get_by_role("link", name="Bilder i historien").click()
    _choose(page, "gray")
    page.get_by_label("Hva ser man?").fill("Et kor i regn")
    page.get_by_role("button", name="Vis bildet").click()
    page.get_by_role("link", name="Tilbake til historien").click()
    page.get_by_label("Alle som er nevnt eller vist, har sagt ja til det").check()
    _fits(page)
    page.get_by_role("button", name="Publiser").click()
    expect(page.locator("body")).to_contain_text("Historien er publisert.")


def _open(page: Page, name: str) -> None:
    """One of the pages under «Siden vår»."""
    page.get_by_role("navigation", name="Siden vår").get_by_role("link", name=name).click()


def _choose(page: Page, color: str) -> None:
    """A picture from the phone, and that those in it have said yes."""
    file = io.BytesIO()
    Image.new("RGB", (640, 400), color).save(file, "JPEG")
    page.locator("input[type=file]").set_input_files(
        {"name": "kor.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    )
    page.get_by_label("Alle på bildet har sagt ja til at det vises").check()


def _fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
