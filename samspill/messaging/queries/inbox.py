"""What came in and waits for a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samspill.messaging.models import InboundMessage


def inbox(asker: Any) -> QuerySet[InboundMessage]:
    """Messages that were not understood and nobody has settled, the oldest first.

    Shared by all units: a number we do not know belongs to nobody yet.
    """
    return (
        InboundMessage.objects.filter(waits_since_at__isnull=False, settled_at__isnull=True)
        .select_related("person", "owner")
        .order_by("waits_since_at")
    )


def waiting_count(asker: Any) -> int:
    """How many messages wait for a person."""
    return inbox(asker).count()


def inbound_for(asker: Any, id: Any) -> InboundMessage:
    """One received message; raises `InboundMessage.DoesNotExist`."""
    return InboundMessage.objects.select_related("person", "owner", "settled_by").get(pk=id)
