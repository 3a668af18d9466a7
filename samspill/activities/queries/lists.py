"""Who comes: the list of one time, and of a course a grid of all its times. Names as they were given, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.activities.models import Activity, Occurrence, SignUp


@dataclass(frozen=True)
class Line:
    """One who has signed up, with her sign-up at each of the grid's times; None where she has none."""

    name: str
    places: list[SignUp | None]


@dataclass(frozen=True)
class Grid:
    """Those who come, by name, against times in order."""

    times: list[Any]
    lines: list[Line]

    @property
    def sign_ups(self) -> list[SignUp]:
        """All that it shows."""
        return [place for line in self.lines for place in line.places if place is not None]


def times_that_hold(activity: Activity) -> QuerySet[Occurrence]:
    """Its times that are not called off, past and to come, in order."""
    return activity.occurrences.filter(cancelled_at__isnull=True).order_by("starts_at", "pk")


def grid_of(times: Sequence[Occurrence]) -> Grid:
    """Who has a place at which of these times. One query."""
    live = SignUp.objects.filter(occurrence__in=[time.pk for time in times], cancelled_at__isnull=True)
    columns = {time.pk: number for number, time in enumerate(times)}
    lines: dict[Any, Line] = {}
    for row in live.select_related("person").order_by("person__search_name", "person_id", "seat"):
        line = lines.setdefault(row.person_id, Line(name_on_list(row), [None] * len(columns)))
        line.places[columns[row.occurrence_id]] = row
    return Grid(list(times), list(lines.values()))


def name_on_list(row: SignUp) -> str:
    """What whoever comes is called on a list. Its person should be fetched."""
    return row.person.name
