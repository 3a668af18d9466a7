"""What a demo shows and a real installation never does: whom else we have written to."""

from __future__ import annotations

from django.conf import settings

from samspill.messaging.models import OutboundMessage
from samspill.people.models import Channel
from samspill.people.queries.demonstration import NotADemo

#: So many messages are looked through.
LATEST = 200


def strangers_written_to(most: int = 20) -> list[str]:
    """Phone numbers (E.164) and e-mail addresses that are nobody's here and have been written to, the latest first: of
    one who has been sent a code nothing else is kept before it comes back. Raises `NotADemo`.
    """
    if not settings.DEMO:
        raise NotADemo
    rows = OutboundMessage.objects.filter(person__isnull=True, channel__in=(Channel.SMS, Channel.EMAIL))
    latest = rows.order_by("-queued_at").values_list("address", flat=True)[:LATEST]
    return list(dict.fromkeys(latest))[:most]
