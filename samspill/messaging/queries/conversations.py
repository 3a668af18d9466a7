"""One thread for a person, whatever the channel: what we wrote, what she answered, what was said by phone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from django.db.models import Q
from django.db.models.functions import Coalesce

from samspill.messaging.models import InboundMessage, OutboundMessage, PhoneNote
from samspill.people.models import Person
from samspill.people.queries import Asker, readable


@dataclass(frozen=True)
class Line:
    """One utterance in a thread.

    `state` of ours is waiting, sent, delivered, failed, unknown or cancelled; theirs have none. One of theirs that
    `waits` needs a person, and `owner` has taken it. `key` is the row's.
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
    key: str = ""
    waits: bool = False
    owner: str = ""
    is_new: bool = False


def conversation(
    *,
    person: Person | None = None,
    address: str = "",
    before: dt.datetime | None = None,
    limit: int = 100,
    asker: Asker | None = None,
) -> list[Line]:
    """The newest lines of a thread before a moment, oldest first: of a person or an unknown address. Three queries.

    Where a member of staff asks, what another unit alone may read is left out; that takes a query or two more.
    """
    lines = [*_ours(person, address, before, limit, asker), *_theirs(person, address, before, limit, asker)]
    if person is not None:
        lines += _said(person, before, limit, asker)
    return sorted(lines, key=attrgetter("at", "key"))[-limit:]


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
    rows = OutboundMessage.objects.filter(_whose(person, "address", address)).select_related(
        "written_by", "sent_by"
    )
    rows = rows.annotate(shown_at=Coalesce("sent_at", "queued_at"))
    if before:
        rows = rows.filter(shown_at__lt=before)
    return [_our_line(row) for row in readable(asker, rows.order_by("-shown_at", "-pk")[:limit])]


def _our_line(row: OutboundMessage) -> Line:
    return Line(
        at=row.sent_at or row.queued_at,
        direction="out",
        channel=row.channel,
        text=row.body,
        subject=row.subject,
        state=state_of(row),
        by=_who(row),
        about=row.about,
        failure=row.failure,
        key=str(row.pk),
    )


def _who(row: OutboundMessage) -> str:
    """Who wrote it; of what the system wrote and somebody said on the phone or posted, who did that."""
    wrote = row.written_by or row.sent_by
    return wrote.name if wrote else ""


def _theirs(
    person: Person | None, address: str, before: dt.datetime | None, limit: int, asker: Asker | None
) -> list[Line]:
    rows = InboundMessage.objects.filter(_whose(person, "sender", address)).select_related("owner")
    if before:
        rows = rows.filter(received_at__lt=before)
    return [
        Line(
            row.received_at, "in", row.channel, row.body, row.subject, about=row.about, key=str(row.pk),
            waits=row.waits_since_at is not None and row.settled_at is None,
            owner=row.owner.name if row.owner else "",
        )
        for row in readable(asker, rows.order_by("-received_at", "-pk")[:limit])
    ]  # fmt: skip


def _said(person: Person, before: dt.datetime | None, limit: int, asker: Asker | None) -> list[Line]:
    rows = PhoneNote.objects.filter(person=person).select_related("written_by")
    if before:
        rows = rows.filter(at__lt=before)
    return [
        Line(row.at, "note", "phone", row.text, by=row.written_by.name, about=row.about, key=str(row.pk))
        for row in readable(asker, rows.order_by("-at", "-pk")[:limit])
    ]
