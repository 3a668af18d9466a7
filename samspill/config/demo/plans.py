"""Next week's open tasks, and a plan for them: one choice locked, one person excluded, made anew, and not approved."""

from __future__ import annotations

import datetime as dt

from samspill.config.demo.tables import Row, rows
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions import (
    Asked,
    exclude_from_shift,
    lock_choice,
    make_plan,
    plan_anew,
    register_request,
)
from samspill.volunteering.models import Plan


def plan_next_week(units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime) -> None:
    """Write down what is to be covered next week, and plan the volunteer centre's part of it."""
    areas = {area.name: area for area in Area.objects.all()}
    monday = _next_monday(at)
    for place, row in enumerate(rows("next_week")):
        asked = _asked(row, areas, monday)
        register_request(
            asked,
            unit=units[row["unit"]],
            by=staff["Ola Brekke"],
            at=at - dt.timedelta(minutes=7 * place + 9),
        )
    _plan(units["centre"], monday, staff["Ingrid Solvang"], at)


def _plan(unit: Unit, monday: dt.date, by: StaffMember, at: dt.datetime) -> None:
    plan = make_plan([unit], from_on=monday, until_on=monday + dt.timedelta(days=6), by=by, at=at)
    first, second = plan.choices.order_by("shift__starts_at", "pk")[:2]
    lock_choice(plan.pk, first.pk, is_locked=True, seen_version=1, by=by, at=at)
    exclude_from_shift(plan.pk, second.pk, seen_version=2, by=by, at=at)
    plan_anew(Plan.objects.get(pk=plan.pk), by=by, at=at)


def _next_monday(at: dt.datetime) -> dt.date:
    today = clock.local_day(at)
    return today + dt.timedelta(days=7 - today.weekday())


def _asked(row: Row, areas: dict[str, Area], monday: dt.date) -> Asked:
    day = monday + dt.timedelta(days=row.number("weekday") or 0)
    starts_at = clock.at_local(day, dt.time.fromisoformat(row["clock"]))
    return Asked(
        caller_name=row["caller"],
        on_behalf_of=row["on_behalf_of"],
        recipient_name=row["recipient"],
        kind=row["kind"],
        title=row["title"],
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=row.number("minutes") or 60),
        area=areas[row["area"]].pk,
        places=row.number("places") or 1,
        demands=row.codes("demands"),
        gender=row["gender"],
        languages=row.codes("languages"),
        meet_name=row["recipient"],
    )
