"""What the tests of this room share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspill.activities.actions import Announcement, import_calendar, publish_activity
from samspill.activities.models import CalendarRun, Occurrence
from samspill.activities.signals import occurrence_cancelled, occurrence_moved
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person

numbers = itertools.count(41200000)
Bring = Callable[..., CalendarRun]


@pytest.fixture
def bring(town: Any, at: dt.datetime) -> Bring:
    """Import bytes as the calendar of the choir."""

    def import_it(source: bytes, *, name: str = "Koret", at: dt.datetime = at) -> CalendarRun:
        return import_calendar(town, source, source_name=name, at=at)

    return import_it


@pytest.fixture
def bells() -> Iterator[list[tuple[str, Occurrence]]]:
    """The bells that rang, in order, with the occurrence each was about."""
    rung: list[tuple[str, Occurrence]] = []

    def hear_cancelled(occurrence: Occurrence, **facts: object) -> None:
        rung.append(("cancelled", occurrence))

    def hear_moved(occurrence: Occurrence, **facts: object) -> None:
        rung.append(("moved", occurrence))

    occurrence_cancelled.connect(hear_cancelled)
    occurrence_moved.connect(hear_moved)
    yield rung
    occurrence_cancelled.disconnect(hear_cancelled)
    occurrence_moved.disconnect(hear_moved)


@pytest.fixture
def course(centre: Any, at: dt.datetime) -> Callable[..., Occurrence]:
    """Put a course on the square, in five days unless another day is named; gives its only time."""

    def publish(*, places=2, days=5, title="Grunnkurs", completes="course", **more):
        told = Announcement(
            title={"nb": title, "en": "Basic course"}, unit=centre, place_text="Torggata 7", takes_sign_ups=True,
            places=places, completes=completes, **more,
        )  # fmt: skip
        pattern = Pattern(
            kind="once",
            starts_on=clock.local_day(at) + dt.timedelta(days=days),
            starts_time=dt.time(18),
            minutes=120,
        )
        activity = publish_activity(told, [pattern], by="system", at=at)
        return activity.occurrences.get()

    return publish


@pytest.fixture
def somebody(ola: Any, at: dt.datetime) -> Callable[..., Any]:
    """Write somebody down, with a phone of their own unless one is named."""

    def add(name="Kari Berg", phone="", **facts):
        return find_or_add_person(
            name, [phone or str(next(numbers))], by=ola, at=at, channel="phone", **facts
        )

    return add
