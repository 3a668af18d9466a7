"""Messages of which nobody knows whether they went: said to be so, and the operator asked.

Nothing is sent again on a guess. Only where the operator itself says that it has never had the message does it go back
to the outbox: that is its first sending, not its second.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet

from samspill.messaging import gateways
from samspill.messaging.actions.reporting import apply_early_reports, give_up
from samspill.messaging.gateways import Accepted, Gateway, NotThere
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.retrying import may_try_again

#: Longer than a claim may be fresh and a sending may take: after it nothing of that claim can be on the wire.
LEASE = dt.timedelta(minutes=2)
ASK_AFTER = dt.timedelta(minutes=1)
ASK_UNTIL = dt.timedelta(days=2)
AT_A_TIME = 200


def mark_interrupted(*, at: dt.datetime) -> int:
    """Say of claims whose worker died that their end is unknown; how many."""
    dead = _without_end().filter(claimed_at__lt=at - LEASE, unknown_at__isnull=True)
    return dead.update(unknown_at=at, failure="interrupted")


def find_out(*, at: dt.datetime) -> int:
    """Ask the operators about messages whose end is unknown; of how many we know more now."""
    unknown = _without_end().filter(unknown_at__range=(at - ASK_UNTIL, at - ASK_AFTER))
    asked = list(unknown.order_by("unknown_at")[:AT_A_TIME])
    made = {name: gateways.named(name) for name in {message.gateway for message in asked}}
    return sum(_find_out(message, made[message.gateway], at) for message in asked)


def _without_end() -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(
        claimed_at__isnull=False, sent_at__isnull=True, failed_at__isnull=True, cancelled_at__isnull=True
    )


def _find_out(message: OutboundMessage, gateway: Gateway, at: dt.datetime) -> bool:
    row = OutboundMessage.objects.filter(
        pk=message.pk, unknown_at__isnull=False, claimed_by=message.claimed_by
    )
    found = gateway.find(str(message.pk))
    if isinstance(found, Accepted):
        row.update(sent_at=F("claimed_at"), provider_id=found.provider_id[:120], unknown_at=None, failure="")
        apply_early_reports([found.provider_id], at=at)
    elif isinstance(found, NotThere):
        _never_went(row, message, at)
    return isinstance(found, Accepted | NotThere)


def _never_went(row: QuerySet[OutboundMessage], message: OutboundMessage, at: dt.datetime) -> None:
    if may_try_again(message.attempts):
        row.update(claimed_at=None, claimed_by="", unknown_at=None, failure="")
    else:
        give_up(row, "given up: never reached the operator", at=at)
