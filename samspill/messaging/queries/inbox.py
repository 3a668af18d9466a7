"""What came in and waits for a person."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import InboundMessage
from samspill.people.models import ContactPoint
from samspill.people.queries import Asker, known_to, readable


def inbox(asker: Asker) -> QuerySet[InboundMessage]:
    """Messages that were not understood and nobody has settled, the oldest first.

    Shared by all units: a number we do not know belongs to nobody yet. Of persons only those the asker may know of,
    also where several share a phone; nothing for those who care for no unit.
    """
    return (
        InboundMessage.objects.filter(_readable(asker), waits_since_at__isnull=False, settled_at__isnull=True)
        .select_related("person", "owner")
        .order_by("waits_since_at")
    )


def waiting_count(asker: Asker) -> int:
    """How many messages wait for a person. One query, for every page at the desk asks it."""
    if not asker.caring_unit_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(*_counting(entered_number(), asker))
        return int(cursor.fetchone()[0])


@lru_cache(maxsize=256)
def _counting(town: str, asker: Asker) -> tuple[str, tuple[Any, ...]]:
    """The question as the database gets it: putting it together takes twenty times as long as asking it, and it is the
    same while she has the same roles in the same units.
    """
    sql, params = inbox(asker).order_by().values("pk").query.sql_with_params()
    return f"SELECT COUNT(*) FROM ({sql}) waits", params


def inbound_for(asker: Asker, id: uuid.UUID | str) -> InboundMessage:
    """One received message; raises `InboundMessage.DoesNotExist`, also for what another unit alone may read."""
    rows = InboundMessage.objects.filter(_readable(asker)).select_related("person", "owner", "settled_by")
    for row in readable(asker, [rows.get(pk=id)]):
        return row
    raise InboundMessage.DoesNotExist


def _readable(asker: Asker) -> Q:
    if not asker.caring_unit_ids:
        return Q(pk__in=[])
    # Also from those of whom nothing may be done: what they write to us must be read.
    known = known_to(asker)
    there = ContactPoint.objects.filter(value=OuterRef("sender"))
    of_nobody_hidden = ~Exists(there) | Exists(there.filter(person__in=known.values("pk")))
    return Q(of_nobody_hidden, person__isnull=True) | Q(person__in=known.values("pk"))
