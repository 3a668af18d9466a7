"""Numbers and addresses that do not work, for somebody to ask for new ones."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from samspill.people.models import ContactPoint
from samspill.people.queries import Asker, persons_for


def unusable_points(asker: Asker) -> QuerySet[ContactPoint]:
    """Those of persons the asker may know of, the latest first, with the person; none for one who cares for nobody."""
    if not asker.caring_unit_ids:
        return ContactPoint.objects.none()
    rows = ContactPoint.objects.filter(unusable_at__isnull=False, person__in=persons_for(asker).values("pk"))
    return rows.select_related("person").order_by("-unusable_at", "pk")


def unusable_point_for(asker: Asker, point_id: uuid.UUID) -> ContactPoint:
    """The gate: one of them. Raises `ContactPoint.DoesNotExist`."""
    return unusable_points(asker).get(pk=point_id)
