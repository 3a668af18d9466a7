"""OpenActive's own validators find nothing wrong with what we give out: each item, and the feed as others walk it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from samspill.activities.actions import hide_activity
from samspill.activities.rules.physical import LIST, all_physical_activities
from samspill.config.wsgi import application
from samspill.foundation.changes import number_changes
from samspill.foundation.models import Host
from samspill.foundation.recurrence import Pattern
from samspill.web.api import openactive
from tools.validating import needs_validators, verdict, while_served

pytestmark = [pytest.mark.one_database, needs_validators]

DAILY = Pattern("daily", dt.date(2026, 3, 17), dt.time(17), 60, ends_on=dt.date(2026, 11, 30))


#: It points to the validator of items, which has read them in the tests above.
READ_BY_THE_OTHER = "has_modelling_data"
#: It judges the end when it first reads it as if more followed, and asks for an hour; the end may be kept for eight
#: seconds (RPDE 1.0), as it asks itself of the page it knows to be the last.
UNKNOWN_END = "missing_cache_control"


def _failures(items, activity_list=None):
    """What is wrong: the item's name, where, and what kind of mistake."""
    told = {"items": items, "activityList": activity_list or _list(all_physical_activities())}
    return {
        (item.get("name"), one["path"], one["type"])
        for item, said in zip(items, verdict("items.cjs", told), strict=True)
        for one in said
        if one["severity"] == "failure"
    }


def _list(activities):
    """A list of activities, as OpenActive gives out its own."""
    return {
        "id": LIST,
        "type": "ConceptScheme",
        "concept": [{"id": one.address, "type": "Concept", "prefLabel": one.name} for one in activities],
    }


@pytest.fixture
def told(machine, put_on, library, band, at):
    """An item of each kind: free and not, with a place that is known and one in words, in and out of a series."""
    tuesdays = Pattern("weekly", dt.date(2026, 3, 17), dt.time(17), 120, ends_on=dt.date(2026, 4, 30))
    monthly = Pattern("monthly", dt.date(2026, 3, 17), dt.time(17), 60, nth=3, weekdays=("tu",))
    walk = {"categories": ("outdoors",), "is_free": True}
    choir = {"categories": ("music",), "price": "voksne 100 kr, barn 50 kr", "age_from": 12}
    put_on("Turgruppe", tuesdays, organisation=band, place=library, text={"nb": "Vi går."}, **walk)
    put_on("Kor", monthly, place_text="Grendehuset", **choir)
    put_on(
        "Fotball og gåfotball", place_text="Storgata 3, 7990 Lillevik", price="50 kr", categories=("sport",)
    )
    put_on("Yoga", is_online=True, **walk)
    put_on("Språkkafé", tuesdays, organisation=band, place=library, categories=("language",), is_free=True)
    put_on("Skitur", is_free=False, price="Spør oss", organisation=band, categories=("outdoors",))
    while number_changes(at=at):
        pass
    items = []
    for kind in openactive.FEEDS:
        page = machine.get(f"/api/openactive/{kind}/").json()
        items += [item["data"] for item in page["items"] if "data" in item]
    return items


def test_the_validator_of_items_finds_nothing_wrong(told):
    assert {item["@type"] for item in told} == {"SessionSeries", "ScheduledSession", "Event"}
    assert _failures(told) == set()


def test_it_would_find_what_is_wrong(told):
    item = next(item for item in told if item.get("name") == "Turgruppe")
    without_name = {name: value for name, value in item.items() if name != "name"}
    without_price = item | {
        "offers": [{"@type": "Offer", "@id": "https://x.test/#offer", "name": "Spør oss"}]
    }
    not_in_list = item | {
        "activity": [item["activity"][0] | {"@id": f"{LIST}#language-cafe", "prefLabel": "Café"}]
    }
    assert (None, "$.name", "missing_required_field") in _failures([without_name])
    assert ("Turgruppe", "$.offers[0].price", "missing_required_field") in _failures([without_price])
    assert ("Turgruppe", "$.activity[0]", "activity_not_in_activity_list") in _failures([not_in_list])


@pytest.mark.outside_data
def test_all_we_have_words_for_are_in_openactives_own_list_under_the_same_names(told, real_files):
    whole = json.loads(
        (Path(real_files) / "04_openactive" / "activity-list.jsonld").read_text(encoding="utf-8")
    )
    names = {one["id"]: one["prefLabel"] for one in whole["concept"]}
    assert {one.address: one.name for one in all_physical_activities()}.items() <= names.items()
    assert _failures(told, whole) == set()


def _walked(kind):
    """What the validator finds on each page it reads: the feed's own to the end, and last one of the far future."""
    pages = while_served(
        application,
        lambda root: verdict("feed.cjs", {"url": f"{root}/api/openactive/{kind}/", "pages": 20}),
    )
    return [{one["type"] for one in page["found"]} - {READ_BY_THE_OTHER} for page in pages]


@pytest.fixture
def on_loopback(machine, one_connection, town):
    """The town answers at the address of this machine too."""
    Host.objects.create(name="127.0.0.1", municipality=town)


def test_the_feed_is_walked_to_its_end_and_nothing_is_wrong_with_any_page(on_loopback, put_on, at):
    for title in ("Yoga", "Bading"):
        gone = put_on(title, DAILY, categories=("sport",), is_free=True)
    while number_changes(at=at):
        pass
    hide_activity(gone, by="system", at=at)
    while number_changes(at=at):
        pass
    whole, rest, end, far_ahead = _walked("scheduled-sessions")
    assert whole == rest == far_ahead == set()
    assert end == {UNKNOWN_END}


def test_it_would_find_what_is_wrong_with_a_page(on_loopback, put_on, at, monkeypatch):
    monkeypatch.setattr(openactive, "AN_HOUR", 1)
    put_on("Yoga", DAILY, categories=("sport",), is_free=True)
    while number_changes(at=at):
        pass
    first = _walked("scheduled-sessions")[0]
    assert first == {"missing_cache_control", "no_deleted_items"}
