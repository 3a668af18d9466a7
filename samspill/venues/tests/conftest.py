"""A school with a gym hall that divides in two, and a library room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from samspill.people.actions import find_or_add_person
from samspill.venues.actions import SpaceFacts, add_place, add_space, set_hours
from samspill.venues.rules import Hours

ALL_DAY = tuple(Hours(weekday, 8 * 60, 22 * 60, True) for weekday in range(7))


@pytest.fixture
def school(town: Any, at: dt.datetime) -> Any:
    """A place that is step-free."""
    return add_place("Brattlia skole", accessibility=["step_free"], by="system", at=at)


@pytest.fixture
def hall(school: Any, at: dt.datetime) -> Any:
    """The gym hall, lent every day 8–22, booked at once. Its door has a code."""
    facts = SpaceFacts("Gymsalen", capacity=120, equipment=("sound",), door="Koden er 4711.")
    space = add_space(school, facts, by="system", at=at)
    set_hours(space, ALL_DAY, by="system", at=at)
    return space


@pytest.fixture
def halves(school: Any, hall: Any, at: dt.datetime) -> list[Any]:
    """The two halves of the gym hall."""
    rows = []
    for name in ("Gymsalen A", "Gymsalen B"):
        rows.append(add_space(school, SpaceFacts(name, capacity=60), whole=hall, by="system", at=at))
        set_hours(rows[-1], ALL_DAY, by="system", at=at)
    return rows


@pytest.fixture
def kari(town: Any, at: dt.datetime) -> Any:
    """Somebody who wants to borrow."""
    return find_or_add_person("Kari Berg", ["+4741234567"], by="system", at=at, channel="phone")
