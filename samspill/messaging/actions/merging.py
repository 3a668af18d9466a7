"""Two persons are one: what waits in the outbox for either goes where the one who is kept is written to."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.phones import is_mobile
from samspill.messaging import queries
from samspill.messaging.actions.outgoing import OPTED_OUT, RESTRICTED
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Channel, ContactPoint, Person

#: What is carried by machines, or said on the phone, and the kind of contact point it goes to. A letter is looked at by
#: whoever posts it.
KINDS = {
    Channel.SMS.value: ContactPoint.Kind.PHONE,
    Channel.PHONE.value: ContactPoint.Kind.PHONE,
    Channel.EMAIL.value: ContactPoint.Kind.EMAIL,
}


def settle_what_waits(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    """Before the rows move, for the caller's transaction. What waits for `gone` at an address of hers goes to that of
    `keep` instead, by the same channel, where there is one that works; else it stays, and the address becomes `keep`'s.

    Where either has said STOPP there, or nothing may be done with what we have of her, it is called off.
    """
    theirs = set(gone.contact_points.values_list("value", flat=True))
    for message in _waiting(gone):
        address = address_of_kept(keep, message.channel)
        if address and message.address in theirs and address != message.address:
            message.address = address
            if queries.is_opted_out(message.channel, address):
                message.cancelled_at, message.failure = at, OPTED_OUT
            message.save(update_fields=["address", "cancelled_at", "failure"])
    if keep.restricted_at or gone.restricted_at:
        for message in _waiting(gone if keep.restricted_at else keep):
            message.cancelled_at, message.failure = at, RESTRICTED
            message.save(update_fields=["cancelled_at", "failure"])


def address_of_kept(person: Person, channel: str) -> str:
    """Where she is written to by this channel by her own contact points; "" where none works, or it is a letter."""
    kind = KINDS.get(channel)
    points = person.contact_points.filter(kind=kind, unusable_at__isnull=True)
    values = points.order_by("-is_preferred", "-added_at").values_list("value", flat=True)
    return next((one for one in values if channel != Channel.SMS or is_mobile(one)), "")


def _waiting(person: Person) -> list[OutboundMessage]:
    """What nobody has claimed; a worker about to claim it waits for us or passes it by."""
    rows = OutboundMessage.objects.filter(
        person=person,
        claimed_at__isnull=True,
        sent_at__isnull=True,
        cancelled_at__isnull=True,
        failed_at__isnull=True,
    )
    return list(rows.select_for_update(of=("self",)).order_by("pk"))
