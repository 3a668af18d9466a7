"""A course with a waiting list, and a crowd that wants a place."""

from __future__ import annotations

import itertools

import pytest

from samspill.activities.actions import (
    publish_activity,
)
from samspill.activities.tests.waiting.lines import (
    once,
    told_of,
)
from samspill.people.actions import find_or_add_person

numbers = itertools.count(41300000)


@pytest.fixture
def course(centre, at):
    """Put a course with a waiting list on the square, in five days; gives its only time."""

    def publish(way="at_once", places=1, days=5, **more):
        activity = publish_activity(
            told_of(centre, way, places, **more), [once(at, days)], by="system", at=at
        )
        return activity.occurrences.get()

    return publish


@pytest.fixture
def somebody(ola, at):
    def add(name="Kari Berg", phone=""):
        return find_or_add_person(name, [phone or str(next(numbers))], by=ola, at=at, channel="phone")

    return add


@pytest.fixture
def crowd(somebody):
    return [somebody(f"Person{n} Nord") for n in range(4)]
