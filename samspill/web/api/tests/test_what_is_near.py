"""What is near a spot, the nearest first, as on the square: the spot is made coarse, and nobody on the way keeps it."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.recurrence import Pattern
from samspill.venues.models import Place

SPOT = "near=64.5,11.2&km=10"


def once(day, hour=18):
    return Pattern("once", starts_on=dt.date(2026, 3, day), starts_time=dt.time(hour), minutes=60)


@pytest.fixture
def along_the_road(put_on):
    """Three houses, one, three and six kilometres north of the square; what happens farthest away begins first."""
    for km, day in ((6, 12), (3, 13), (1, 14)):
        house = Place.objects.create(name=f"Hus {km}", latitude=64.5 + km / 111.195, longitude=11.2)
        put_on(f"{km} km", once(day), place=house)
    put_on("Uten sted", once(12))


def titles(page):
    return [(row.get("title") or row.get("activity"))["nb"] for row in page["data"]]


def all_pages(read, address):
    page = read(address)
    yield page
    while page["next"]:
        page = read(page["next"])
        yield page


@pytest.mark.parametrize("what", ["activities", "occurrences"])
def test_the_nearest_comes_first_where_that_is_asked_for(read, along_the_road, what):
    assert titles(read(f"{what}?{SPOT}&order=near")) == ["1 km", "3 km", "6 km"]
    assert titles(read(f"{what}?{SPOT}")) == ["6 km", "3 km", "1 km"], "else in the usual order"
    assert titles(read(f"{what}?near=64.5,11.2&km=4&order=near")) == ["1 km", "3 km"]


@pytest.mark.parametrize("what", ["activities", "occurrences", "places"])
def test_pages_lead_on_from_near_to_far_and_hold_each_row_once(read, along_the_road, put_on, what):
    for number in range(4):
        twin = Place.objects.create(name=f"Nabo {number}", latitude=64.5 + 3 / 111.195, longitude=11.2)
        put_on(f"3 km, {number}", once(13), place=twin)
    pages = list(all_pages(read, f"{what}?{SPOT}&order=near&limit=2"))
    rows = [row["id"] for page in pages for row in page["data"]]
    assert rows == [row["id"] for row in read(f"{what}?{SPOT}&order=near")["data"]]
    assert len(pages) == 4 and len(set(rows)) == 7


def test_as_near_what_begins_first_comes_first(read, put_on, library):
    put_on("Senere", once(20), place=library)
    put_on("Snart", once(12), place=library)
    assert titles(read(f"occurrences?{SPOT}&order=near")) == ["Snart", "Senere"]


def test_places_come_from_near_to_far(read, along_the_road):
    assert [row["name"] for row in read(f"places?{SPOT}&order=near")["data"]] == ["Hus 1", "Hus 3", "Hus 6"]


def test_a_spot_is_made_coarse_whatever_is_sent(read, along_the_road):
    exact = read("occurrences?near=64.49876543,11.20123456&km=10&order=near&limit=1")
    assert "near=64.5%2C11.2&" in exact["next"] and "64.498" not in exact["next"]
    assert exact["data"] == read(f"occurrences?{SPOT}&order=near&limit=1")["data"]


@pytest.mark.parametrize("what", ["activities", "occurrences", "places"])
def test_only_who_asked_may_keep_what_is_near(machine, along_the_road, what):
    near = machine.get(f"/api/v1/{what}?{SPOT}")
    assert near.headers["Cache-Control"] == "private, max-age=60"
    known = machine.get(f"/api/v1/{what}?{SPOT}", headers={"If-None-Match": near.headers["ETag"]})
    assert known.status_code == 304 and known.headers["Cache-Control"] == "private, max-age=60"
    assert machine.get(f"/api/v1/{what}").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("order=near", "order"),
        (f"{SPOT}&order=far", "order"),
        (f"{SPOT}&radius=500", "km"),
        ("near=64.5,11.2&km=51", "km"),
        ("near=64.5,11.2&km=0", "km"),
        ("near=64.5,181", "near"),
    ],
)
def test_what_makes_no_sense_is_told_where_it_is_wrong(machine, town, query, where):
    for what in ("activities", "occurrences", "places"):
        answer = machine.get(f"/api/v1/{what}?{query}")
        assert answer.status_code == 400
        assert [error["where"] for error in answer.json()["errors"]] == [where]


def test_a_page_goes_on_only_in_the_order_it_was_given_in(read, machine, along_the_road):
    for what in ("activities", "occurrences", "places"):
        cursor = read(f"{what}?{SPOT}&order=near&limit=1")["next"].partition("cursor=")[2]
        answer = machine.get(f"/api/v1/{what}?{SPOT}&cursor={cursor}")
        assert [error["where"] for error in answer.json()["errors"]] == ["cursor"]
