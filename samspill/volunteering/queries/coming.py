"""Who comes to a shift: single volunteers, groups, and those who wait behind the places."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from samspill.volunteering.models import Assignment, GroupBooking, Shift


@dataclass
class Coming:
    """The names of those who come, of the groups with how many of them, and of the reserves."""

    volunteers: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    reserves: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Volunteers and groups: «Kari Berg», «Fjordkoret (5)»."""
        return [*self.volunteers, *self.groups]


def who_comes(shifts: Iterable[Shift]) -> dict[uuid.UUID, Coming]:
    """Who comes to each of these, in the order of the seats. Two queries."""
    found = {shift.pk: (shift, Coming()) for shift in shifts}
    booked = Assignment.objects.filter(shift__in=found, released_at__isnull=True)
    for shift_id, seat, name in booked.order_by("seat").values_list("shift_id", "seat", "person__name"):
        shift, coming = found[shift_id]
        (coming.volunteers if seat <= shift.places else coming.reserves).append(name)
    groups = GroupBooking.objects.filter(shift__in=found, released_at__isnull=True).order_by("made_at", "pk")
    for shift_id, name, size in groups.values_list("shift_id", "organisation__name", "size"):
        found[shift_id][1].groups.append(f"{name} ({size})")
    return {key: coming for key, (_, coming) in found.items()}


def with_who_comes(rows: Iterable[Shift]) -> list[Shift]:
    """The shifts, each with the names of those who come in `who`. Three queries with that for the shifts."""
    shifts = list(rows)
    coming = who_comes(shifts)
    for shift in shifts:
        shift.who = coming[shift.pk].names  # type: ignore[attr-defined]
    return shifts
