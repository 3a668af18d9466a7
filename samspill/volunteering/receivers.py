"""Bells this room hears: an answer came, a message will not arrive, two persons are one, a person leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.dispatch import receiver

from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.rules.replies import Reply
from samspill.messaging.signals import Outcome, delivery_failed, reply_received
from samspill.people.models import Person
from samspill.people.signals import person_leaving, person_merged
from samspill.volunteering.actions.replies import take_reply
from samspill.volunteering.actions.swap_replies import take_swap_reply
from samspill.volunteering.actions.turnover import note_undelivered, settle_collisions, take_leave

#: Who understands an answer, in the order they are asked; the first that takes it has it.
TAKERS: tuple[Callable[..., Outcome | None], ...] = (take_swap_reply, take_reply)


@receiver(reply_received, dispatch_uid="volunteering")
def hear_reply(inbound: InboundMessage, reply: Reply, at: dt.datetime, **_: Any) -> Outcome | None:
    """Somebody answered; whether it was to one of our questions."""
    outcomes = (take(inbound, reply, at=at) for take in TAKERS)
    return next((outcome for outcome in outcomes if outcome is not None), None)


@receiver(delivery_failed, dispatch_uid="volunteering")
def hear_failure(message: OutboundMessage, at: dt.datetime, **_: Any) -> None:
    """A question never reached the one it was for."""
    note_undelivered(message, at=at)


@receiver(person_merged, dispatch_uid="volunteering")
def hear_merger(keep: Person, gone: Person, by: Any, at: dt.datetime, channel: str, **_: Any) -> None:
    """Settle what would collide when two persons' rows become one's."""
    settle_collisions(keep, gone, by=by, at=at, channel=channel)


@receiver(person_leaving, dispatch_uid="volunteering")
def hear_leaving(person: Person, by: Any, at: dt.datetime, channel: str, **_: Any) -> None:
    """Somebody is being forgotten: what she was to do is open again."""
    take_leave(person, by=by, at=at, channel=channel)
