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
from samspill.organisations.models import Organisation, OrganisationMerger, ToldApart
from samspill.organisations.rules.doubles import Known, possible_doubles
from samspill.people.queries import Asker

#: What may be chosen from either of the two, in the order it is shown.
FACTS = tuple(
    "name about audiences place_text website email phone address postcode town area categories languages kind".split()
)

#: Tables with a key to an organisation that a merger leaves as they are, and why.
STAY: dict[type[models.Model], str] = {
    Organisation: "it says itself what it has become a part of",
    OrganisationMerger: "it tells of the merger",
    ToldApart: "it was said of the two as they stood",
}


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
        if not issubclass(model, Owned) or model in STAY:
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


def formerly(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Each of the ids → those that have become a part of it, also by way of another. One query."""
    rows = Organisation.with_merged.filter(merged_into__isnull=False) if ids else Organisation.objects.none()
    steps = dict(rows.order_by("pk").values_list("pk", "merged_into_id"))
    found: dict[uuid.UUID, list[uuid.UUID]] = {id: [] for id in ids}
    for gone in steps:
        if (kept := _last(gone, steps)) in found:
            found[kept].append(gone)
    return found


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


def doubles_for(asker: Asker) -> list[tuple[Organisation, Organisation, tuple[str, ...]]]:
    """Pairs that may be the same: the one to keep, the other, what they share. Not those told apart. Three queries."""
    rows = Organisation.objects.filter(closed_on__isnull=True)
    columns = ("pk", "name", "number", "email", "phone", "website", "address", "postcode")
    known = [
        Known(pk, name, number or "", email, phone, website, f"{address} {postcode}" if address else "")
        for pk, name, number, email, phone, website, address, postcode in rows.values_list(*columns)
    ]
    apart = {(row.one_id, row.other_id) for row in ToldApart.objects.filter(undone_at__isnull=True)}
    found = [one for one in possible_doubles(known) if in_order(one.keep, one.other) not in apart]
    named = rows.in_bulk({key for one in found for key in (one.keep, one.other)})
    return [(named[one.keep], named[one.other], one.shared) for one in found]


def told_apart_for(asker: Asker) -> models.QuerySet[ToldApart]:
    """Those that somebody has said are not the same, the latest first, undone ones too."""
    rows = ToldApart.objects.select_related("one", "other", "told_by", "undone_by")
    return rows.order_by("-told_at", "pk")


def in_order(one: uuid.UUID, other: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """The two keys, the smaller first, as `ToldApart` holds them."""
    return (one, other) if one < other else (other, one)


def _last(id: uuid.UUID, steps: dict[Any, Any]) -> uuid.UUID:
    while after := steps.get(id):
        id = after
    return id
