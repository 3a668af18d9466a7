"""Who arranges and tells: an association, or a unit of the municipality."""

from __future__ import annotations

import uuid

from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.people.queries import Asker

#: Who arranges: an association, or a unit of the municipality.
Organiser = Organisation | Unit


def of_organiser(organiser: Organiser) -> dict[str, Organiser]:
    """The organiser as the columns of activities, drafts and stories hold it."""
    return {"organisation" if isinstance(organiser, Organisation) else "unit": organiser}


def organiser_for(asker: Asker, organiser_id: uuid.UUID) -> Organiser:
    """The gate: a unit the asker works in, or any association. Raises `Organisation.DoesNotExist`."""
    mine = next((unit for unit in (asker.unit, *asker.units) if unit.pk == organiser_id), None)
    return mine or Organisation.objects.get(pk=organiser_id)
