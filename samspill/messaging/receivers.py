"""Bells this room hears: two persons are one, one is being forgotten, a colleague hands over, a unit closes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.messaging.actions.merging import settle_what_waits
from samspill.messaging.actions.templates import settle_templates_of
from samspill.messaging.actions.threads import settle_drafts
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.models import Person, StaffMember, Unit
from samspill.people.signals import person_leaving, person_merged, responsibility_handed_over, unit_closing


@receiver(person_merged, dispatch_uid="messaging")
def hear_merger(keep: Person, gone: Person, at: dt.datetime, **_: Any) -> None:
    """Settle what would collide when two persons' conversations become one, and where what waits goes."""
    settle_drafts(keep, gone)
    settle_what_waits(keep, gone, at=at)


@receiver(person_leaving, dispatch_uid="messaging")
def forget_her_addresses(person: Person, addresses: list[str], at: dt.datetime, **_: Any) -> None:
    """What was said with her addresses before anybody knew whose they were goes too; nothing waiting is sent."""
    waiting = OutboundMessage.objects.filter(
        person=person, claimed_at__isnull=True, cancelled_at__isnull=True
    )
    waiting.update(cancelled_at=at)
    OutboundMessage.objects.filter(person__isnull=True, address__in=addresses).update(
        address="", subject="", body="", failure=""
    )
    InboundMessage.objects.filter(person__isnull=True, sender__in=addresses).update(
        sender="", subject="", body="", raw=""
    )


@receiver(responsibility_handed_over, dispatch_uid="messaging")
def pass_on_her_messages(from_staff: StaffMember, to_staff: StaffMember, **_: Any) -> None:
    """What she was to answer and has not is the other's."""
    InboundMessage.objects.filter(owner=from_staff, settled_at__isnull=True).update(owner=to_staff)


@receiver(unit_closing, dispatch_uid="messaging")
def hear_closing(unit: Unit, heir: Unit, **_: Any) -> None:
    """Settle what would collide when one unit's templates become another's."""
    settle_templates_of(unit, heir)
