"""What the tests of this room share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspill.activities.actions import import_calendar
from samspill.activities.models import CalendarRun, Occurrence
from samspill.activities.signals import occurrence_cancelled, occurrence_moved

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
