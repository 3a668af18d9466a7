"""The columns of the plans, and of one plan, as a spreadsheet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.volunteering.queries.tasks import title_of
from samspill.web.desk.plans.forms import week_words
from samspill.web.desk.spreadsheets import Column

PLANS = (
    Column(_("Week"), lambda plan: week_words(plan.from_on)),
    Column(_("Units"), lambda plan: ", ".join(row.unit.name for row in plan.units.all())),
    Column(_("First day"), lambda plan: plan.from_on),
    Column(_("Last day"), lambda plan: plan.until_on),
    Column(_("Made"), lambda plan: plan.made_at),
    Column(_("Made by"), lambda plan: str(plan.made_by or "")),
    Column(_("Places"), lambda plan: plan.figures.get("places")),
    Column(_("Places with somebody"), lambda plan: plan.figures.get("planned")),
    Column(_("Approved"), lambda plan: plan.approved_at),
    Column(_("Approved by"), lambda plan: str(plan.approved_by or "")),
)
PLANNED = (
    Column(_("Code"), lambda one: one.row.shift.code),
    Column(_("Task"), lambda one: title_of(one.row.shift)),
    Column(_("Begins"), lambda one: one.row.shift.starts_at),
    Column(_("Ends"), lambda one: one.row.shift.ends_at),
    Column(_("Part of town"), lambda one: str(one.row.shift.need.area or "")),
    Column(_("Unit"), lambda one: one.row.shift.need.unit.name),
    Column(_("Places"), lambda one: one.row.places),
    Column(_("Who is planned"), lambda one: ", ".join(choice.person.name for choice in one.choices)),
    Column(_("Places nobody is planned for"), lambda one: one.open_places),
    Column(_("Asked"), lambda one: one.row.asked_at),
    Column(_("Taken"), lambda one: one.row.taken),
)
