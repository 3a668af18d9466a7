"""What machines may read of the associations: what stands on their pages, and never who holds a post."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import QuerySet

from samspill.foundation.codes import holding
from samspill.organisations.models import Organisation
from samspill.organisations.queries.square import for_audience, on_the_square
from samspill.organisations.rules.categories import subcategories


def organisations_page(
    *,
    category: str = "",
    area: uuid.UUID | None = None,
    audience: str = "",
    after: uuid.UUID | None = None,
    limit: int,
) -> list[Organisation]:
    """Associations on the square; `category` an ICNPO code, a main group's code finds all in it.

    `audience` also finds what is for everyone. One select.
    """
    rows = _associations()
    if category:
        codes = [category, *(found.code for found in subcategories(category))]
        rows = rows.filter(reduce(or_, (holding("categories", code) for code in codes)))
    if audience:
        rows = rows.filter(for_audience(audience))
    if area is not None:
        rows = rows.filter(area=area)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[:limit])


def told_organisations(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Organisation]:
    """Those of these associations that are on the square, by id. One select."""
    return {row.pk: row for row in _associations().filter(pk__in=ids)}


def _associations() -> QuerySet[Organisation]:
    return on_the_square().filter(kind=Organisation.Kind.ASSOCIATION).select_related("area")
