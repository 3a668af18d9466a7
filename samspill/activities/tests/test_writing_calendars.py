"""Our calendars as others read them, and activities as search engines do."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.activities.actions import Announcement, cancel_occurrence, move_occurrence, publish_activity
from samspill.activities.calendars.feed import FeedEvent, write_calendar
from samspill.activities.models import Activity
from samspill.activities.queries import (
    Filter,
    activity_for,
    as_json_ld,
    event_data,
    feed_of,
    feed_of_activity,
    next_times,
)
from samspill.activities.tests.writing import read
from samspill.foundation.recurrence import Pattern
from samspill.venues.models import Place

NOON = dt.datetime(2026, 3, 10, 11, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def feed_event(**told: Any) -> FeedEvent:
    return FeedEvent(
        **{"key": "1", "title": "Kor", "starts_at": NOON, "ends_at": NOON + HOUR, "changed_at": NOON, **told}
    )


def write(*events: FeedEvent) -> bytes:
    return write_calendar(events, name="Lillevik", host="lillevik.test")


def cafe(**told: Any) -> Activity:
    pattern = Pattern("weekly", dt.date(2026, 3, 17), dt.time(17), 120, ends_on=dt.date(2026, 3, 31))
    announcement = Announcement(
        title={"nb": "Språkkafé", "en": "Language café"}, text={"nb": "Øv norsk."}, **told
    )
    return publish_activity(announcement, [pattern], by="system", at=NOON)


class TestBytes:
    def test_lines_end_in_crlf_and_none_is_longer_than_75_octets(self) -> None:
        source = write(feed_event(title="Ærlig øl på åpent loft " * 20))
        lines = source.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in source.replace(b"\r\n", b"")

    def test_no_letter_is_broken_in_two(self) -> None:
        for line in write(feed_event(title="æøå🎉" * 60)).split(b"\r\n"):
            line.decode()

    def test_another_reader_finds_what_was_written(self) -> None:
        (found,) = icalendar.Calendar.from_ical(write(feed_event(place="Storsalen, Fjordgata 4"))).walk(
            "VEVENT"
        )
        assert (found["UID"], found["SUMMARY"], found["LOCATION"]) == (
            "1@lillevik.test",
            "Kor",
            "Storsalen, Fjordgata 4",
        )
        assert (found["DTSTART"].dt, found["DTEND"].dt) == (NOON, NOON + HOUR)
        assert found.errors == []

    def test_an_all_day_event_has_days(self) -> None:
        begin = dt.datetime(2026, 5, 16, 22, tzinfo=dt.UTC)  # midnight in Norway
        source = write(feed_event(is_all_day=True, starts_at=begin, ends_at=begin + dt.timedelta(days=1)))
        assert b"DTSTART;VALUE=DATE:20260517\r\nDTEND;VALUE=DATE:20260518" in source

    def test_the_same_events_give_the_same_bytes(self) -> None:
        assert write(feed_event()) == write(feed_event())


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")))
def test_whatever_is_told_another_reader_finds_one_event(title: str, text: str) -> None:
    (found,) = icalendar.Calendar.from_ical(write(feed_event(title=title, text=text))).walk("VEVENT")
    assert found["DTSTART"].dt == NOON


class TestFeeds:
    def test_a_filters_feed_reads_back_as_it_was(self, town: Any, at: dt.datetime) -> None:
        cafe()
        events = feed_of(Filter(), at=at, language="nb", address=lambda key: f"https://lillevik.test/{key}")
        back = read(write(*events))
        assert back.problems == ()
        assert [one.title for one in back.events] == ["Språkkafé"] * 3
        assert [one.occurrences[0].starts_at for one in back.events] == [event.starts_at for event in events]
        assert back.events[0].url.startswith("https://lillevik.test/")

    def test_a_moved_and_a_cancelled_time_keep_their_uid(self, town: Any, at: dt.datetime) -> None:
        activity = cafe()

        def uids() -> list[str]:
            return [one.key for one in feed_of_activity(activity, at=at, language="nb", address=str)]

        before = uids()
        first, second, _ = next_times(activity, at=at)
        move_occurrence(first, starts_at=first.starts_at + HOUR, ends_at=None, by="system", at=at)
        cancel_occurrence(second, by="system", at=at)
        events = feed_of_activity(activity, at=at, language="nb", address=str)
        assert uids() == before
        assert [one.is_cancelled for one in events] == [False, True, False]
        assert b"STATUS:CANCELLED" in write(*events)

    def test_a_feed_takes_one_select(
        self, town: Any, at: dt.datetime, django_assert_num_queries: Any
    ) -> None:
        for number in range(3):
            cafe(place=Place.objects.create(name=f"Sted {number}"))
        with django_assert_num_queries(1):
            assert len(feed_of(Filter(), at=at, language="nb", address=str)) == 9


class TestStructuredData:
    def test_what_is_told_is_told_and_nothing_else(self, town: Any, at: dt.datetime) -> None:
        place = Place.objects.create(
            name="Biblioteket", address="Fjordgata 4", postcode="7600", town="Lillevik"
        )
        activity = activity_for(None, cafe(place=place, is_free=True, languages=("nb",), age_from=16).pk)
        first = event_data(
            activity, next_times(activity, at=at), url="https://lillevik.test/a", language="en"
        )[0]
        assert first["name"] == "Language café"
        assert first["startDate"] == "2026-03-17T17:00+01:00"
        assert first["eventStatus"] == "https://schema.org/EventScheduled"
        assert first["location"]["address"] == {
            "@type": "PostalAddress", "streetAddress": "Fjordgata 4", "postalCode": "7600",
            "addressLocality": "Lillevik", "addressCountry": "NO",
        }  # fmt: skip
        assert first["offers"][0]["price"] == 0
        assert first["typicalAgeRange"] == "16-"
        assert not {"organizer", "audience"} & first.keys()

    def test_a_cancelled_time_says_so(self, town: Any, at: dt.datetime) -> None:
        activity = activity_for(None, cafe().pk)
        cancel_occurrence(next_times(activity, at=at)[0], by="system", at=at)
        told = event_data(activity, next_times(activity, at=at), url="https://x/a", language="nb")
        assert told[0]["eventStatus"] == "https://schema.org/EventCancelled"

    def test_text_cannot_end_the_script_it_stands_in(self, town: Any, at: dt.datetime) -> None:
        activity = cafe()
        activity.title = {"nb": "</script><script>alert(1)</script>"}
        text = as_json_ld(event_data(activity, next_times(activity, at=at), url="https://x/a", language="nb"))
        assert "<" not in text
        assert json.loads(text)[0]["name"] == "</script><script>alert(1)</script>"
