"""Lists of events that are no calendars: recognised by what comes back, read with all their pages, shown once."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.activities.actions import (
    Announcement,
    change_activity,
    refresh_subscription,
    show_activity,
    subscribe,
)
from samspill.activities.actions.source_words import keep_own_words, take_source_words
from samspill.activities.calendars import NoEventsOnPage, ReadCalendar, UnreadableCalendar
from samspill.activities.calendars.kinds import read_source
from samspill.activities.calendars.told_values import place
from samspill.activities.models import Activity, Occurrence
from samspill.activities.tests.conftest import Bring
from samspill.activities.tests.writing import calendar, event

SINCE, UNTIL = dt.datetime(2010, 1, 1, tzinfo=dt.UTC), dt.datetime(2035, 1, 1, tzinfo=dt.UTC)


def read(told: Any) -> ReadCalendar:
    source = told if isinstance(told, bytes) else json.dumps(told).encode()
    return read_source(source, since=SINCE, until=UNTIL)


def told(name: str = "Kor", start: str = "2026-03-12T17:00:00+01:00", **more: Any) -> dict[str, Any]:
    return {"@type": "Event", "@id": "https://kor.example/1", "name": name, "startDate": start, **more}


def item(key: str, data: dict[str, Any] | None, modified: int) -> dict[str, Any]:
    state = {"state": "updated", "data": data} if data else {"state": "deleted"}
    return {"id": key, "kind": "Event", "modified": modified, **state}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (calendar(event()), "icalendar"),
        (b'<html><script type="application/ld+json">' + json.dumps(told()).encode() + b"</script>", "schema_org"),
        ({"@graph": [told()]}, "schema_org"),
        ({"items": [item("1", told(), 1)], "next": "x"}, "openactive"),
        ({"meta": {"next": None}, "data": [{"id": "a", "name": {"nb": "Kor"}, "start_time": "2026-03-12"}]},
         "linked_events"),
    ],
)  # fmt: skip
def test_a_source_is_known_by_what_comes_back(source: Any, kind: str) -> None:
    result = read(source)
    assert (result.kind, len(result.events), len(result.events[0].occurrences)) == (kind, 1, 1)


def test_a_page_without_events_is_refused() -> None:
    with pytest.raises(NoEventsOnPage):
        read(b"<html><h1>Velkommen</h1></html>")


def test_a_schedule_is_counted_out_on_the_clock_of_the_place() -> None:
    schedule = {"startDate": "2026-03-23", "endDate": "2026-04-06", "startTime": "18:00", "duration": "PT1H",
                "repeatFrequency": "P1W", "byDay": ["https://schema.org/Monday"],
                "exceptDate": ["2026-04-06"]}  # fmt: skip
    series = {"@type": "SessionSeries", "@id": "s", "name": "Yoga", "eventSchedule": schedule}
    starts = [time.starts_at.hour for time in read([series]).events[0].occurrences]
    assert starts == [17, 16]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["Event", "EventSeries", "2026-03-12T17:00Z", "9999-12-31", "PT1H", "P1W", "https://x.no/"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from("@type @id name startDate endDate subEvent superEvent eventSchedule location items data meta "
                        "next state repeatFrequency startTime byDay exceptDate keywords url start_time".split()),
        inner, max_size=8),
    max_leaves=30,
)  # fmt: skip


@given(_JSON)
@settings(max_examples=400, deadline=None)
def test_anything_told_as_json_is_read_or_refused(value: Any) -> None:
    for source in (
        value,
        {"items": [{"data": value}], "next": ""},
        {"meta": {}, "data": [value]},
        [told(), value],
    ):
        try:
            result = read(source)
        except UnreadableCalendar:
            continue
        times = [time for one in result.events for time in one.occurrences]
        assert all(time.ends_at is None or time.ends_at >= time.starts_at for time in times)


@pytest.mark.outside_data
def test_real_examples_are_read(real_files: Path) -> None:
    helsinki = json.loads((real_files / "07_content/helsinki_linked_events_api_samples.json").read_text())
    assert read(helsinki["EVENTS_DATA"]).events[0].title == "Uutta Koillis-Helsinkiä verkkotilaisuus"
    series = real_files / "04_openactive/examples/sessionseries-split_example_1.json"
    (found,) = read(series.read_bytes()).events
    assert (found.title, len(found.occurrences)) == ("Virtual BODYPUMP", 6)
    camp = real_files / "04_openactive/examples/courseinstance_event_example_1.json"
    (found,) = read(camp.read_bytes()).events
    assert found.location == "Trent College and The Elms, Long Eaton, Nottingham"


def test_an_address_with_an_empty_first_line_has_no_comma_too_many() -> None:
    camp = {"name": "Elms", "address": {"streetAddress": ", Long Eaton ", "addressLocality": "Nottingham,"}}
    assert place(camp, "en") == "Elms, Long Eaton, Nottingham"


@pytest.fixture
def feed() -> Iterator[tuple[str, dict[str, Any]]]:
    """A server with pages of JSON by path, and its address."""
    pages: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(pages[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", pages
    server.shutdown()
    server.server_close()


def test_a_feed_is_read_page_by_page_and_what_it_deletes_is_called_off(
    town: Any, at: dt.datetime, feed: tuple[str, dict[str, Any]]
) -> None:
    root, pages = feed
    choir, walk = told(), told("Tur", **{"@id": "https://kor.example/2"})
    pages["/a"] = {"next": "/b", "items": [item("1", choir, 1)]}
    pages["/b"] = {"next": "/c", "items": [item("2", walk, 2)]}
    pages["/c"] = {"next": "/c", "items": []}
    source = subscribe("Trening", f"{root}/a", by="system", at=at)
    refresh_subscription(source, at=at)
    assert source.kind == "openactive"
    assert Activity.objects.count() == 2
    again = refresh_subscription(source, at=at + dt.timedelta(hours=4))
    assert again is not None and again.counts["unchanged"] == 2
    pages["/c"] = {"next": "/d", "items": [item("1", None, 3)]}
    pages["/d"] = {"next": "/d", "items": []}
    refresh_subscription(source, at=at + dt.timedelta(hours=8))
    assert [row.activity.title["nb"] for row in Occurrence.objects.filter(cancelled_at__isnull=False)] == [
        "Kor"
    ]


def test_the_same_event_from_two_sources_is_shown_once_until_somebody_says_it_is_not(
    bring: Bring, at: dt.datetime
) -> None:
    bring(calendar(event("a", "Kor", "20260312T170000")))
    run = bring(json.dumps([told("KOR!")]).encode(), name="Byen")
    double = Activity.objects.get(same_as__isnull=False)
    assert (run.counts["same"], double.hidden_at) == (1, at)
    show_activity(double, by="system", at=at)
    bring(json.dumps([told("KOR!", description="Ny tekst")]).encode(), name="Byen")
    double.refresh_from_db()
    assert (double.hidden_at, double.told_apart_at) == (None, at)


def test_words_written_here_stand_when_the_source_changes_its_own(bring: Bring, at: dt.datetime) -> None:
    bring(json.dumps([told()]).encode())
    change_activity(Activity.objects.get(), Announcement(title={"nb": "Vårt kor"}), by="system", at=at)
    run = bring(json.dumps([told("Koret")]).encode())
    assert Activity.objects.get().title == {"nb": "Vårt kor"}
    assert [problem.reason for problem in run.problems.all()] == ["kept_ours"]


def ours(at: dt.datetime) -> Activity:
    """The one activity, with its title written over here."""
    return change_activity(Activity.objects.get(), Announcement(title={"nb": "Vårt kor"}), by="system", at=at)


def test_what_was_written_here_follows_its_source_again_when_somebody_says_so(
    bring: Bring, at: dt.datetime
) -> None:
    source = json.dumps([told()]).encode()
    bring(source)
    take_source_words(ours(at), by="system", at=at)
    assert Activity.objects.get().title == {"nb": "Vårt kor"}
    run = bring(source)
    assert (Activity.objects.get().title, run.counts["problems"]) == ({"nb": "Kor"}, 0)
    bring(json.dumps([told("Koret")]).encode())
    assert Activity.objects.get().title == {"nb": "Koret"}


def test_until_the_source_is_read_one_can_keep_what_was_written_here(bring: Bring, at: dt.datetime) -> None:
    bring(json.dumps([told()]).encode())
    take_source_words(ours(at), by="system", at=at)
    keep_own_words(Activity.objects.get(), by="system", at=at)
    bring(json.dumps([told()]).encode())
    assert Activity.objects.get().title == {"nb": "Vårt kor"}


def test_nothing_is_undone_once_the_source_is_read(bring: Bring, at: dt.datetime) -> None:
    bring(json.dumps([told()]).encode())
    take_source_words(ours(at), by="system", at=at)
    bring(json.dumps([told()]).encode())
    keep_own_words(Activity.objects.get(), by="system", at=at)
    bring(json.dumps([told("Koret")]).encode())
    assert Activity.objects.get().title == {"nb": "Koret"}


def test_what_the_source_called_off_takes_place_again_when_the_source_says_so(
    bring: Bring, at: dt.datetime
) -> None:
    bring(json.dumps([told(eventStatus="https://schema.org/EventCancelled")]).encode())
    take_source_words(ours(at), by="system", at=at)
    bring(json.dumps([told()]).encode())
    found = Activity.objects.get()
    assert (found.title, found.cancelled_at) == ({"nb": "Kor"}, None)


def test_a_source_that_has_not_changed_is_read_whole_at_the_next_round(
    town: Any, at: dt.datetime, feed: tuple[str, dict[str, Any]]
) -> None:
    root, pages = feed
    pages["/a"] = [told()]
    source = subscribe("Koret", f"{root}/a", by="system", at=at)
    refresh_subscription(source, at=at)
    type(source).objects.update(etag='"as-before"', last_modified="then")
    take_source_words(ours(at), by="system", at=at)
    source.refresh_from_db()
    assert (source.etag, source.last_modified, source.next_fetch_at) == ("", "", at)
