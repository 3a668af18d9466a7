"""Who sent a message: a person said so where the number did not."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.phones import NotAPhone
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import NotAnEmail, add_contact_point
from samspill.people.models import Channel, ContactPoint, Person, StaffMember


@transaction.atomic
def know_sender(inbound: InboundMessage, person: Person, *, by: StaffMember, at: dt.datetime) -> None:
    """This person sent it: the message and what else was said with this unknown address is hers from now on.

    The address becomes one of hers, where it is one.
    """
    same = {"person__isnull": True, "channel": inbound.channel}
    InboundMessage.objects.filter(sender=inbound.sender, **same).update(person=person)
    InboundMessage.objects.filter(pk=inbound.pk).update(person=person)
    OutboundMessage.objects.filter(address=inbound.sender, **same).update(person=person)
    kind = ContactPoint.Kind.PHONE if inbound.channel == Channel.SMS else ContactPoint.Kind.EMAIL
    with suppress(NotAPhone, NotAnEmail):  # Operators also send from names and short numbers.
        add_contact_point(person, kind, inbound.sender, by=by, at=at, channel=inbound.channel)
    note("know_sender", inbound, by=by, channel="web", at=at, person=str(person.pk))
