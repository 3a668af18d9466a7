"""Who follows up what another does while she is away: computed each time, so that it ends by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from samspill.people.models import StaffMember, StandIn
from samspill.people.queries.asking import Asker

#: A stand-in may be away as well, and hers, but somebody has to be there.
LONGEST_CHAIN = 5


@dataclass(frozen=True)
class Follower:
    """Who follows something up today; `instead_of` and `until_on` where she does it for somebody who is away."""

    staff: StaffMember
    instead_of: StaffMember | None = None
    until_on: dt.date | None = None


def stand_ins_on(day: dt.date) -> QuerySet[StandIn]:
    """Those that hold on this day, with both colleagues and the unit."""
    rows = StandIn.objects.filter(from_on__lte=day, until_on__gte=day, to_staff__left_at__isnull=True)
    return rows.select_related("from_staff", "to_staff", "unit").order_by("-made_at", "-pk")


def stand_ins_of(asker: Asker, staff: StaffMember, *, on: dt.date) -> list[StandIn]:
    """What this colleague has handed over, or looks after, in the asker's acting unit: today and to come."""
    rows = StandIn.objects.filter(unit=asker.unit, until_on__gte=on)
    both = rows.filter(from_staff=staff) | rows.filter(to_staff=staff)
    return list(both.select_related("from_staff", "to_staff").order_by("from_on", "pk"))


def stand_in_for(asker: Asker, stand_in_id: uuid.UUID) -> StandIn:
    """The gate: one in the asker's acting unit. Raises `StandIn.DoesNotExist`."""
    return StandIn.objects.select_related("from_staff", "to_staff", "unit").get(
        pk=stand_in_id, unit=asker.unit
    )


def whose_tasks(staff: StaffMember, *, on: dt.date, unit_id: uuid.UUID | None = None) -> frozenset[uuid.UUID]:
    """Herself and those she stands in for today, also through another who is away; in this unit, or in any."""
    rows = stand_ins_on(on).filter(unit=unit_id) if unit_id else stand_ins_on(on)
    pairs = list(rows.values_list("to_staff_id", "from_staff_id"))
    tasks = {staff.pk}
    for _ in range(LONGEST_CHAIN):
        tasks |= {away for to_staff, away in pairs if to_staff in tasks}
    return frozenset(tasks)


def follower_of(
    owner: StaffMember, stand_ins: list[StandIn], *, unit_id: uuid.UUID | None = None
) -> Follower:
    """Who does it today what `owner` follows up, by those that hold today (`stand_ins_on`); in this unit, or in any."""
    staff, until_on = owner, None
    for _ in range(LONGEST_CHAIN):
        found = next(
            (one for one in stand_ins if one.from_staff_id == staff.pk and unit_id in (None, one.unit_id)),
            None,
        )
        if found is None or found.to_staff_id == owner.pk:
            break
        staff = found.to_staff
        until_on = min(until_on, found.until_on) if until_on else found.until_on
    return Follower(staff, owner, until_on) if staff != owner else Follower(owner)


def colleagues_to_choose(asker: Asker, *, besides: StaffMember) -> list[StaffMember]:
    """Everybody who works in the municipality's units, those of the asker's own unit first."""
    rows = StaffMember.objects.filter(left_at__isnull=True, roles__isnull=False).exclude(pk=besides.pk)
    here = set(rows.filter(roles__unit=asker.unit).values_list("pk", flat=True))
    return sorted(rows.distinct(), key=lambda one: (one.pk not in here, one.name.casefold()))
