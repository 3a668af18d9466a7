"""OpenActive's own validators find nothing wrong with what we give out: each item, and the feed as others walk it."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import hide_activity
from samspill.config.wsgi import application
from samspill.foundation.changes import number_changes
from samspill.foundation.models import Host
from samspill.foundation.recurrence import Pattern
from samspill.web.api import openactive
from tools.validating import needs_validators, verdict, while_served

pytestmark = [pytest.mark.one_database, needs_validators]

DAILY = Pattern("daily", dt.date(2026, 3, 17), dt.time(17), 60, ends_on=dt.date(2026, 11, 30))


#: What it asks for and we cannot give: a list of activities that is fetched from outside (ours is our own: theirs knows
#: sport and no volunteering), and a number where the organiser has told the price in words alone.
LISTS = {"activity_not_in_activity_list", "file_not_found", "use_official_activity_list"}
NOT_TOLD = {("$.offers[0].price", "Spør oss"), ("$.offers[0].price", "Pris hos arrangøren")}
#: It points to the validator of items, which has read them in the tests above.
READ_BY_THE_OTHER = "has_modelling_data"
#: It judges the end when it first reads it as if more followed, and asks for an hour; the end may be kept for eight
#: seconds (RPDE 1.0), as it asks itself of the page it knows to be the last.
UNKNOWN_END = "missing_cache_control"


def _failures(items):
    """What is wrong: where, and what the place or the offer is called there."""
    return {
        (one["path"], _name_at(item, one["path"]))
        for item, said in zip(items, verdict("items.cjs", items), strict=True)
        for one in said
        if one["severity"] == "failure" and one["type"] not in LISTS
    }


def _name_at(item, path):
    if path.startswith("$.offers"):
        return item["offers"][0]["name"]
    return item["location"]["name"] if path.startswith("$.location") else item.get("name")


@pytest.fixture
def told(machine, put_on, library, band, at):
    """An item of each kind: free and not, with a place that is known and one in words, in and out of a series."""
    tuesdays = Pattern("weekly", dt.date(2026, 3, 17), dt.time(17), 120, ends_on=dt.date(2026, 4, 30))
    monthly = Pattern("monthly", dt.date(2026, 3, 17), dt.time(17), 60, nth=3, weekdays=("tu",))
    put_on("Språkkafé", tuesdays, organisation=band, place=library, categories=("language",), is_free=True)
    put_on("Kor", monthly, place_text="Grendehuset", price="voksne 100 kr, barn 50 kr", age_from=12)
    put_on("Bingo", place_text="Storgata 3, 7990 Lillevik", price="50 kr")
    put_on("Konsert", is_free=False, price="Spør oss", organisation=band)
    put_on("Tur", is_online=True)
    while number_changes(at=at):
        pass
    items = []
    for kind in openactive.FEEDS:
        page = machine.get(f"/api/openactive/{kind}/").json()
        items += [item["data"] for item in page["items"] if "data" in item]
    return items


def test_the_validator_finds_nothing_wrong_but_what_nobody_has_told(told):
    assert {item["@type"] for item in told} == {"SessionSeries", "ScheduledSession", "Event"}
    assert _failures(told) == NOT_TOLD


def test_it_would_find_what_is_wrong(told):
    broken = {name: value for name, value in told[0].items() if name != "name"}
    assert ("$.name", None) in _failures([broken])


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
    for title in ("Åpent hus", "Bading"):
        gone = put_on(title, DAILY)
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
    put_on("Åpent hus", DAILY)
    while number_changes(at=at):
        pass
    first = _walked("scheduled-sessions")[0]
    assert first == {"missing_cache_control", "no_deleted_items"}
