"""Who comes: the list of one time, and of a course a grid of all its times. Names as they were given, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.rules.parties import CHILD


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
    """Who has a place at which of these times; each child and each in a group on a line of their own. One query."""
    live = SignUp.objects.filter(occurrence__in=[time.pk for time in times], cancelled_at__isnull=True)
    columns = {time.pk: number for number, time in enumerate(times)}
    lines: dict[Any, Line] = {}
    seen: Counter[Any] = Counter()
    for row in live.select_related("person").order_by("person__search_name", "person_id", "seat"):
        who = (row.person_id, name_on_list(row))
        # Those beside somebody have no names of their own: the first of each time share a line, and so on.
        seen[row.occurrence_id, who] += 1
        line = lines.setdefault((who, seen[row.occurrence_id, who]), Line(who[1], [None] * len(columns)))
        line.places[columns[row.occurrence_id]] = row
    return Grid(list(times), list(lines.values()))


def beside_the_name(row: SignUp, phones: Mapping[Any, str]) -> list[str]:
    """What a list says beside a name: whom one calls about a child, and what was answered, where it was asked."""
    contact = ", ".join(part for part in (row.person.name, phones.get(row.person_id, "")) if part)
    return ([contact] if row.for_whom == CHILD else []) + _answers(row)


def beside_one_who_waits(row: Waiting) -> list[str]:
    """What the waiting list says beside a name, so that one can choose: the children, and what was answered."""
    children = ", ".join(name for name in row.guests if name)
    return ([children] if children else []) + _answers(row)


def _answers(row: SignUp | Waiting) -> list[str]:
    return [f"{asked} {answered}" for asked, answered in row.answers]


def name_on_list(row: SignUp) -> str:
    """What whoever comes is called on a list. Its person should be fetched."""
    return row.who_comes
