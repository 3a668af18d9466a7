"""Selections get a name, are changed and put away."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.messaging.rules.templates import free_name
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models import Selection
from samspill.volunteering.rules.selections import Criteria, kept_criteria


class SelectionNameTaken(ValueError):
    """The unit has a selection of this name."""


@transaction.atomic
def save_selection(
    name: str,
    criteria: Criteria,
    *,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    selection: Selection | None = None,
) -> Selection:
    """Keep these criteria under a name, or change `selection`. Raises `NameMissing`, `SelectionNameTaken` and
    `HoldsNationalId`.
    """
    name = name.strip()[:80]
    if not name:
        raise NameMissing
    refuse_national_ids(name=name)
    row = selection or Selection(unit=unit, made_at=at, made_by=by)
    row.name, row.criteria = name, kept_criteria(criteria)
    if selection is not None:
        row.changed_at, row.changed_by = at, by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise SelectionNameTaken(name) from None
    note("save_selection", row, by=by, channel="web", at=at)
    return row


@transaction.atomic
def remove_selection(selection: Selection, *, by: StaffMember, at: dt.datetime) -> None:
    """It is used no more; what was sent to it stays as it was."""
    if Selection.objects.filter(pk=selection.pk, removed_at__isnull=True).update(removed_at=at):
        note("remove_selection", selection, by=by, channel="web", at=at)


@transaction.atomic
def settle_selections_of(unit: Unit, heir: Unit) -> None:
    """The unit closes: its selections come to the heir, under a name of their own where the name is taken there, and
    who was followed up by the unit is looked for at the heir.
    """
    taken = set(Selection.objects.filter(unit=heir, removed_at__isnull=True).values_list("name", flat=True))
    for row in Selection.objects.filter(unit=unit, removed_at__isnull=True, name__in=taken):
        row.name = free_name(row.name, unit.name, taken)
        row.save(update_fields=["name"])
        taken.add(row.name)
    closed = str(unit.pk)
    for row in Selection.objects.filter(removed_at__isnull=True):
        if closed in row.criteria.get("units", ()):
            others = [key for key in row.criteria["units"] if key not in (closed, str(heir.pk))]
            row.criteria = row.criteria | {"units": [*others, str(heir.pk)]}
            row.save(update_fields=["criteria"])
