"""Who is asking: a member of staff, the unit she acts in, and what she may do where."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samspill.people.models import StaffMember, Unit, UnitRole
from samspill.people.rules.roles import Deed, may, roles_that_may

#: Roles that work with the people a unit helps. Grants staff and readers do not see them.
CARING = roles_that_may(Deed.CARE)


@dataclass(frozen=True, slots=True)
class Asker:
    """A member of staff at the desk. What gates take: `need_for(asker, id)`.

    `unit` is where what she makes lands; `held` holds every (unit id, role) she has today, `units` the units by name.
    """

    staff: StaffMember
    unit: Unit
    held: frozenset[tuple[uuid.UUID, str]]
    units: tuple[Unit, ...] = ()

    @property
    def unit_ids(self) -> frozenset[uuid.UUID]:
        """All units she has a role in."""
        return frozenset(unit_id for unit_id, _ in self.held)

    @property
    def caring_unit_ids(self) -> frozenset[uuid.UUID]:
        """The units whose recipients she may know: those where her role is to care for them."""
        return frozenset(unit_id for unit_id, role in self.held if role in CARING)

    @property
    def roles(self) -> frozenset[str]:
        """Her roles in the unit she acts in."""
        return self.roles_in(self.unit.pk)

    def roles_in(self, unit_id: uuid.UUID | None) -> frozenset[str]:
        """Her roles in a unit; none where she has none."""
        return frozenset(role for held_in, role in self.held if held_in == unit_id)

    @property
    def may_change(self) -> bool:
        """Whether she may do more than look, in the unit she acts in."""
        return self.may_change_in(self.unit.pk)

    def may_change_in(self, unit_id: uuid.UUID | None) -> bool:
        """Whether she may do more than look in this unit."""
        return may(self.roles_in(unit_id), Deed.CHANGE)

    @property
    def is_leader(self) -> bool:
        """Whether she leads the unit she acts in: invites staff, gives roles, erases."""
        return may(self.roles, Deed.LEAD)

    @property
    def may_call_out(self) -> bool:
        """Whether she is in the crisis cell, through any of her units: it works across them."""
        return may((role for _, role in self.held), Deed.CALL_OUT)

    @property
    def calling_unit(self) -> Unit | None:
        """The unit she calls out for: the one she acts in where she may there, else the first by name where she may."""
        here = [self.unit, *self.units]
        return next((unit for unit in here if may(self.roles_in(unit.pk), Deed.CALL_OUT)), None)


class NoUnit(LookupError):
    """She has no role in any unit today."""


def asker_for(staff: StaffMember, *, on: dt.date, acting_in: uuid.UUID | str | None = None) -> Asker:
    """Who `staff` is on this day. `acting_in` is the unit she chose; without it, or if she no longer has it, the first
    by name. Raises `NoUnit`.
    """
    rows = list(_roles_on(staff, on).select_related("unit").order_by("unit__name"))
    if not rows:
        raise NoUnit(staff)
    units = {str(row.unit_id): row.unit for row in rows}
    unit = units.get(str(acting_in)) or rows[0].unit
    held = frozenset((row.unit_id, row.role) for row in rows)
    return Asker(staff=staff, unit=unit, held=held, units=tuple(units.values()))


def _roles_on(staff: StaffMember, day: dt.date) -> QuerySet[UnitRole]:
    until = Q(until_on__isnull=True) | Q(until_on__gte=day)
    return UnitRole.objects.filter(until, staff=staff, from_on__lte=day, unit__closed_at__isnull=True)
