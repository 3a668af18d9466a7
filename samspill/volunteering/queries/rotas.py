"""What comes back: its pattern, its times to come, and which of them are short of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from samspill.activities.models import SchoolHoliday
from samspill.activities.rules.schedules import planned
from samspill.foundation import clock
from samspill.foundation.recurrence import ClosedPeriod, Pattern
from samspill.people.queries import Asker
from samspill.volunteering.models import Need, NeedRole, Shift
from samspill.volunteering.queries.coming import Coming, who_comes
from samspill.volunteering.queries.needs import seen_units, shifts_for
from samspill.volunteering.queries.proposing import deadline_of
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.next_step import Step, next_step

#: So many times are shown at first.
SHOWN_FIRST = 8
#: A time that is short of people waits at the desk when it is so near.
NEAR = dt.timedelta(days=7)
#: The next time of each rota is looked for within this.
LOOKED_AT = dt.timedelta(days=70)


@dataclass(frozen=True)
class RoleAtATime:
    """One role at one time: its shift as `shifts_for` gives it, who comes, and what to do next."""

    shift: Any
    coming: Coming
    step: Step

    @property
    def left(self) -> int:
        """How many places nobody has."""
        return max(0, int(self.shift.places) - int(self.shift.taken))

    @property
    def is_below_minimum(self) -> bool:
        """Whether it cannot take place with those who come so far."""
        return bool(self.shift.taken < self.shift.minimum and not self.shift.cancelled_at)


@dataclass
class TimeOfRota:
    """One time of a rota with its roles, in their order. `is_outside`: the pattern does not have it any more."""

    slot: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_cancelled: bool
    is_outside: bool = False
    roles: list[RoleAtATime] = field(default_factory=list)

    @property
    def first(self) -> Any:
        """The shift of its first role: the time is known by it."""
        return self.roles[0].shift


@dataclass(frozen=True)
class Rota:
    """A rota and its times to come. Everything is fetched."""

    need: Need
    pattern: Pattern
    roles: list[NeedRole]
    times: list[TimeOfRota]


def school_holidays() -> list[ClosedPeriod]:
    """When the municipality's schools are closed."""
    kept = SchoolHoliday.objects.order_by("first_on").values_list("first_on", "last_on", "name")
    return [ClosedPeriod(first_on, last_on, name) for first_on, last_on, name in kept]


def pattern_of(need: Need) -> Pattern:
    """The pattern of a rota. One query."""
    return rotas.read(need.pattern or {}, school_holidays())


def with_holidays(pattern: Pattern) -> Pattern:
    """A pattern as it was asked for, with the school holidays as they are now. One query."""
    return rotas.read(rotas.kept(pattern), school_holidays())


def roles_of(need: Need) -> list[NeedRole]:
    """The roles each of its times has, in their order. One query."""
    return list(need.roles.filter(ended_at__isnull=True).order_by("number"))


def rota_for(asker: Asker, need_id: Any) -> Need:
    """The gate: a rota of a unit the asker may see. Raises `Need.DoesNotExist`."""
    return _rotas_for(asker).get(pk=need_id)


def rota_to_change_for(asker: Asker, need_id: Any) -> Need:
    """The gate for changes: only where the asker cares for the unit. Raises `Need.DoesNotExist`."""
    return _rotas_for(asker).filter(unit__in=asker.caring_unit_ids).get(pk=need_id)


def rota(asker: Asker, need: Need, *, at: dt.datetime) -> Rota:
    """A rota that came through the gate, with all its times to come. Seven queries, however many times."""
    pattern = pattern_of(need)
    shifts = list(shifts_for(asker).filter(need=need, ends_at__gt=at).order_by("starts_at", "role__number"))
    times = _by_time(shifts, who_comes(shifts), at)
    _mark_those_outside(times, pattern)
    return Rota(need, pattern, roles_of(need), times)


def next_times(need: Need, *, at: dt.datetime, most: int = 40) -> list[Shift]:
    """The times to come that are not called off, each by the shift of its first role. One query."""
    rows = Shift.objects.filter(need=need, slot__gt=at, cancelled_at__isnull=True)
    first: dict[dt.datetime, Shift] = {}
    for shift in rows.order_by("starts_at", "role__number"):
        first.setdefault(shift.slot or shift.starts_at, shift)
    return list(first.values())[:most]


def rotas_list(asker: Asker, *, at: dt.datetime) -> list[tuple[Need, Pattern, Any]]:
    """The rotas that go on, by name, each with its pattern and its next time (as `shifts_for`). Three queries."""
    needs = list(_rotas_for(asker).filter(cancelled_at__isnull=True).order_by("title", "pk"))
    holidays = school_holidays()
    coming = shifts_for(asker).filter(need__in=needs, ends_at__gt=at, cancelled_at__isnull=True)
    first: dict[Any, Any] = {}
    for shift in coming.filter(starts_at__lt=at + LOOKED_AT).order_by("starts_at", "role__number"):
        first.setdefault(shift.need_id, shift)
    return [(need, rotas.read(need.pattern or {}, holidays), first.get(need.pk)) for need in needs]


def what_waits_below_minimum(asker: Asker, *, at: dt.datetime) -> list[Any]:
    """The times of rotas within a week that too few come to, the next first; as `shifts_for` gives them. One query.

    What is urgent: it cannot take place. What to do next: ask more people, or call the time off.
    """
    rows = shifts_for(asker).filter(
        need__unit__in=asker.caring_unit_ids, need__form=Need.Form.ROTA, cancelled_at__isnull=True,
        ends_at__gt=at, starts_at__lte=at + NEAR, taken__lt=F("minimum"),
    )  # fmt: skip
    return list(rows.order_by("starts_at", "code"))


def step_of(shift: Any, at: dt.datetime) -> Step:
    """What to do next about a shift that `shifts_for` gave."""
    return next_step(
        places=shift.places, taken=shift.taken, asked=shift.asked, waiting=shift.waiting,
        unreached=shift.unreached, starts=deadline_of(shift, at), at=at,
    )  # fmt: skip


def _rotas_for(asker: Asker) -> QuerySet[Need]:
    rows = Need.objects.filter(form=Need.Form.ROTA, unit__in=seen_units(asker))
    fetched = ("unit", "area", "request__recipient__person", "made_by", "owner", "changed_by", "copied_from")
    return rows.select_related(*fetched)


def _by_time(shifts: Sequence[Any], coming: dict[Any, Coming], at: dt.datetime) -> list[TimeOfRota]:
    times: dict[tuple[Any, Any], TimeOfRota] = {}
    for shift in shifts:
        slot = shift.slot or shift.starts_at
        time = times.setdefault(
            (slot, shift.starts_at),
            TimeOfRota(slot, shift.starts_at, shift.ends_at, is_cancelled=bool(shift.cancelled_at)),
        )
        time.is_cancelled = time.is_cancelled and bool(shift.cancelled_at)
        time.roles.append(RoleAtATime(shift, coming[shift.pk], step_of(shift, at)))
    return list(times.values())


def _mark_those_outside(times: list[TimeOfRota], pattern: Pattern) -> None:
    """A school holiday may have come since; whoever is booked then is not called off by the system."""
    if not times:
        return
    days = [clock.local_day(time.slot) for time in times]
    standing = {time.slot for time in planned(pattern, first_on=min(days), last_on=max(days))}
    for time in times:
        by_hand = any(one.shift.decided_at for one in time.roles)
        time.is_outside = time.slot not in standing and not by_hand and not time.is_cancelled
