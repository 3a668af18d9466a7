"""STOPP and START: they work at once, for everybody behind the address."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from samspill.foundation.actions import note
from samspill.messaging.models import OptOut, OutboundMessage
from samspill.messaging.queries import is_opted_out
from samspill.people.actions import withdraw_consent
from samspill.people.models import Person, StaffMember


@transaction.atomic
def opt_out(channel: str, address: str, *, source: str, at: dt.datetime) -> OptOut:
    """Never write to this address again until it says START, and call off what waits. Repeating it changes nothing."""
    row, is_new = OptOut.objects.get_or_create(
        channel=channel, address=address, resumed_at=None, defaults={"stopped_at": at, "source": source}
    )
    if is_new:
        note("opted_out", row, by="public", channel=source, at=at)
    _waiting_for(channel, address).update(cancelled_at=at)
    return row


@transaction.atomic
def opt_in(channel: str, address: str, *, source: str, at: dt.datetime) -> bool:
    """Write to this address again; False where it had never stopped us."""
    if not is_opted_out(channel, address):
        return False
    for row in OptOut.objects.filter(channel=channel, address=address, resumed_at__isnull=True):
        note("opted_in", row, by="public", channel=source, at=at)
    OptOut.objects.filter(channel=channel, address=address, resumed_at__isnull=True).update(resumed_at=at)
    return True


@transaction.atomic
def take_back_consent(
    person: Person, source: str, *, by: StaffMember | Person | str, at: dt.datetime
) -> bool:
    """She no longer wants to hear from us: the consent goes, and what waits to be sent to her is called off.

    Others at the same address hear from us as before. Whether there was a consent to take back.
    """
    call_off_messages_to(person, at=at)
    return withdraw_consent(person, source, by=by, at=at)


def call_off_messages_to(person: Person, *, at: dt.datetime) -> int:
    """Call off what waits to be sent to her; how many."""
    waiting = OutboundMessage.objects.filter(
        person=person, claimed_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True
    )
    return waiting.update(cancelled_at=at)


def _waiting_for(channel: str, address: str) -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(
        channel=channel,
        address=address,
        claimed_at__isnull=True,
        cancelled_at__isnull=True,
        failed_at__isnull=True,
    )
