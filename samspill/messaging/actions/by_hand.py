"""What no worker can carry: a letter somebody prints and posts, words somebody says on the phone. Done once each, by
somebody, and taken back when that was a mistake.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from samspill.foundation.actions import note
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Channel, StaffMember

BY_HAND = (Channel.LETTER, Channel.PHONE)


class AlreadyDone(RuntimeError):
    """A colleague has posted or said it already, or it is called off. `message` is the row as it is now."""

    def __init__(self, message: OutboundMessage) -> None:
        super().__init__(str(message.pk))
        self.message = message


@transaction.atomic
def post_letters(letter_ids: Collection[uuid.UUID], *, by: StaffMember, at: dt.datetime) -> int:
    """Somebody has printed and posted these letters; how many of them nobody had posted before.

    The ids come from a gate.
    """
    waiting = _waiting().filter(pk__in=letter_ids, channel=Channel.LETTER)
    keys = list(waiting.select_for_update().values_list("pk", flat=True))
    number = _waiting().filter(pk__in=keys).update(sent_at=at, claimed_at=at, sent_by=by, attempts=1)
    for letter in OutboundMessage.objects.filter(pk__in=keys, sent_at=at, sent_by=by):
        note("post_letter", letter, by=by, channel="letter", at=at)
    return number


@transaction.atomic
def carry_by_hand(message: OutboundMessage, *, by: StaffMember, at: dt.datetime) -> None:
    """Somebody has posted this letter, or said it on the phone. Raises `AlreadyDone`."""
    done = _waiting().filter(pk=message.pk)
    if not done.update(sent_at=at, claimed_at=at, sent_by=by, attempts=1):
        raise AlreadyDone(OutboundMessage.objects.select_related("sent_by").get(pk=message.pk))
    note(VERBS[message.channel], message, by=by, channel=message.channel, at=at)


@transaction.atomic
def take_back_by_hand(message: OutboundMessage, *, by: StaffMember, at: dt.datetime) -> None:
    """It was not posted or said after all: it waits again. Repeating it changes nothing."""
    done = OutboundMessage.objects.filter(pk=message.pk, channel__in=BY_HAND, sent_at__isnull=False)
    if done.update(sent_at=None, claimed_at=None, sent_by=None, attempts=0):
        note("take_back_by_hand", message, by=by, channel=message.channel, at=at)


VERBS = {Channel.LETTER.value: "post_letter", Channel.PHONE.value: "say_by_phone"}


def _waiting() -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(
        channel__in=BY_HAND, sent_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True
    )
