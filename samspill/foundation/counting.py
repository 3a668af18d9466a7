"""Many piles counted in one question to the database."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number

K = TypeVar("K", bound=Hashable)


def counted_together(piles: Mapping[K, QuerySet[Any]]) -> dict[K, int]:
    """How many rows each of these holds, by the same keys. The rows are the entered municipality's. One query."""
    if not piles:
        return {}
    numbers = [Coalesce(Subquery(_number_of(rows)), 0) for rows in piles.values()]
    row = Municipality.objects.filter(pk=entered_number()).values_list(*numbers).get()
    return dict(zip(piles, row, strict=True))


def _number_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("municipality").annotate(n=Count("pk", distinct=True)).values("n")
