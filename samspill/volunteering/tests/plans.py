"""What tests of plans share: how one is approved, who is planned, and the plan as it stands now."""

from __future__ import annotations

import datetime as dt

from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions.plans import Asking, approve_plan
from samspill.volunteering.models import Plan, PlanChoice


def approve(plan: Plan, ola: StaffMember, at: dt.datetime) -> Asking:
    """Ola approves the plan as it stands now."""
    return approve_plan(plan.pk, seen_version=now(plan).version, by=ola, at=at)


def who(plan: Plan) -> dict[str, set[str]]:
    """Who is planned, by the kind of the need."""
    planned: dict[str, set[str]] = {}
    for choice in plan.choices.select_related("person", "shift__need"):
        planned.setdefault(choice.shift.need.kind, set()).add(choice.person.name)
    return planned


def choice_of(plan: Plan, person: Person) -> PlanChoice:
    """What this person is planned for, where it is one thing."""
    return plan.choices.get(person=person)


def now(plan: Plan) -> Plan:
    """The plan as the database has it."""
    return Plan.objects.get(pk=plan.pk)
