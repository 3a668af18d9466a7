"""Writing to many at once about one thing: a handful of statements, however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from samspill.foundation.holidays import is_public_holiday
from samspill.messaging import queries
from samspill.messaging.actions.outgoing import OPTED_OUT, RESTRICTED
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel, Person, StaffMember


class Draft(NamedTuple):
    """One message of many; the fields are those of `queue_message`."""

    channel: str
    address: str
    body: str
    key: str
    person: Person | None = None
    subject: str = ""
    about: str = ""


@transaction.atomic
def queue_owed_messages(
    drafts: Sequence[Draft],
    *,
    at: dt.datetime,
    expires_at: dt.datetime | None = None,
    by: StaffMember | None = None,
) -> int:
    """Put messages people are waiting for in the outbox, as `queue_message(is_owed=True)` would; how many were new.

    A key that is there already writes nothing.
    """
    keys = [draft.key for draft in drafts]
    known = set(OutboundMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    policy = queries.policy()
    stopped = {
        channel: queries.opted_out_addresses(channel) for channel in {draft.channel for draft in drafts}
    }
    send_at = next_permitted(at, queries.quiet_hours(policy), is_holiday=is_public_holiday)
    rows = []
    for draft in drafts:
        if draft.key in known:
            continue
        row = OutboundMessage(
            **draft._asdict(), written_by=by, queued_at=at, not_before_at=send_at, expires_at=expires_at
        )
        if draft.address in stopped[draft.channel]:
            row.cancelled_at, row.failure, row.not_before_at = at, OPTED_OUT, at
        elif draft.person is not None and draft.person.restricted_at:
            row.cancelled_at, row.failure, row.not_before_at = at, RESTRICTED, at
        elif draft.channel == Channel.SMS:
            estimate = queries.price_of(draft.body, under=policy)
            row.segments, row.cost_ore = estimate.measure.segments, estimate.cost_ore
        rows.append(row)
    return len(OutboundMessage.objects.bulk_create(rows))
