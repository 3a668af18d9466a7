"""A colleague looks after what another follows up: for a holiday, or for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people import signals
from samspill.people.actions.persons import refuse_national_ids
from samspill.people.actions.staff import HasLeft
from samspill.people.models import Role, StaffMember, StandIn, Unit, UnitRole
from samspill.people.rules.roles import MAY


class SameColleague(ValueError):
    """She cannot hand over to herself."""


class EndsBeforeItStarts(ValueError):
    """The last day is before the first, or past."""


@transaction.atomic
def stand_in_from(
    from_staff: StaffMember,
    to_staff: StaffMember,
    unit: Unit,
    *,
    from_on: dt.date,
    until_on: dt.date,
    by: StaffMember,
    at: dt.datetime,
    words: str = "",
) -> StandIn:
    """`to_staff` looks after all that `from_staff` follows up in the unit, both days included; it ends by itself.

    What she may not yet do there she may for those days. Raises `SameColleague`, `HasLeft`, `EndsBeforeItStarts` and
    `HoldsNationalId`.
    """
    refuse_national_ids(words=words)
    _check(from_staff, to_staff)
    if until_on < from_on or until_on < clock.local_day(at):
        raise EndsBeforeItStarts
    row = StandIn.objects.create(
        from_staff=from_staff,
        to_staff=to_staff,
        unit=unit,
        from_on=from_on,
        until_on=until_on,
        words=words.strip()[:300],
        made_at=at,
        made_by=by,
    )
    for role in _roles_she_lacks(from_staff, to_staff, unit, from_on, until_on):
        UnitRole.objects.create(
            staff=to_staff, unit=unit, role=role, from_on=from_on, until_on=until_on, stand_in=row
        )
    facts = {"to": str(to_staff.pk), "unit": str(unit.pk), "until": until_on.isoformat()}
    note("stand_in", from_staff, by=by, channel="web", at=at, **facts)
    return row


@transaction.atomic
def end_stand_in(row: StandIn, *, by: StaffMember, at: dt.datetime) -> None:
    """She is back earlier: yesterday was its last day, also of the roles given for it."""
    yesterday = clock.local_day(at) - dt.timedelta(days=1)
    UnitRole.objects.filter(stand_in=row, until_on__gt=yesterday).update(until_on=yesterday)
    StandIn.objects.filter(pk=row.pk, until_on__gt=yesterday).update(until_on=yesterday)
    note("end_stand_in", row.from_staff, by=by, channel="web", at=at, to=str(row.to_staff_id))


@transaction.atomic
def hand_over_for_good(
    from_staff: StaffMember, to_staff: StaffMember, unit: Unit, *, by: StaffMember, at: dt.datetime
) -> None:
    """From now on `to_staff` follows up all that `from_staff` did in the unit. Raises `SameColleague` and `HasLeft`.

    What she may not yet do there she may from now on.
    """
    _check(from_staff, to_staff)
    today = clock.local_day(at)
    for role in _roles_she_lacks(from_staff, to_staff, unit, today, None):
        UnitRole.objects.create(staff=to_staff, unit=unit, role=role, from_on=today)
    signals.responsibility_handed_over.send(
        sender=StaffMember, from_staff=from_staff, to_staff=to_staff, unit=unit, by=by, at=at
    )
    note("hand_over", from_staff, by=by, channel="web", at=at, to=str(to_staff.pk), unit=str(unit.pk))


def _check(from_staff: StaffMember, to_staff: StaffMember) -> None:
    if from_staff == to_staff:
        raise SameColleague
    if to_staff.left_at is not None:
        raise HasLeft(to_staff)


def _roles_she_lacks(
    from_staff: StaffMember, to_staff: StaffMember, unit: Unit, first: dt.date, last: dt.date | None
) -> list[str]:
    """The roles of the one that let her do something the other may not all that time. A coordinator's substitute is
    one.
    """
    can = set[str]().union(*(MAY[role] for role in _held(to_staff, unit, first, last)))
    lacking = [role for role in sorted(_held(from_staff, unit, first, first)) if not MAY[role] <= can]
    if last is None:
        return lacking
    return sorted({Role.SUBSTITUTE.value if role == Role.COORDINATOR else role for role in lacking})


def _held(staff: StaffMember, unit: Unit, first: dt.date, last: dt.date | None) -> set[str]:
    """The roles she has from the first day to the last; without a last day, those without an end."""
    lasting = Q(until_on__isnull=True)
    if last is not None:
        lasting |= Q(until_on__gte=last)
    return set(
        UnitRole.objects.filter(lasting, staff=staff, unit=unit, from_on__lte=first).values_list(
            "role", flat=True
        )
    )
