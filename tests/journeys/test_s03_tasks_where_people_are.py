"""S3: a task hangs on the wall of the library, stands on the page of the paper and in a feed, and somebody answers."""

from __future__ import annotations

import datetime as dt

import httpx
import pytest
from playwright.sync_api import expect

from samspill.foundation import clock
from samspill.volunteering.actions import register_request
from samspill.volunteering.actions.requests import Asked
from tests.conftest import PHONE
from tools.paper import Paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIGDIS = "+4740000131"


@pytest.fixture
def task(ingrid):
    """The flea market needs a hand, in three days."""
    now = clock.now()
    starts = now + dt.timedelta(days=3)
    asked = Asked(
        caller_name="Berit Hval", caller_phone="73 00 11 22", kind="event", title="Bære bord til loppemarked",
        starts_at=starts, ends_at=starts + dt.timedelta(hours=2), private_address="Torggata 4",
    )  # fmt: skip
    return register_request(asked, unit=ingrid.roles.get().unit, by=ingrid, at=now)


def published(desk, task):
    desk.goto(f"/desk/needs/{task.pk}/")
    desk.get_by_role("button", name="Vis den på torget").click()
    return desk


def read(page, address):
    """A document of the town, as a printer gets it."""
    return page.context.request.get(address)


def test_a_slip_is_torn_off_the_wall_and_its_number_sent(task, at_desk, texts, say):
    desk = published(at_desk(), task)
    sheet = desk.get_by_role("link", name="Skriv ut med lapper til å rive av").get_attribute("href")
    words = " ".join(Paper(read(desk, sheet).body()).words.split())
    code = task.shifts.get().code
    assert f"FRIVILLIG {code} og navnet ditt på SMS til 2012" in words and words.count("73 00 00 10") == 9
    say(VIGDIS, f"FRIVILLIG {code} Vigdis Holt")
    assert texts(VIGDIS)[-1].startswith("Takk! Vi ringer deg.")
    desk.goto("/desk/interests/")
    desk.get_by_role("link", name="Vigdis Holt").click()
    expect(desk.locator("main, aside").filter(has_text="Bære bord til loppemarked").first).to_be_visible()


def test_the_paper_shows_the_tasks_and_one_that_is_called_off_is_gone_everywhere(
    task, at_desk, open_page, put_in_the_paper, live_server
):
    desk = published(at_desk(), task)
    page = open_page(PHONE, scripts=False)
    page.goto("/needs/")
    feed = page.get_by_role("link", name="Nye oppdrag i en nyhetsleser (RSS)").get_attribute("href")
    assert "Bære bord til loppemarked" in httpx.get(live_server.url + feed).text
    page.get_by_role("link", name="Vis det på din egen nettside").click()
    paper = put_in_the_paper(page.get_by_label("Linjer til siden din").input_value())
    page.goto(paper)
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Bære bord til loppemarked").click()
    there = opened.value
    expect(there.get_by_role("heading", level=1)).to_have_text("Bære bord til loppemarked")
    poster = there.get_by_role("link", name="Skriv ut en plakat").get_attribute("href")
    desk.goto(f"/desk/needs/{task.pk}/cancellation/")
    desk.locator("[name=reason]").fill("Snøstorm")
    with desk.expect_navigation():
        desk.locator("main form button[data-color=danger]").click()
    there.reload()
    expect(there.get_by_role("heading", level=1)).to_have_text("Dette oppdraget er ikke ledig")
    assert read(there, f"{poster}?paper=a3").status == 404
    assert "Bære bord til loppemarked" not in httpx.get(live_server.url + feed).text
