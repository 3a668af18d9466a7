"""Writing to people: a row in the outbox, in the transaction of the change it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import nullcontext

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.keys import new_key
from samspill.messaging import queries
from samspill.messaging.models import MessagingPolicy, OutboundMessage, PhoneNote
from samspill.messaging.queries.letters import postal_addresses
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel, ContactPoint, Person, StaffMember, Unit

OPTED_OUT = "opted_out"
RESTRICTED = "restricted"


class BudgetSpent(RuntimeError):
    """The day's budget for text messages does not hold this message."""


class NoWayToWrite(ValueError):
    """The person has no usable phone, e-mail or address of the kind asked for."""


def queue_message(
    *,
    channel: str,
    address: str,
    body: str,
    key: str,
    at: dt.datetime,
    subject: str = "",
    person: Person | None = None,
    about: str = "",
    by: StaffMember | None = None,
    unit: Unit | None = None,
    expires_at: dt.datetime | None = None,
    answers_now: bool = False,
    is_owed: bool = False,
    despite_opt_out: bool = False,
    page: str = "",
    leave_at: str = "",
    is_first: bool = False,
    has_stopped: bool | None = None,
) -> OutboundMessage:
    """Put one message in the outbox; the same `key` again gives the row that is there, and nothing is sent twice.

    To an address that has said STOPP the row is kept but called off (`failure` "opted_out"); likewise to a person of
    whom nothing may be done ("restricted"), unless it answers what she has just written. `answers_now` is for what
    answers a person who has just written: neither quiet hours nor the day's budget hold it back. `is_owed` is for what
    somebody is waiting to know, such as that a task is cancelled: it keeps the quiet hours, but the budget does not
    hold it back. A letter waits for somebody who prints and posts it, and carries the name of `unit`. An
    e-mail may have the same as a `page` of HTML, and `leave_at`, an address that one press ends such letters at.
    What the caller knows is not asked again: `is_first`, the key is of a row it has just made; `has_stopped`, whether
    the address has said STOPP (who does after `at` is seen by the worker). Raises `BudgetSpent`.
    """
    known = None if is_first else OutboundMessage.objects.filter(key=key).first()
    if known is not None:
        return known
    policy = queries.remembered_policy() if answers_now else queries.policy()
    message = OutboundMessage(
        channel=channel, address=address, body=body, key=key, subject=subject, person=person, about=about,
        written_by=by, unit=unit, queued_at=at, not_before_at=at, expires_at=expires_at,
        page=page, leave_at=leave_at,
    )  # fmt: skip
    if not despite_opt_out and _has_stopped(channel, address, has_stopped):
        message.cancelled_at, message.failure = at, OPTED_OUT
    elif person is not None and person.restricted_at and not answers_now:
        message.cancelled_at, message.failure = at, RESTRICTED
    elif not answers_now:
        message.not_before_at = next_permitted(at, queries.quiet_hours(policy), is_holiday=is_public_holiday)
    within_budget = not (answers_now or is_owed)
    # What the budget does not hold back is one insert, that needs no transaction, or part of one, of its own.
    with transaction.atomic() if within_budget else nullcontext():
        if channel == Channel.SMS and not message.cancelled_at:
            _reckon(message, policy, within_budget=within_budget)
        message.save(force_insert=True)
    return message


def cancel_message(message: OutboundMessage, *, at: dt.datetime) -> bool:
    """Call a message off; False where a worker has it already, so that it may have been sent."""
    waiting = OutboundMessage.objects.filter(
        pk=message.pk, claimed_at__isnull=True, cancelled_at__isnull=True
    )
    return bool(waiting.update(cancelled_at=at))


def cancel_about(about: str, *, at: dt.datetime) -> int:
    """Call off every message about this thing that no worker has claimed yet; how many."""
    return OutboundMessage.objects.filter(
        about=about, claimed_at__isnull=True, cancelled_at__isnull=True
    ).update(cancelled_at=at)


@transaction.atomic
def cancel_unsent_about(abouts: Collection[str], *, at: dt.datetime, reason: str = "") -> set[str]:
    """Call off what is said about these things and no worker has claimed yet; about which of them there was any.

    A worker that is about to claim a row waits for us or passes it by, so what is called off has certainly not gone.
    """
    waiting = OutboundMessage.objects.filter(
        about__in=abouts,
        claimed_at__isnull=True,
        sent_at__isnull=True,
        cancelled_at__isnull=True,
        failed_at__isnull=True,
    )
    rows = dict(waiting.select_for_update().values_list("pk", "about"))
    OutboundMessage.objects.filter(pk__in=rows, claimed_at__isnull=True).update(
        cancelled_at=at, failure=reason
    )
    return set(rows.values())


@transaction.atomic
def write_to(
    person: Person,
    body: str,
    *,
    channel: str,
    by: StaffMember,
    at: dt.datetime,
    unit: Unit | None = None,
    subject: str = "",
    key: str = "",
) -> OutboundMessage:
    """A member of staff writes to a person, by SMS, e-mail or letter. Raises `NoWayToWrite` and `BudgetSpent`.

    `key` is the form's own, so that pressing the button twice writes once. A letter is printed in the name of `unit`.
    """
    message = queue_message(
        channel=channel,
        address=address_of(person, channel),
        body=body.strip(),
        subject=subject,
        key=f"written:{key or new_key()}",
        person=person,
        by=by,
        unit=unit,
        at=at,
    )
    note("wrote", message, by=by, channel=channel, at=at)
    return message


def address_of(person: Person, channel: str) -> str:
    """Where a person is written to by this channel: her preferred address, else the newest; of a letter the lines under
    the name. Raises `NoWayToWrite`.
    """
    if channel == Channel.LETTER:
        return _postal_address(person)
    kind = ContactPoint.Kind.EMAIL if channel == Channel.EMAIL else ContactPoint.Kind.PHONE
    usable = person.contact_points.filter(kind=kind, unusable_at__isnull=True)
    found = usable.order_by("-is_preferred", "-added_at").values_list("value", flat=True).first()
    if found is None:
        raise NoWayToWrite(channel)
    return found


def way_to_write(person: Person) -> tuple[str, str] | None:
    """Channel and address that reach her: as she prefers, else by SMS, else by e-mail; None where neither does."""
    return queries.ways_to_write([person]).get(person.pk)


def note_call(person: Person, text: str, *, by: StaffMember, at: dt.datetime, about: str = "") -> PhoneNote:
    """Type in what was said on the phone, so that the thread reads the same."""
    return PhoneNote.objects.create(person=person, text=text.strip(), written_by=by, at=at, about=about)


def _has_stopped(channel: str, address: str, known: bool | None) -> bool:
    return queries.is_opted_out(channel, address) if known is None else known


def _postal_address(person: Person) -> str:
    found = postal_addresses([person.pk]).get(person.pk)
    if found is None:
        raise NoWayToWrite(Channel.LETTER)
    return found


def _reckon(message: OutboundMessage, policy: MessagingPolicy, *, within_budget: bool) -> None:
    estimate = queries.price_of(message.body, under=policy)
    message.segments, message.cost_ore = estimate.measure.segments, estimate.cost_ore
    if within_budget and policy.daily_budget_ore:
        MessagingPolicy.objects.select_for_update().filter(pk=policy.pk).first()
        if not queries.budget_of(message.queued_at, under=policy).holds(estimate.cost_ore):
            raise BudgetSpent
