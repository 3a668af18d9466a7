"""What came in and waits for a person."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from samspill.messaging.models import InboundMessage
from samspill.people.queries import Asker, known_to


def inbox(asker: Asker) -> QuerySet[InboundMessage]:
    """Messages that were not understood and nobody has settled, the oldest first.

    Shared by all units: a number we do not know belongs to nobody yet. Of persons only those the asker may know of;
    nothing for those who care for no unit.
    """
    return (
        InboundMessage.objects.filter(_readable(asker), waits_since_at__isnull=False, settled_at__isnull=True)
        .select_related("person", "owner")
        .order_by("waits_since_at")
    )


def waiting_count(asker: Asker) -> int:
    """How many messages wait for a person."""
    return inbox(asker).count()


def inbound_for(asker: Asker, id: uuid.UUID | str) -> InboundMessage:
    """One received message; raises `InboundMessage.DoesNotExist`."""
    return (
        InboundMessage.objects.filter(_readable(asker))
        .select_related("person", "owner", "settled_by")
        .get(pk=id)
    )


def _readable(asker: Asker) -> Q:
    if not asker.caring_unit_ids:
        return Q(pk__in=[])
    # Also from those of whom nothing may be done: what they write to us must be read.
    return Q(person__isnull=True) | Q(person__in=known_to(asker).values("pk"))
