"""Writing to many at once about one thing: a handful of statements, however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from django.db import transaction

from samspill.foundation.holidays import is_public_holiday
from samspill.messaging import queries
from samspill.messaging.actions.outgoing import OPTED_OUT, RESTRICTED
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel, Person, StaffMember, Unit

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
    unit: Unit | None = None


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
    known = _known(drafts)
    new = [draft for draft in drafts if draft.key not in known]
    rows = _rows(
        new,
        at=at,
        expires_at=expires_at,
        by=by,
        despite_quiet_hours=despite_quiet_hours,
        answers_now=answers_now,
    )
    return len(OutboundMessage.objects.bulk_create(rows))


@transaction.atomic
def queue_within_budget(
    drafts: Sequence[Draft], *, at: dt.datetime, by: StaffMember | None = None
) -> list[OutboundMessage]:
    """Put these in the outbox from the first on, until one is dearer than what is left of the day's budget.

    Gives the messages in the same order, those too that were there already; a shorter list where the money ended.
    """
    known = _known(drafts)
    rows = iter(_rows([draft for draft in drafts if draft.key not in known], at=at, expires_at=None, by=by))
    left = _left_of_the_day(at)
    found: list[OutboundMessage] = []
    new: list[OutboundMessage] = []
    for draft in drafts:
        row = known.get(draft.key)
        if row is None:
            row = next(rows)
            if left is not None and row.cost_ore > left:
                break
            left = None if left is None else left - row.cost_ore
            new.append(row)
        found.append(row)
    OutboundMessage.objects.bulk_create(new)
    return found


def _known(drafts: Sequence[Draft]) -> dict[str, OutboundMessage]:
    """Those that are in the outbox already, by key; SQLite takes some thousands at a time."""
    known: dict[str, OutboundMessage] = {}
    for start in range(0, len(drafts), KEYS_AT_A_TIME):
        keys = [draft.key for draft in drafts[start : start + KEYS_AT_A_TIME]]
        known.update({row.key: row for row in OutboundMessage.objects.filter(key__in=keys)})
    return known


def _left_of_the_day(at: dt.datetime) -> int | None:
    """What may still be spent today, with the policy locked so that nobody else spends it meanwhile; None: no limit."""
    policy = queries.policy()
    if not policy.daily_budget_ore:
        return None
    MessagingPolicy.objects.select_for_update().filter(pk=policy.pk).first()
    return queries.budget_of(at, under=policy).left_ore


def _rows(
    drafts: Sequence[Draft],
    *,
    at: dt.datetime,
    expires_at: dt.datetime | None,
    by: StaffMember | None,
    despite_quiet_hours: bool = False,
    answers_now: bool = False,
) -> list[OutboundMessage]:
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
    return rows
