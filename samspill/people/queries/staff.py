"""Questions about staff and their units."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch, QuerySet

from samspill.people.models import StaffMember, Unit, UnitRole
from samspill.people.queries.asking import Asker


def staff_for(asker: Asker) -> QuerySet[StaffMember]:
    """Those who work in the asker's acting unit, by name, with their roles there as `roles_here`."""
    here = UnitRole.objects.filter(unit=asker.unit).order_by("from_on")
    return (
        StaffMember.objects.filter(left_at__isnull=True, roles__unit=asker.unit)
        .distinct()
        .order_by("name")
        .prefetch_related(Prefetch("roles", queryset=here, to_attr="roles_here"))
    )


def staff_member_for(asker: Asker, staff_id: uuid.UUID) -> StaffMember:
    """The gate: somebody who works in the asker's acting unit. Raises `StaffMember.DoesNotExist`."""
    return staff_for(asker).get(pk=staff_id)


def former_staff_for(asker: Asker) -> QuerySet[StaffMember]:
    """Those who left and worked in the asker's acting unit, whom one can still reach, the latest first."""
    left = StaffMember.objects.filter(left_at__isnull=False, erased_at__isnull=True, roles__unit=asker.unit)
    return left.distinct().order_by("-left_at")


def role_for(asker: Asker, role_id: uuid.UUID) -> UnitRole:
    """The gate: a role in the asker's acting unit. Raises `UnitRole.DoesNotExist`."""
    return UnitRole.objects.select_related("staff", "unit").get(pk=role_id, unit=asker.unit)


def open_units() -> QuerySet[Unit]:
    """The municipality's units, by name."""
    return Unit.objects.filter(closed_at__isnull=True).order_by("name")


def unit_named(name: str) -> Unit:
    """The unit of this name, any case. Raises `Unit.DoesNotExist`."""
    return Unit.objects.get(name__iexact=name.strip(), closed_at__isnull=True)
