"""What belongs to a unit, found by walking the foreign keys of every table; for the day it closes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q

from samspill.foundation.counting import counted_together
from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember, StandIn, Unit, UnitRole
from samspill.people.queries.asking import Asker

#: Who worked there, and who stood in for whom, is history and stays with the unit.
STAYS: tuple[type[Owned], ...] = (UnitRole, StandIn)


def tables_with_units() -> Iterator[tuple[type[Owned], str]]:
    """Every table whose rows belong to a unit, and that key's name."""
    for model in apps.get_models():
        if issubclass(model, Owned) and model not in STAYS:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is Unit:
                    yield model, field.name


def what_a_unit_owns(unit: Unit) -> dict[str, int]:
    """How many rows of each table belong to it, by the table's label; those with none are left out. One query."""
    piles = {(model, key): model.objects.filter(**{key: unit}) for model, key in tables_with_units()}
    owned: Counter[str] = Counter()
    for (model, _), number in counted_together(piles).items():
        owned[model._meta.label_lower] += number
    return {label: number for label, number in owned.items() if number}


def staff_of_this_unit_alone(unit: Unit, *, on: dt.date) -> list[StaffMember]:
    """Those who would have no unit to work in without this one, by name."""
    holding = Q(roles__until_on__isnull=True) | Q(roles__until_on__gte=on)
    present = StaffMember.objects.filter(left_at__isnull=True)
    here = present.filter(holding, roles__unit=unit)
    other = UnitRole.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), unit__closed_at__isnull=True
    ).exclude(unit=unit)
    return list(here.exclude(pk__in=other.values("staff")).distinct().order_by("name"))


def heirs_of(asker: Asker, unit: Unit) -> list[Unit]:
    """The open units that may take over, by name."""
    return list(Unit.objects.filter(closed_at__isnull=True).exclude(pk=unit.pk).order_by("name"))
