"""Parts of town, as the desk looks after them."""

from __future__ import annotations

import uuid
from collections import Counter

from django.db.models import QuerySet

from samspill.activities.models import AreaRemoval
from samspill.foundation.area_ids import columns_with_area_ids, rows_naming, rows_of, tables_with_areas
from samspill.foundation.counting import counted_together
from samspill.foundation.models import Area
from samspill.organisations.queries.square import norwegian_order
from samspill.people.queries import Asker


def areas_for(asker: Asker) -> list[Area]:
    """The municipality's parts of town, in alphabetical order. One query."""
    return sorted(Area.objects.all(), key=lambda area: norwegian_order(area.name))


def area_for(asker: Asker, area_id: uuid.UUID) -> Area:
    """The gate: one of them, for any staff. Raises `Area.DoesNotExist`."""
    return Area.objects.get(pk=area_id)


def removals_for(asker: Asker) -> QuerySet[AreaRemoval]:
    """What was removed, the latest first, with which took over and who did it."""
    return AreaRemoval.objects.select_related("heir", "removed_by").order_by("-removed_at", "pk")


def what_belongs_to(area: Area) -> dict[str, int]:
    """How many rows of each table belong to it or name it, by the table's label; those with none are left out. One
    query.
    """
    keyed = {(table, key): rows_of(table).filter(**{key: area}) for table, key in tables_with_areas()}
    named = {(table, name): rows_naming(area.pk, table, name) for table, name in columns_with_area_ids()}
    counted: Counter[str] = Counter()
    for (table, _), number in counted_together({**keyed, **named}).items():
        if table is not AreaRemoval:
            counted[table._meta.label_lower] += number
    return {label: number for label, number in counted.items() if number}
