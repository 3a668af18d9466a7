"""What operators tell became of a message: stored first, then applied, each once, in whatever order they come."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from samspill.messaging.models import DeliveryReport, OutboundMessage
from samspill.messaging.rules.refusals import nobody_has_the_address
from samspill.messaging.signals import delivery_failed
from samspill.people.actions.unusable import mark_unusable
from samspill.people.models import Channel, ContactPoint

log = logging.getLogger(__name__)
#: What kind of address a channel's messages go to.
KINDS = {
    Channel.SMS: ContactPoint.Kind.PHONE,
    Channel.PHONE: ContactPoint.Kind.PHONE,
    Channel.EMAIL: ContactPoint.Kind.EMAIL,
    Channel.LETTER: ContactPoint.Kind.POST,
}


def receive_report(
    *, gateway: str, provider_id: str, status: str, at: dt.datetime, reference: str = "", detail: str = ""
) -> DeliveryReport:
    """Store what a gateway says became of a message ("delivered", "failed" or "accepted"), and apply it once.

    The same report again changes nothing. One that comes before we have written down the operator's id is found by our
    `reference`, or waits until the id is known.
    """
    report = _store(gateway, (provider_id or f"reference {reference}")[:120], status, detail[:200], at)
    if report.applied_at is None:
        message = _message_of(report, reference)
        if message is not None:
            _apply(report, message, at)
    return report


def apply_early_reports(provider_ids: Collection[str], *, at: dt.datetime) -> None:
    """Apply the reports that came before these ids of the operator's were written down."""
    for report in DeliveryReport.objects.filter(provider_id__in=provider_ids, applied_at__isnull=True):
        message = _message_of(report, "")
        if message is not None:
            _apply(report, message, at)


def give_up(rows: QuerySet[OutboundMessage], reason: str, *, at: dt.datetime) -> bool:
    """The one message in `rows` will never arrive: written down, and the bell rung. False where `rows` is empty.

    Where the operator says that nobody has the number or address, it is marked as one that does not work. Where a
    receiver of the bell fails the end is kept all the same, for the message must not seem to wait.
    """
    facts = {"failed_at": at, "failure": reason[:200], "unknown_at": None}
    try:
        with transaction.atomic():
            message = rows.select_for_update().first()
            if message is None:
                return False
            rows.update(**facts)
            message.refresh_from_db()
            if nobody_has_the_address(reason):
                mark_unusable(KINDS[Channel(message.channel)], message.address, at=at)
            delivery_failed.send(sender=OutboundMessage, message=message, at=at)
    except Exception:  # Whatever a higher room does wrong.
        log.exception("Nobody could be told that a message failed")
        rows.update(**facts)
    return True


def _store(gateway: str, provider_id: str, status: str, detail: str, at: dt.datetime) -> DeliveryReport:
    try:
        with transaction.atomic():
            return DeliveryReport.objects.create(
                gateway=gateway, provider_id=provider_id, status=status, detail=detail, received_at=at
            )
    except IntegrityError:
        return DeliveryReport.objects.get(gateway=gateway, provider_id=provider_id, status=status)


def _message_of(report: DeliveryReport, reference: str) -> OutboundMessage | None:
    ours = OutboundMessage.objects.filter(gateway=report.gateway)
    found = ours.filter(provider_id=report.provider_id).first()
    return found or (ours.filter(pk=reference).first() if _is_key(reference) else None)


def _is_key(reference: str) -> bool:
    try:
        uuid.UUID(reference)
    except ValueError:
        return False
    return True


@transaction.atomic
def _apply(report: DeliveryReport, message: OutboundMessage, at: dt.datetime) -> None:
    ours_to_apply = DeliveryReport.objects.filter(pk=report.pk, applied_at__isnull=True)
    if not ours_to_apply.update(applied_at=at):
        return
    row = OutboundMessage.objects.filter(pk=message.pk, delivered_at__isnull=True)
    if not message.provider_id and not report.provider_id.startswith("reference "):
        row.update(provider_id=report.provider_id)
    if report.status == "failed":
        give_up(row.filter(failed_at__isnull=True), report.detail or "not delivered", at=at)
        return
    went: dict[str, object] = {"sent_at": Coalesce("sent_at", Value(at)), "unknown_at": None, "failure": ""}
    if report.status == "delivered":
        went |= {"delivered_at": at, "failed_at": None}
    row.update(**went)
