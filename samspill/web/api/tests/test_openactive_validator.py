"""OpenActive's own validator finds nothing wrong with what we give out. It needs Node; `start.py check` fetches it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from samspill.foundation.changes import number_changes
from samspill.foundation.recurrence import Pattern
from samspill.web.api import openactive

VALIDATORS = Path(__file__).resolve().parents[4] / "tools" / "validators"
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(
        not (NODE and (VALIDATORS / "node_modules").is_dir()),
        reason="OpenActive's validator is not here: it needs Node, and `npm ci` in tools/validators",
    ),
]


#: What it asks for and we cannot give: a list of activities that is fetched from outside (ours is our own: theirs knows
#: sport and no volunteering), and what nobody has told. An invented postcode or price would be worse than none.
LISTS = {"activity_not_in_activity_list", "file_not_found", "use_official_activity_list"}
NOT_TOLD = {("$.location.address.postalCode", "Grendehuset"), ("$.location.address.postalCode", "Lillevik")}
NOT_TOLD |= {("$.offers[0].price", "Spør oss"), ("$.offers[0].price", "Pris hos arrangøren")}


def _said(items):
    command = [str(NODE), "validate.cjs"]
    done = subprocess.run(
        command,
        cwd=VALIDATORS,
        input=json.dumps(items),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def _failures(items):
    """What is wrong: where, and what the place or the offer is called there."""
    return {
        (one["path"], _name_at(item, one["path"]))
        for item, said in zip(items, _said(items), strict=True)
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
    put_on("Kor", monthly, place_text="Grendehuset", price="50 kr", age_from=12)
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
    assert _failures(told) <= NOT_TOLD


def test_it_would_find_what_is_wrong(told):
    broken = {name: value for name, value in told[0].items() if name != "name"}
    assert ("$.name", None) in _failures([broken])
