"""A bell heard at the door: somebody sent MEG, and gets the link to her own page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.foundation.limits import TooOften
from samspill.messaging.models import InboundMessage
from samspill.messaging.signals import Outcome, reply_received
from samspill.web.access.own import send_to_all_at

#: The whole text, and nothing else.
WORDS = frozenset(
    "meg|min side|minside|mi side|sida mi|siden min|my page|mypage|me|моя сторінка|моя страница|صفحتي".split(
        "|"
    )
)


@receiver(reply_received, dispatch_uid="access")
def hear_reply(inbound: InboundMessage, at: dt.datetime, **_: Any) -> Outcome | None:
    """Send each of those at this address her link; None where nobody is known there, so that a person reads it."""
    if " ".join(inbound.body.split()).strip(" .!").casefold() not in WORDS:
        return None
    try:
        sent = send_to_all_at(None, inbound.sender, at=at)
    except TooOften:
        return Outcome("own_page", person=inbound.person)
    return Outcome("own_page", person=inbound.person) if sent else None
