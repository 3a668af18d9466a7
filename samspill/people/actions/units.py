"""Units open and close."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned
from samspill.people import signals
from samspill.people.models import StaffMember, StandIn, Unit, UnitRole
from samspill.people.queries.units import staff_of_this_unit_alone, tables_with_units


class UnitIsClosed(ValueError):
    """A unit that has closed can neither close again nor take over."""


@transaction.atomic
def open_unit(
    name: str,
    *,
    by: StaffMember | str,
    at: dt.datetime,
    sector: str = "",
    phone: str = "",
    hours: str = "",
    email: str = "",
    receives_the_public: bool = False,
) -> Unit:
    """A municipal service begins to use Samspill; the one that is there if the name is known already."""
    unit, is_new = Unit.objects.get_or_create(
        name=name.strip(),
        defaults={
            "sector": sector,
            "phone": phone,
            "hours": hours,
            "email": email,
            "receives_the_public": receives_the_public,
        },
    )
    if is_new:
        note("open_unit", unit, by=by, channel="web", at=at)
    return unit


@transaction.atomic
def close_unit(unit: Unit, heir: Unit, *, by: StaffMember, at: dt.datetime, bring_staff: bool = False) -> int:
    """The unit closes, and `heir` takes over all it owns in every room; how many rows moved. Nothing is left behind.

    With `bring_staff` those who work there alone get the same roles at the heir. Raises `UnitIsClosed`.
    """
    _lock_both(unit, heir)
    signals.unit_closing.send(sender=Unit, unit=unit, heir=heir, by=by, at=at)
    moved = sum(_move(table, key, unit, heir) for table, key in tables_with_units())
    if bring_staff:
        _bring_along(unit, heir, at)
    _end_roles(unit, at)
    if unit.receives_the_public:
        Unit.objects.filter(pk=heir.pk).update(receives_the_public=True)
    Unit.objects.filter(pk=unit.pk).update(closed_at=at, receives_the_public=False)
    unit.refresh_from_db()
    note("close_unit", unit, by=by, channel="web", at=at, heir=str(heir.pk), moved=moved)
    return moved


def _lock_both(unit: Unit, heir: Unit) -> None:
    """Both rows, in the order of their keys, as they are now."""
    found = Unit.objects.select_for_update().filter(pk__in=[unit.pk, heir.pk]).order_by("pk")
    rows = list(found)
    if len(rows) != 2 or any(row.closed_at for row in rows):
        raise UnitIsClosed(unit)


def _move(table: type[Owned], key: str, unit: Unit, heir: Unit) -> int:
    """Move every row of one table. One that would collide at the heir is a fault: its room must hear the bell."""
    rows = table.objects.filter(**{key: unit})
    try:
        with transaction.atomic():
            return int(rows.update(**{key: heir}))
    except IntegrityError as error:
        raise RuntimeError(
            f"{table.__name__}.{key} collides at {heir}: hear the bell `unit_closing`"
        ) from error


def _bring_along(unit: Unit, heir: Unit, at: dt.datetime) -> None:
    today = clock.local_day(at)
    roles = UnitRole.objects.filter(unit=unit, staff__in=staff_of_this_unit_alone(unit, on=today))
    for role in roles.exclude(until_on__lt=today):
        UnitRole.objects.get_or_create(
            staff_id=role.staff_id,
            unit=heir,
            role=role.role,
            until_on=role.until_on,
            defaults={"from_on": today},
        )


def _end_roles(unit: Unit, at: dt.datetime) -> None:
    yesterday = clock.local_day(at) - dt.timedelta(days=1)
    UnitRole.objects.filter(unit=unit, until_on__isnull=True).update(until_on=yesterday)
    UnitRole.objects.filter(unit=unit, until_on__gt=yesterday).update(until_on=yesterday)
    StandIn.objects.filter(unit=unit, until_on__gt=yesterday).update(until_on=yesterday)
