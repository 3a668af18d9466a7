"""What came in and waits for a person."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    """How many messages wait for a person, as `inbox` has them. Every page at the desk asks, and mostly none waits: one
    small question then, and the one of whom she may know only about those who wrote.
    """
    if not asker.caring_unit_ids:
        return 0
    waits = InboundMessage.objects.filter(waits_since_at__isnull=False, settled_at__isnull=True)
    wrote = list(waits.values_list("person_id", "sender"))
    strangers = {sender for person, sender in wrote if person is None}
    shared: dict[str, set[uuid.UUID]] = defaultdict(set)
    for sender, person in _points(strangers):
        shared[sender].add(person)
    persons = {person for person, _ in wrote if person is not None}.union(*shared.values())
    known = set(known_to(asker).filter(pk__in=persons).values_list("pk", flat=True)) if persons else set()
    return sum(
        person in known if person is not None else sender not in shared or bool(shared[sender] & known)
        for person, sender in wrote
    )


def _points(senders: Collection[str]) -> Iterable[tuple[str, uuid.UUID]]:
    """Who is reached at these addresses: address and person."""
    if not senders:
        return ()
    return ContactPoint.objects.filter(value__in=senders).values_list("value", "person_id")


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
