"""Which part of town an old address means, where the one it names was removed and another took over."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from samspill.activities.models import AreaRemoval


def heir_of(area_id: uuid.UUID) -> QuerySet[AreaRemoval, uuid.UUID | None]:
    """The id of the one that took over, for a question to hold; none where it stands itself, or was never there."""
    removed = AreaRemoval.objects.filter(area_id=area_id, undone_at__isnull=True, heir__isnull=False)
    return removed.values_list("heir_id", flat=True)


def heir_id_of(area_id: uuid.UUID) -> uuid.UUID | None:
    """The same, asked for at once. One select."""
    return heir_of(area_id).first()


def standing_area(area_id: uuid.UUID | None) -> uuid.UUID | None:
    """The one an old address means: that which took over, or itself. One select where an area is named."""
    return (heir_id_of(area_id) or area_id) if area_id else None
