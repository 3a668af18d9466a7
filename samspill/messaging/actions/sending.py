"""Carrying what is due out of the house: each message is claimed, sent and written down, and never sent twice.

A claim is an update that only one worker can win, and it is committed before a socket is touched. So a worker that dies
leaves a claim without an end: nobody knows whether that message went, and nobody sends it again before the operator has
been asked (`finding_out`). No more messages are claimed than are on the wire.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from samspill.foundation import clock
from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.keys import new_key
from samspill.foundation.models import Host, Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered, entered_number
from samspill.messaging import gateways, queries
from samspill.messaging.actions.reporting import apply_early_reports, give_up
from samspill.messaging.gateways import Accepted, Gateway, Letter, Passing, Refused, Result, Unknown
from samspill.messaging.models import MessagingPolicy, OptOut, OutboundMessage
from samspill.messaging.rules.quiet_hours import is_quiet, next_permitted
from samspill.messaging.rules.retrying import may_try_again, wait_before_next
from samspill.people.models import Channel, Person

log = logging.getLogger(__name__)

#: How many messages are on the wire at once.
WINDOW = 32
#: A message is not sent on a claim older than this: the worker was held up, and others may think it dead.
FRESH_SECONDS = 30.0
#: A worker lets other work have its turn after this long.
ROUND_SECONDS = 10.0
#: A message that is tried again within this holds back those written to the same address after it.
TRIED_AGAIN_SOON = dt.timedelta(hours=1)
#: So many waiting messages are looked at at a time, and so many at most, for those that are first at their address.
LOOKED_AT, MOST_LOOKED_AT = 64, 2048
CARRIED = (Channel.SMS, Channel.EMAIL)


def send_everywhere(*, holder: str, at: dt.datetime) -> int:
    """Send what is due in every municipality that has something; how many messages came to an end."""
    numbers = OutboundMessage.everywhere.filter(_due(at)).values_list("municipality_id", flat=True).distinct()
    ended = 0
    for number in sorted(numbers):
        with entered(number):
            ended += send_due(holder=holder)
    return ended


def send_due(*, holder: str, seconds: float = ROUND_SECONDS) -> int:
    """Send what is due in the entered municipality until nothing is, or the time is up; how many came to an end.

    Several workers may do this at once, in threads or processes.
    """
    _call_off_what_is_pointless(clock.now())
    carrier = _Carrier.of_this_municipality(holder)
    until = clock.ticks() + seconds
    on_the_wire: dict[Future[Result], OutboundMessage] = {}
    ended = 0
    with ThreadPoolExecutor(WINDOW, thread_name_prefix="post") as pool:
        while True:
            if len(on_the_wire) <= WINDOW // 2 and clock.ticks() < until:
                for message in carrier.claim(WINDOW - len(on_the_wire)):
                    on_the_wire[pool.submit(carrier.carry, message, clock.ticks())] = message
            if not on_the_wire:
                return ended
            done, _ = wait(on_the_wire, return_when=FIRST_COMPLETED)
            carrier.write_down([(on_the_wire.pop(future), future.result()) for future in done])
            ended += len(done)


def due(at: dt.datetime) -> QuerySet[OutboundMessage]:
    """Messages of the entered municipality that should go now and nobody has."""
    return OutboundMessage.objects.filter(_due(at))


def _due(at: dt.datetime) -> Q:
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    untouched = Q(claimed_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True)
    may_go = ~Q(_stopped_since()) & ~Q(_restricted_since())
    return untouched & in_time & Q(not_before_at__lte=at, channel__in=CARRIED) & may_go


def _stopped_since() -> Exists:
    """Whether the address has said STOPP after the message was written."""
    said = OptOut.everywhere.filter(
        municipality=OuterRef("municipality"),
        channel=OuterRef("channel"),
        address=OuterRef("address"),
        stopped_at__gt=OuterRef("queued_at"),
        resumed_at__isnull=True,
    )
    return Exists(said)


def _restricted_since() -> Exists:
    """Whether she asked, after the message was written, that nothing be done with what we have of her."""
    return Exists(Person.everywhere.filter(pk=OuterRef("person"), restricted_at__gte=OuterRef("queued_at")))


def _first_in_line(waiting: QuerySet[OutboundMessage], most: int, at: dt.datetime) -> list[uuid.UUID]:
    """Up to `most` of these, in their order, that have nobody before them at their address. Looked at are locked.

    So what is written first arrives first. Where many wait for one address, those behind them are looked at too, so
    that a slow number holds nobody else back.
    """
    first: list[uuid.UUID] = []
    locked = waiting.select_for_update(skip_locked=True).values_list("pk", "channel", "address", "queued_at")
    for start in range(0, MOST_LOOKED_AT, LOOKED_AT):
        rows = list(locked[start : start + LOOKED_AT])
        heads = _heads({address for _, _, address, _ in rows}, at)
        first += [pk for pk, channel, address, _ in rows if heads.get((channel, address), pk) == pk]
        if len(first) >= most or len(rows) < LOOKED_AT:
            break
    return first[:most]


def _heads(addresses: set[str], at: dt.datetime) -> dict[tuple[str, str], uuid.UUID]:
    """By channel and address, the earliest message that is due, on the wire or about to be tried again.

    One that waits for the morning holds nothing back: what answers somebody who is awake goes at once.
    """
    begun = Q(attempts__gt=0, not_before_at__lte=at + TRIED_AGAIN_SOON)
    rows = OutboundMessage.objects.filter(
        Q(not_before_at__lte=at) | begun,
        address__in=addresses,
        sent_at__isnull=True,
        failed_at__isnull=True,
        cancelled_at__isnull=True,
        unknown_at__isnull=True,
    ).order_by("-queued_at", "-pk")
    return {(channel, address): pk for channel, address, pk in rows.values_list("channel", "address", "pk")}


def _call_off_what_is_pointless(at: dt.datetime) -> None:
    waiting = OutboundMessage.objects.filter(
        claimed_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True, not_before_at__lte=at
    )
    waiting.filter(expires_at__lte=at).update(cancelled_at=at, failure="expired")
    waiting.filter(_stopped_since()).update(cancelled_at=at, failure="opted_out")
    waiting.filter(_restricted_since()).update(cancelled_at=at, failure="restricted")


@dataclass(frozen=True)
class _Carrier:
    """What it takes to carry one municipality's messages."""

    holder: str
    policy: MessagingPolicy
    gateways: dict[str, Gateway]
    callback: str

    @classmethod
    def of_this_municipality(cls, holder: str) -> _Carrier:
        policy = queries.policy()
        named = {Channel.SMS: policy.sms_gateway, Channel.EMAIL: "smtp"}
        return cls(holder, policy, dict(_made(named)), _home())

    def claim(self, most: int) -> list[OutboundMessage]:
        """Make up to `most` due messages ours, so that nobody else sends them. Committed when this returns."""
        at = clock.now()
        token = f"{self.holder[:23]} {new_key()}"
        names = [
            When(channel=channel, then=Value(gateway.name)) for channel, gateway in self.gateways.items()
        ]
        if not names:
            return []
        waiting = due(at).filter(channel__in=self.gateways).order_by("not_before_at", "pk")
        with transaction.atomic(durable=True):
            keys = _first_in_line(waiting, most, at)
            rows = OutboundMessage.objects.filter(pk__in=keys)
            free = rows.filter(claimed_at__isnull=True, cancelled_at__isnull=True)
            claimed = free.update(
                claimed_at=at, claimed_by=token, attempts=F("attempts") + 1, gateway=Case(*names)
            )
        return list(rows.filter(claimed_by=token).order_by("not_before_at", "pk")) if claimed else []

    def carry(self, message: OutboundMessage, claimed: float) -> Result:
        """Send one message; runs in a thread of its own and touches no table. Never raises."""
        if clock.ticks() - claimed > FRESH_SECONDS:
            return Passing("held up", 0)
        try:
            return self.gateways[message.channel].send(self._letter(message))
        except Exception as error:  # A fault of ours in the middle of sending: it may have gone.
            log.exception("Sending failed in an unforeseen way: %s", message.pk)
            return Unknown(f"{type(error).__name__}: {error}")

    def write_down(self, ends: Iterable[tuple[OutboundMessage, Result]]) -> None:
        """Keep what became of the messages."""
        at = clock.now()
        accepted: list[tuple[OutboundMessage, Accepted]] = []
        refused: list[tuple[OutboundMessage, str]] = []
        with transaction.atomic():
            for message, result in ends:
                if isinstance(result, Accepted):
                    accepted.append((message, result))
                elif isinstance(result, Unknown):
                    _without_end(message).update(unknown_at=at, failure=result.reason[:200])
                elif isinstance(result, Refused):
                    refused.append((message, result.reason))
                elif not may_try_again(message.attempts):
                    refused.append((message, f"given up: {result.reason}"))
                else:
                    self._put_back(message, result, at)
            _keep_sent(accepted, at)
        apply_early_reports([result.provider_id for _, result in accepted], at=at)
        for message, reason in refused:
            give_up(_without_end(message), reason, at=at)

    def _letter(self, message: OutboundMessage) -> Letter:
        is_email = message.channel == Channel.EMAIL
        return Letter(
            reference=str(message.pk),
            channel=message.channel,
            to=message.address,
            body=message.body,
            sender=self.policy.email_from if is_email else self.policy.sender,
            subject=message.subject,
            page=message.page,
            leave_at=message.leave_at,
            callback=f"{self.callback}{message.gateway}/" if self.callback else "",
        )

    def _put_back(self, message: OutboundMessage, result: Passing, at: dt.datetime) -> None:
        """It goes again later; not at night, unless it was for the night."""
        wait_for = wait_before_next(
            message.attempts, asked_for_seconds=result.retry_after_seconds, jitter=random.random()
        )
        quiet = queries.quiet_hours(self.policy)
        again = at + wait_for
        if not is_quiet(message.not_before_at, quiet, is_holiday=is_public_holiday):
            again = next_permitted(again, quiet, is_holiday=is_public_holiday)
        _without_end(message).update(
            claimed_at=None, claimed_by="", not_before_at=again, failure=result.reason[:200]
        )


def _without_end(message: OutboundMessage) -> QuerySet[OutboundMessage]:
    """The row, if the claim is still ours and no report has told its end."""
    return OutboundMessage.objects.filter(
        pk=message.pk, claimed_by=message.claimed_by, sent_at__isnull=True, failed_at__isnull=True
    )


def _keep_sent(accepted: list[tuple[OutboundMessage, Accepted]], at: dt.datetime) -> None:
    """One update for all: thirty-two of them cost the database more than the operator."""
    if not accepted:
        return
    claims = {message.claimed_by for message, _ in accepted}
    rows = OutboundMessage.objects.filter(
        pk__in=[message.pk for message, _ in accepted], claimed_by__in=claims
    )
    numbers = Case(*(When(pk=message.pk, then=Value(end.provider_id[:120])) for message, end in accepted))
    rows.update(
        sent_at=Coalesce("sent_at", Value(at)),
        provider_id=numbers,
        unknown_at=None,
        failure=Case(When(failed_at__isnull=True, then=Value("")), default=F("failure")),
    )


def _made(named: dict[Channel, str]) -> Iterator[tuple[str, Gateway]]:
    for channel, name in named.items():
        try:
            yield channel, gateways.named(name)
        except gateways.NoSuchGateway:
            log.error(
                "The messaging policy of %s names a gateway that does not exist: %s", entered_number(), name
            )


def _home() -> str:
    """Where operators call back; the gateway's name and what they bring follow."""
    try:
        return web_address(Municipality.objects.get(pk=entered_number()), "/api/sms/")
    except Host.DoesNotExist:
        return ""
