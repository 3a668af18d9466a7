"""What tests of signing up share: how one signs up, and what one has been told."""

from __future__ import annotations

from typing import Any

from samspill.activities.actions import sign_up
from samspill.activities.models import SignUp
from samspill.messaging.models import OutboundMessage


def join(time: Any, person: Any, at: Any, **how: Any) -> SignUp:
    """Sign up by oneself on the web, unless `how` says otherwise."""
    return sign_up(time.pk, person, **{"channel": "web", "by": person, "at": at, **how})


def told(person: Any) -> list[str]:
    """What goes or has gone out to somebody, the first first."""
    rows = OutboundMessage.objects.filter(person=person, cancelled_at__isnull=True).order_by(
        "queued_at", "pk"
    )
    return list(rows.values_list("body", flat=True))
