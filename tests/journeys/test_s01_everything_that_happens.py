"""S1: everything that happens in the municipality in one place, found on a phone and taken along in one's calendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import httpx
import icalendar
import pytest
from playwright.sync_api import expect

from samspill.activities.actions import import_calendar
from samspill.activities.models import Activity, Occurrence
from samspill.foundation import clock
from samspill.venues.actions import add_place, change_place
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def calendar_of_the_centre() -> bytes:
    """A calendar as a club keeps it: a weekly language café, a moved time, and something that cannot be read."""
    day = clock.today() + dt.timedelta(days=1)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\n"
        "BEGIN:VEVENT\r\nUID:cafe\r\nSUMMARY:Språkkafé i biblioteket\r\nLOCATION:Lillevik bibliotek\r\n"
        f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T170000\r\nDTEND;TZID=Europe/Oslo:{day:%Y%m%d}T183000\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=10;\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:visit\r\nSUMMARY:Treff for besøksvenner\r\n"
        f"DTSTART;TZID=W. Europe Standard Time:{day:%Y%m%d}T120000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:Uten tid\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


@pytest.fixture
def week(running_town: Any) -> None:
    """The calendar has come in."""
    import_calendar(running_town, calendar_of_the_centre(), source_name="klubb.ics", at=clock.now())


def test_a_phone_without_javascript_finds_what_happens_and_where(week, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto("/week/?q=språkkafeen")
    page.get_by_role("link", name="Språkkafé i biblioteket").first.click()
    expect(page.locator("main")).to_contain_text("Lillevik bibliotek")
    expect(page.locator("main")).to_contain_text("17.00")


def test_a_word_inside_a_word_is_found_and_empty_words_show_everything(week, open_page):
    page = open_page()
    page.goto("/week/?q=venn")
    expect(page.locator("main")).to_contain_text("Treff for besøksvenner")
    expect(page.locator("main")).not_to_contain_text("Språkkafé")
    page.goto("/week/?q=bli+med")
    expect(page.locator("main")).to_contain_text("Språkkafé i biblioteket")


def test_what_is_printed_is_what_happens_in_black_on_white_and_where_it_stands(week, open_page):
    page = open_page(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto("/week/")
    for on_screen in (
        page.get_by_role("navigation").first,
        page.get_by_role("search"),
        page.locator(".actions").first,
    ):
        expect(on_screen).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".week li a").first).to_have_css("color", "rgb(0, 0, 0)")
    activity = page.locator(".week li a").first.get_attribute("href")
    page.goto(activity)
    expect(page.locator("main")).to_contain_text("12.00")
    expect(page.locator(".on-paper")).to_have_text(re.compile(rf"Lillevik · localhost:\d+{activity}"))


def test_the_filter_that_is_shown_can_be_subscribed_to(week, open_page, live_server):
    page = open_page()
    page.goto("/week/?q=språkkafe")
    address = page.locator("main a[href*='.ics']").first.get_attribute("href") or ""
    address = address.replace("webcal://", "http://")
    answer = httpx.get(address if address.startswith("http") else live_server.url + address)
    titles = {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}
    assert titles == {"Språkkafé i biblioteket"}


def test_near_me_asks_the_phone_once_and_sends_no_more_than_a_kilometre(week, open_page):
    library = add_place("Lillevik bibliotek", by="system", at=clock.now())
    change_place(library, latitude=63.4212, longitude=10.3978, by="system", at=clock.now())
    Activity.objects.filter(title__nb__startswith="Språkkafé").update(place=library)
    Occurrence.objects.filter(activity__place=library).update(place_text="")
    here = {"latitude": 63.42345, "longitude": 10.40123}
    page = open_page(PHONE, geolocation=here, permissions=["geolocation"])
    page.goto("/week/")
    page.locator("main summary").first.click()
    page.get_by_role("button", name="Nær meg").click()
    page.wait_for_url("**near=63.42**")
    assert "63.423" not in page.url and "10.401" not in page.url
    expect(page.locator("main")).to_contain_text("omtrent 1 km")
    expect(page.locator("main")).not_to_contain_text("Treff for besøksvenner")
    page.get_by_role("link", name="Vis alle steder").click()
    expect(page.locator("main")).to_contain_text("Treff for besøksvenner")


def test_a_phone_that_does_not_say_where_it_is_is_told_what_to_do_instead(week, open_page):
    page = open_page(PHONE, permissions=[])
    page.goto("/week/")
    page.locator("main summary").first.click()
    page.get_by_role("button", name="Nær meg").click()
    expect(page.locator("main")).to_contain_text("Velg et sted i lista i stedet")


def test_another_website_shows_the_choice_and_links_open_the_square_in_a_window(
    week, open_page, put_in_the_paper
):
    page = open_page(PHONE, scripts=False)
    page.goto("/week/?q=språkkafe")
    page.get_by_role("link", name="Vis det på din egen nettside").click()
    paper = put_in_the_paper(page.get_by_label("Linjer til siden din").input_value())
    page.goto(paper)
    framed = page.frame_locator("iframe")
    expect(framed.locator("main")).to_contain_text("17.00")
    expect(framed.locator("main")).not_to_contain_text("Treff for besøksvenner")
    with page.context.expect_page() as opened:
        framed.get_by_role("link", name="Språkkafé i biblioteket").first.click()
    expect(opened.value.locator("main")).to_contain_text("Lillevik bibliotek")
    assert "/activities/" in opened.value.url and page.url == paper
    assert not page.context.cookies()
