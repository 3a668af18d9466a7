"""Calendars to follow: exactly what the filter shows, an activity, an association."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation


@pytest.fixture
def reader(town, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def put_on(town, at):
    def put(title, **facts):
        thursday = Pattern("once", starts_on=dt.date(2026, 3, 12), starts_time=dt.time(18), minutes=120)
        return publish_activity(Announcement({"nb": title}, **facts), [thursday], by="system", at=at)

    return put


@pytest.fixture
def choir(town, at):
    return Organisation.objects.create(name="Lillevik blanda kor", came_from="desk", created_at=at)


def _titles(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]


def test_a_calendar_holds_exactly_what_the_filter_finds(reader, put_on):
    put_on("Språkkafé", is_free=True)
    put_on("Konsert", is_free=False)
    assert sorted(_titles(reader.get("/api/calendar.ics"))) == ["Konsert", "Språkkafé"]
    assert _titles(reader.get("/api/calendar.ics?free=1")) == ["Språkkafé"]
    assert _titles(reader.get("/api/calendar.ics?q=sprakkafeer")) == ["Språkkafé"]


def test_two_calendars_that_somebody_follows_are_told_apart_by_what_was_chosen(reader, put_on):
    put_on("Språkkafé", is_free=True)
    names = [
        str(icalendar.Calendar.from_ical(reader.get(f"/api/calendar.ics{narrowed}").content)["X-WR-CALNAME"])
        for narrowed in ("", "?free=1&for=children")
    ]
    assert names == ["Hva skjer i Lillevik", "Hva skjer i Lillevik: Barn · Gratis"]
    feed = reader.get("/api/activities.rss?free=1").content.decode()
    assert "Nye aktiviteter i Lillevik: Gratis" in feed


def test_the_days_of_the_page_it_was_found_on_do_not_narrow_it(reader, put_on):
    put_on("Språkkafé")
    assert _titles(reader.get("/api/calendar.ics?from=2026-03-20&until=2026-03-21&when=weekend")) == [
        "Språkkafé"
    ]


@pytest.mark.parametrize("query", ["where=x", "q=%00", "free=%ff", "what=%3Cscript%3E", "from=9999-99-99"])
def test_garbage_in_the_address_is_passed_over(reader, put_on, query):
    put_on("Språkkafé")
    assert reader.get("/api/calendar.ics?" + query).status_code == 200


def test_an_activity_and_an_association_have_calendars_of_their_own(reader, put_on, choir):
    rehearsal = put_on("Korøvelse", organisation=choir)
    put_on("Språkkafé")
    assert _titles(reader.get(f"/api/activities/{rehearsal.pk}.ics")) == ["Korøvelse"]
    assert _titles(reader.get(f"/api/organisations/{choir.pk}.ics")) == ["Korøvelse"]


def test_a_calendar_of_one_time_holds_no_other_and_of_no_time_there_is_none(reader, put_on, choir):
    rehearsal = put_on("Korøvelse", organisation=choir)
    time = rehearsal.occurrences.get()
    address = f"/api/activities/{rehearsal.pk}.ics?time="
    assert _titles(reader.get(f"{address}{time.pk}")) == ["Korøvelse"]
    assert reader.get(f"{address}nonsense").status_code == 404


def test_an_event_leads_back_to_its_page(reader, put_on):
    activity = put_on("Språkkafé")
    assert f"http://lillevik.test/activities/{activity.pk}/" in reader.get(
        "/api/calendar.ics"
    ).content.decode().replace("\r\n ", "")


def test_hidden_and_the_neighbours_have_no_calendar(reader, put_on, choir, neighbour, at):
    hidden = put_on("Skjult")
    Activity.objects.filter(pk=hidden.pk).update(hidden_at=at)
    Organisation.objects.filter(pk=choir.pk).update(hidden_at=at)
    with entered(neighbour):
        theirs = put_on("Naboens")
    for address in (f"activities/{hidden.pk}", f"activities/{theirs.pk}", f"organisations/{choir.pk}"):
        assert reader.get(f"/api/{address}.ics").status_code == 404
    assert _titles(reader.get("/api/calendar.ics")) == []
