"""The OpenActive feed: walked as others walk it, and each item held against the rules of the specifications."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from samspill.activities.actions import cancel_occurrence, hide_activity, reschedule_activity
from samspill.activities.models import Activity
from samspill.foundation.changes import number_changes
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation
from samspill.web.api import openactive

TUESDAYS = Pattern(
    "weekly", dt.date(2026, 3, 17), dt.time(17), 120, weekdays=("tu",), ends_on=dt.date(2026, 4, 30)
)
KINDS = tuple(openactive.FEEDS)
#: What OpenActive has words for: it is in its list, and the price is told in a number.
WALK: dict[str, Any] = {"categories": ("outdoors",), "is_free": True}
FOOTBALL: dict[str, Any] = {"categories": ("sport",), "price": "50 kr"}


@pytest.fixture
def walk(machine, at):
    """Read a feed from its first page, or an address, to its last; the items, and the last page's address."""

    def read(start, *, most=50):
        while number_changes(at=at):
            pass
        address, items = start if start.startswith("http") else f"/api/openactive/{start}/", []
        for _ in range(most):
            answer = machine.get(address)
            _is_a_page(answer)
            page = answer.json()
            items += page["items"]
            if not page["items"]:
                assert page["next"].endswith(address.partition("lillevik.test")[2])
                return items, address
            address = page["next"]
        raise AssertionError("the feed has no end")

    return read


def _is_a_page(answer):
    """The rules of a page: RPDE 1.0, 5 and 7."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/vnd.openactive.rpde+json; version=1"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    page = answer.json()
    assert set(page) == {"next", "items", "license"} and page["license"].startswith("https://")
    assert page["next"].startswith("http://lillevik.test/api/openactive/")
    order = [(item["modified"], item["id"]) for item in page["items"]]
    assert order == sorted(order)
    for item in page["items"]:
        assert isinstance(item["modified"], int) and item["state"] in ("updated", "deleted")
        assert ("data" in item) == (item["state"] == "updated")
        if "data" in item:
            assert item["data"]["@type"] == item["kind"] and item["id"] in item["data"]["@id"]


def _live(items):
    """What a reader has when all is read: the last word on each id."""
    last = {item["id"]: item for item in items}
    return {key: item["data"] for key, item in last.items() if item["state"] == "updated"}


def test_a_series_its_sessions_and_what_takes_place_once_are_told_apart(walk, put_on, library, band):
    walks = put_on("Turgruppe", TUESDAYS, organisation=band, place=library, **WALK)
    match = put_on("Fotball for alle", **FOOTBALL)
    series, sessions, events = (_live(walk(kind)[0]) for kind in KINDS)
    assert set(series) == {str(walks.pk)} and set(events) == {str(match.pk)}
    assert {one["superEvent"] for one in sessions.values()} == {series[str(walks.pk)]["@id"]}
    assert len(sessions) == walks.occurrences.count()
    assert events[str(match.pk)]["startDate"] == "2026-03-12T18:00:00+01:00"
    assert series[str(walks.pk)]["eventSchedule"][0]["byDay"] == ["https://schema.org/Tuesday"]


def test_what_the_specification_demands_is_always_there(walk, put_on, library, band):
    put_on("Turgruppe", TUESDAYS, organisation=band, place=library, **WALK)
    put_on("Fotball", TUESDAYS, **FOOTBALL)
    for data in _live(walk("session-series")[0]).values():
        assert data["organizer"]["@id"] and data["organizer"]["name"]
        assert data["location"]["address"]
        assert data["ageRange"]["minValue"] == 0
        assert data["activity"][0]["inScheme"] == "https://openactive.io/activity-list"
        assert data["offers"]
    free = next(data for data in _live(walk("session-series")[0]).values() if data["name"] == "Turgruppe")
    assert free["location"]["address"]["addressRegion"] == "Testfylke"
    assert free["isAccessibleForFree"] is True
    assert (free["offers"][0]["price"], free["offers"][0]["priceCurrency"]) == (0, "NOK")


def test_whoever_has_read_everything_then_hears_of_what_changes_and_nothing_else(walk, put_on, at):
    walks, other = put_on("Turgruppe", TUESDAYS, **WALK), put_on("Fotball", TUESDAYS, **FOOTBALL)
    items, end = walk("session-series")
    assert walk(end)[0] == []
    time = walks.occurrences.order_by("starts_at").first()
    cancel_occurrence(time, by="system", at=at)
    later, end = walk(end)
    assert [item["id"] for item in later] == [str(walks.pk)]
    assert later[0]["modified"] > max(item["modified"] for item in items)
    hide_activity(other, by="system", at=at)
    (gone,), _ = walk(end)
    assert gone == {
        "state": "deleted",
        "kind": "SessionSeries",
        "id": str(other.pk),
        "modified": gone["modified"],
    }


def test_a_time_that_is_called_off_is_told_as_cancelled_and_a_hidden_one_as_deleted(walk, put_on, at):
    walks = put_on("Turgruppe", TUESDAYS, **WALK)
    _, end = walk("scheduled-sessions")
    time = walks.occurrences.order_by("starts_at").first()
    cancel_occurrence(time, by="system", at=at)
    (item,), end = walk(end)
    assert item["data"]["eventStatus"] == "https://schema.org/EventCancelled"
    hide_activity(walks, by="system", at=at)
    gone, _ = walk(end)
    assert {item["state"] for item in gone} == {"deleted"} and len(gone) == walks.occurrences.count()


def test_what_no_longer_takes_place_only_once_moves_from_one_feed_to_the_other(walk, put_on, at):
    match = put_on("Fotball", **FOOTBALL)
    ends = {kind: walk(kind)[1] for kind in KINDS}
    reschedule_activity(match, [TUESDAYS], from_on=dt.date(2026, 3, 14), by="system", at=at)
    assert _live(walk(ends["events"])[0]) == {}
    assert set(_live(walk(ends["session-series"])[0])) == {str(match.pk)}
    assert len(_live(walk(ends["scheduled-sessions"])[0])) == match.occurrences.count()


def test_a_name_that_changes_is_a_change_of_what_it_arranges(walk, put_on, band):
    walks = put_on("Turgruppe", TUESDAYS, organisation=band, **WALK)
    _, end = walk("session-series")
    Organisation.objects.filter(pk=band.pk).update(name="Lillevik brass")
    (item,), _ = walk(end)
    assert item["id"] == str(walks.pk) and item["data"]["organizer"]["name"] == "Lillevik brass"


def test_pages_are_of_five_hundred_and_meet_without_a_gap(walk, machine, put_on, monkeypatch):
    monkeypatch.setattr(openactive, "PAGE", 4)
    walks = put_on("Turgruppe", TUESDAYS, TUESDAYS, **WALK)
    items, _ = walk("scheduled-sessions")
    assert len(items) == len({item["id"] for item in items}) == walks.occurrences.count() > 4
    assert machine.get("/api/openactive/scheduled-sessions/").headers["Cache-Control"].endswith("=3600")


@pytest.mark.parametrize(
    "query",
    [
        "afterTimestamp=1",
        "afterId=01a2243e-f9b0-76b6-9b21-14f06de941cf",
        "afterTimestamp=x&afterId=y",
        "page=2",
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(machine, town, query):
    assert machine.get(f"/api/openactive/events/?{query}").status_code == 400
    assert machine.get("/api/openactive/nothing/").status_code == 404


def test_what_openactive_has_no_words_for_is_not_told_as_something_else(walk, put_on):
    choir = put_on("Korøvelse", TUESDAYS, categories=("music",), is_free=True)
    put_on("Språkkafé", TUESDAYS, categories=("language",), is_free=True)
    put_on("Fotballquiz", TUESDAYS, categories=("sport",), is_free=True)
    put_on("Gåtur", TUESDAYS, categories=("outdoors",), price="Spør oss")
    put_on("Padling", TUESDAYS, categories=("outdoors",))
    told = _live(walk("session-series")[0])
    assert set(told) == {str(choir.pk)}
    (singing,) = told[str(choir.pk)]["activity"]
    assert singing["prefLabel"] == "Singing" and singing["@id"].startswith(
        "https://openactive.io/activity-list#"
    )
    assert told[str(choir.pk)]["category"] == ["Musikk og sang"]
    assert set(_live(walk("scheduled-sessions")[0])) == {str(one.pk) for one in choir.occurrences.all()}


@pytest.mark.parametrize(
    "then", [{"price": "Spør oss", "is_free": None}, {"categories": ("games",)}, {"title": {"nb": "Quiz"}}]
)
def test_what_it_can_no_longer_tell_is_told_as_deleted_with_its_times_and_comes_back(walk, put_on, at, then):
    walks = put_on("Turgruppe", TUESDAYS, **WALK)
    before = {name: getattr(walks, name) for name in then}
    ends = {kind: walk(kind)[1] for kind in ("session-series", "scheduled-sessions")}
    for facts, there in ((then, False), (before, True)):
        for name, value in facts.items():
            setattr(walks, name, value)
        walks.save(update_fields=list(facts))
        for kind, many in (("session-series", 1), ("scheduled-sessions", walks.occurrences.count())):
            items, ends[kind] = walk(ends[kind])
            assert len(items) == many
            assert {item["state"] for item in items} == {"updated" if there else "deleted"}


@pytest.mark.outside_data
@pytest.mark.parametrize("kind", KINDS)
def test_items_have_what_the_published_models_require(walk, put_on, library, band, real_files, kind):
    put_on("Turgruppe", TUESDAYS, organisation=band, place=library, text={"nb": "Vi går."}, **WALK)
    put_on("Fotball", **FOOTBALL)
    models = Path(real_files) / "04_openactive" / "models"
    items = _live(walk(kind)[0]).values()
    assert items
    for data in items:
        assert list(_missing(data, models)) == []


def _missing(told, models):
    """Each required field that is missing in an object, or in those inside it."""
    path = models / f"{told.get('@type', '')}.json"
    model = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    name = {"id": "@id", "type": "@type"}
    required = [name.get(field, field) for field in model.get("requiredFields") or []]
    for field in required:
        if field not in told:
            yield f"{told['@type']}.{field}"
    for choice in model.get("requiredOptions") or []:
        if not any(option in told for option in choice["options"]):
            yield f"{told['@type']}: {choice['options']}"
    for value in told.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _missing(one, models)


def test_the_rows_behind_it_are_of_one_town(walk, put_on, neighbour, town):
    with entered(neighbour):
        put_on("Turgruppe", TUESDAYS, **WALK)
    assert all(walk(kind)[0] == [] for kind in KINDS)
    assert Activity.objects.count() == 0
