"""Parts of town, as the desk looks after them."""

from __future__ import annotations

import uuid

from samspill.foundation.models import Area
from samspill.organisations.queries.square import norwegian_order
from samspill.people.queries import Asker


def areas_for(asker: Asker) -> list[Area]:
    """The municipality's parts of town, in alphabetical order. One query."""
    return sorted(Area.objects.all(), key=lambda area: norwegian_order(area.name))


def area_for(asker: Asker, area_id: uuid.UUID) -> Area:
    """The gate: one of them, for any staff. Raises `Area.DoesNotExist`."""
    return Area.objects.get(pk=area_id)
