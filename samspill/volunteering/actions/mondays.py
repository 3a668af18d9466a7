"""Monday morning: one e-mail to each at the desk whom something waits for. Nothing where nothing waits."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.models import Host, Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Channel, StaffMember
from samspill.people.queries import NoUnit, asker_for
from samspill.volunteering.queries.waiting import what_waits_on_monday
from samspill.volunteering.rules.digests import STAFF_FROM, week_of
from samspill.volunteering.wording import mondays

log = logging.getLogger(__name__)


def send_monday_letters(at: dt.datetime) -> int:
    """On Mondays from seven, to each who works at the desk and whom something waits for; how many were written to."""
    week = week_of(clock.local(at), opens=STAFF_FROM)
    if not week:
        return 0
    working = StaffMember.objects.filter(left_at__isnull=True).exclude(email="").order_by("pk")
    return sum(_send(staff, week, at) for staff in working)


@transaction.atomic
def _send(staff: StaffMember, week: str, at: dt.datetime) -> bool:
    key = f"monday:{staff.pk}:{week}"
    if OutboundMessage.objects.filter(key=key).exists():
        return False
    try:
        asker = asker_for(staff, on=clock.local_day(at))
    except NoUnit:
        return False
    waiting = what_waits_on_monday(asker, at=at) if asker.caring_unit_ids else []
    if not waiting:
        return False
    with override(staff.language):
        body, subject = mondays.letter(staff.name, waiting, _desk()), mondays.subject(asker.unit.name)
    queue_message(channel=Channel.EMAIL, address=staff.email, subject=subject, body=body, key=key, at=at)
    return True


def _desk() -> str:
    """The desk's address, "" for a municipality that is not on the web."""
    try:
        return web_address(Municipality.objects.get(pk=entered_number()), "/desk/")
    except Host.DoesNotExist:
        return ""
