"""What would happen if two persons were made one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samspill.foundation.counting import counted_together
from samspill.people.models import Person
from samspill.people.queries.holdings import tables_with_persons

#: What is filled in where the one who is kept lacks it.
FACTS = ("birth_year", "gender", "address", "postcode", "area_id", "languages")


@dataclass(frozen=True)
class Merging:
    """`moves` counts the rows that go over by table (`app.model`); `fills` the facts the kept one lacks, `differs`
    those where hers stand and the other's are let go.
    """

    moves: list[tuple[str, int]]
    fills: list[str]
    differs: list[str]


def what_merging_does(keep: Person, gone: Person) -> Merging:
    """Count it, and change nothing. One query."""
    tables = [(model, key) for model, key in tables_with_persons() if model is not Person]
    piles = {(model, key): model.objects.filter(**{key: gone}) for model, key in tables}
    counted: Counter[str] = Counter()
    for (model, _), number in counted_together(piles).items():
        counted[model._meta.label_lower] += number
    hers, others = ({name: getattr(one, name) for name in FACTS} for one in (keep, gone))
    return Merging(
        moves=sorted((label, number) for label, number in counted.items() if number),
        fills=[name.removesuffix("_id") for name in FACTS if others[name] and not hers[name]],
        differs=[
            name.removesuffix("_id")
            for name in FACTS
            if others[name] and hers[name] and others[name] != hers[name]
        ],
    )
