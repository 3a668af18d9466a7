"""Which association an old id stands for now, what making two one would do, and what has been done."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from samspill.foundation.counting import counted_together
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation, OrganisationMerger
from samspill.people.queries import Asker

#: What may be chosen from either of the two, in the order it is shown.
FACTS = tuple("name about website email phone address postcode town area categories languages kind".split())

#: Tables that tell of a merger itself: they stand as they are.
_OF_MERGERS: tuple[type[models.Model], ...] = (Organisation, OrganisationMerger)


@dataclass(frozen=True)
class Side:
    """A fact of the two: what each says, in the same order as `FACTS`. `chosen`: whose stands if nobody says."""

    fact: str
    kept: Any
    gone: Any
    chosen: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.kept) and bool(self.gone) and self.kept != self.gone


def tables_with_organisations() -> Iterator[tuple[type[Owned], str]]:
    """Every table with a foreign key to an organisation, in any room, and that key's name."""
    for model in apps.get_models():
        if not issubclass(model, Owned) or model in _OF_MERGERS:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
                yield model, field.name


def standing_id(organisation_id: uuid.UUID) -> uuid.UUID:
    """The id of the one it has become a part of; its own where it stands for itself, or where there is none."""
    return gone_to([organisation_id]).get(organisation_id, organisation_id)


def standing(organisation: Organisation) -> Organisation:
    """The organisation that this one is now. No query where it stands for itself."""
    if organisation.merged_into_id is None:
        return organisation
    return Organisation.objects.get(pk=standing_id(organisation.pk))


def gone_to(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Those of the ids that became a part of another → the one that stands. One query: few are merged in a town."""
    rows = Organisation.with_merged.filter(merged_into__isnull=False) if ids else Organisation.objects.none()
    steps = dict(rows.values_list("pk", "merged_into_id"))
    return {id: _last(id, steps) for id in ids if id in steps}


def sides(keep: Organisation, gone: Organisation) -> list[Side]:
    """The two, fact by fact."""
    both = ((fact, getattr(keep, fact), getattr(gone, fact)) for fact in FACTS)
    return [Side(fact, one, other, "kept" if one or not other else "gone") for fact, one, other in both]


def what_merging_moves(gone: Organisation) -> list[tuple[str, int]]:
    """How many rows of each table (`app.model`) would go over. One query."""
    piles = {(model, key): model.objects.filter(**{key: gone}) for model, key in tables_with_organisations()}
    counted: Counter[str] = Counter()
    for (model, _), number in counted_together(piles).items():
        counted[model._meta.label_lower] += number
    return sorted((label, number) for label, number in counted.items() if number)


def mergers_for(asker: Asker) -> models.QuerySet[OrganisationMerger]:
    """What was made one, the latest first, with the two and who did it."""
    rows = OrganisationMerger.objects.select_related("kept", "gone", "merged_by", "undone_by")
    return rows.order_by("-merged_at", "pk")


def _last(id: uuid.UUID, steps: dict[Any, Any]) -> uuid.UUID:
    while after := steps.get(id):
        id = after
    return id
