"""Writing to many at once about one thing: a handful of statements, however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from django.db import transaction

from samspill.foundation.holidays import is_public_holiday
from samspill.messaging import queries
from samspill.messaging.actions.outgoing import OPTED_OUT, RESTRICTED
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel, Person, StaffMember

KEYS_AT_A_TIME = 5_000


class Draft(NamedTuple):
    """One message of many; the fields are those of `queue_message`."""

    channel: str
    address: str
    body: str
    key: str
    person: Person | None = None
    subject: str = ""
    about: str = ""
    expires_at: dt.datetime | None = None


@transaction.atomic
def queue_owed_messages(
    drafts: Sequence[Draft],
    *,
    at: dt.datetime,
    expires_at: dt.datetime | None = None,
    by: StaffMember | None = None,
    despite_quiet_hours: bool = False,
    answers_now: bool = False,
) -> int:
    """Put messages people are waiting for in the outbox, as `queue_message(is_owed=True)` would; how many were new.

    A key that is there already writes nothing. `despite_quiet_hours` is for what a person has decided cannot wait;
    `answers_now` for what answers people who have just written. A draft's own `expires_at` counts before the common.
    """
    known = _known(draft.key for draft in drafts)
    policy = queries.policy()
    stopped = {
        channel: queries.opted_out_addresses(channel) for channel in {draft.channel for draft in drafts}
    }
    quiet = queries.quiet_hours(policy)
    send_at = (
        at if despite_quiet_hours or answers_now else next_permitted(at, quiet, is_holiday=is_public_holiday)
    )
    price = cache(partial(queries.price_of, under=policy))  # Many have the same words.
    rows = []
    for draft in drafts:
        if draft.key in known:
            continue
        facts = draft._asdict() | {"expires_at": draft.expires_at or expires_at}
        row = OutboundMessage(**facts, written_by=by, queued_at=at, not_before_at=send_at)
        if draft.address in stopped[draft.channel]:
            row.cancelled_at, row.failure, row.not_before_at = at, OPTED_OUT, at
        elif draft.person is not None and draft.person.restricted_at and not answers_now:
            row.cancelled_at, row.failure, row.not_before_at = at, RESTRICTED, at
        elif draft.channel == Channel.SMS:
            estimate = price(draft.body)
            row.segments, row.cost_ore = estimate.measure.segments, estimate.cost_ore
        rows.append(row)
    return len(OutboundMessage.objects.bulk_create(rows))


def _known(keys: Iterable[str]) -> set[str]:
    """Which of these keys are in the outbox; SQLite takes some thousands at a time."""
    wanted = list(keys)
    known: set[str] = set()
    for start in range(0, len(wanted), KEYS_AT_A_TIME):
        rows = OutboundMessage.objects.filter(key__in=wanted[start : start + KEYS_AT_A_TIME])
        known.update(rows.values_list("key", flat=True))
    return known
