"""One thread for a person, whatever the channel: what we wrote, what she answered, what was said by phone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from django.db.models import Q

from samspill.messaging.models import InboundMessage, OutboundMessage, PhoneNote
from samspill.people.models import Person
from samspill.people.queries import Asker, readable


@dataclass(frozen=True)
class Line:
    """One utterance in a thread.

    `state` of ours is waiting, sent, delivered, failed, unknown or cancelled; theirs have none.
    """

    at: dt.datetime
    direction: Literal["in", "out", "note"]
    channel: str
    text: str
    subject: str = ""
    state: str = ""
    by: str = ""
    about: str = ""
    failure: str = ""


def conversation(
    *,
    person: Person | None = None,
    address: str = "",
    before: dt.datetime | None = None,
    limit: int = 100,
    asker: Asker | None = None,
) -> list[Line]:
    """The newest lines of a thread, oldest first: a person's, or an unknown address's. Three queries.

    Where a member of staff asks, what another unit alone may read is left out; that takes a query or two more.
    """
    lines = [*_ours(person, address, before, limit, asker), *_theirs(person, address, before, limit, asker)]
    if person is not None:
        lines += _said(person, before, limit, asker)
    return sorted(lines, key=attrgetter("at"))[-limit:]


def state_of(message: OutboundMessage) -> str:
    """The code of what has become of a message, from its facts."""
    if message.cancelled_at:
        return "cancelled"
    if message.failed_at:
        return "failed"
    if message.delivered_at:
        return "delivered"
    if message.unknown_at:
        return "unknown"
    return "sent" if message.sent_at else "waiting"


def _whose(person: Person | None, field: str, address: str) -> Q:
    return Q(person=person) if person is not None else Q(person__isnull=True, **{field: address})


def _ours(
    person: Person | None, address: str, before: dt.datetime | None, limit: int, asker: Asker | None
) -> list[Line]:
    rows = OutboundMessage.objects.filter(_whose(person, "address", address)).select_related("written_by")
    if before:
        rows = rows.filter(queued_at__lt=before)
    return [_our_line(row) for row in readable(asker, rows.order_by("-queued_at")[:limit])]


def _our_line(row: OutboundMessage) -> Line:
    return Line(
        at=row.sent_at or row.queued_at,
        direction="out",
        channel=row.channel,
        text=row.body,
        subject=row.subject,
        state=state_of(row),
        by=row.written_by.name if row.written_by else "",
        about=row.about,
        failure=row.failure,
    )


def _theirs(
    person: Person | None, address: str, before: dt.datetime | None, limit: int, asker: Asker | None
) -> list[Line]:
    rows = InboundMessage.objects.filter(_whose(person, "sender", address))
    if before:
        rows = rows.filter(received_at__lt=before)
    return [
        Line(row.received_at, "in", row.channel, row.body, row.subject, about=row.about)
        for row in readable(asker, rows.order_by("-received_at")[:limit])
    ]


def _said(person: Person, before: dt.datetime | None, limit: int, asker: Asker | None) -> list[Line]:
    rows = PhoneNote.objects.filter(person=person).select_related("written_by")
    if before:
        rows = rows.filter(at__lt=before)
    return [
        Line(row.at, "note", "phone", row.text, by=row.written_by.name, about=row.about)
        for row in readable(asker, rows.order_by("-at")[:limit])
    ]
