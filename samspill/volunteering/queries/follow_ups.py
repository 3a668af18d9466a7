"""Answers about pairs that need a person: the gates, whom to call, and what could not be placed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from samspill.people.models import Channel, ContactPoint
from samspill.people.queries import Asker
from samspill.volunteering.models import PairingFollowUp, UnplacedAnswer
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.pairings import ADDS_WITHIN, CALL_AFTER, LOW

FETCHED = (
    "asked_person",
    "person",
    "pairing__need",
    "pairing__unit",
    "pairing__volunteer__person",
    "pairing__recipient__person",
)


@dataclass(frozen=True)
class FollowUpCall:
    """One person to call about how it goes, and the number."""

    row: PairingFollowUp
    phone: str


@dataclass(frozen=True)
class ToBePlaced:
    """An answer that may belong to several pairs, and those of them that are the asker's."""

    unplaced: UnplacedAnswer
    choices: list[PairingFollowUp]


#: A cry for help, then the lowest numbers, then words without a number; each the oldest first.
GRAVEST_FIRST = (
    F("calls_for_help").desc(),
    F("score").asc(nulls_last=True),
    F("answered_at").asc(nulls_last=True),
)


def follow_ups_for(asker: Asker) -> QuerySet[PairingFollowUp]:
    """The questions about pairs of the units the asker cares for. In no order."""
    rows = PairingFollowUp.objects.filter(pairing__unit__in=asker.caring_unit_ids)
    return rows.select_related(*FETCHED)


def follow_up_for(asker: Asker, follow_up_id: uuid.UUID) -> PairingFollowUp:
    """The gate. Raises `PairingFollowUp.DoesNotExist`."""
    return follow_ups_for(asker).get(pk=follow_up_id)


def unplaced_answer_for(asker: Asker, answer_id: uuid.UUID) -> UnplacedAnswer:
    """The gate. Raises `UnplacedAnswer.DoesNotExist`."""
    rows = UnplacedAnswer.objects.filter(unit__in=asker.caring_unit_ids).select_related("inbound", "unit")
    return rows.get(pk=answer_id)


def to_call(asker: Asker, *, at: dt.datetime) -> QuerySet[PairingFollowUp]:
    """Whom to call: no message carries the question, it did not arrive, or nobody has answered for a while.

    The oldest first.
    """
    waiting = follow_ups_for(asker).filter(answered_at__isnull=True, lapsed_at__isnull=True)
    needs_a_call = (
        ~Q(channel__in=(Channel.SMS, Channel.EMAIL))
        | Q(undelivered_at__isnull=False)
        | Q(asked_at__lte=at - CALL_AFTER)
    )
    return waiting.filter(needs_a_call).order_by("asked_at", "pk")


def follow_up_calls(asker: Asker, *, at: dt.datetime) -> list[FollowUpCall]:
    """Those to call, each with a number. Two queries."""
    rows = list(to_call(asker, at=at))
    phones = phones_of([row.asked_person_id for row in rows])
    return [FollowUpCall(row, phones.get(row.asked_person_id, "")) for row in rows]


def unread(asker: Asker) -> QuerySet[PairingFollowUp]:
    """Answers a person must read: a cry for help, a low number, or words without a number; the gravest first."""
    needs_a_person = Q(calls_for_help=True) | Q(score__lte=LOW) | Q(score__isnull=True)
    rows = follow_ups_for(asker).filter(needs_a_person, answered_at__isnull=False, read_at__isnull=True)
    return rows.order_by(*GRAVEST_FIRST, "pk")


def waiting_answers(asker: Asker) -> QuerySet[UnplacedAnswer]:
    """Answers that could not be placed, the oldest first."""
    rows = UnplacedAnswer.objects.filter(unit__in=asker.caring_unit_ids, settled_at__isnull=True)
    return rows.select_related("inbound__person", "unit").order_by("received_at", "pk")


def to_be_placed(asker: Asker, *, at: dt.datetime) -> list[ToBePlaced]:
    """The same with the pairs each may be about. Three queries."""
    waiting = list(waiting_answers(asker)[:20])
    senders = {one.inbound.sender for one in waiting}
    known: dict[str, set[uuid.UUID]] = {}
    for sender, person in ContactPoint.objects.filter(value__in=senders).values_list("value", "person_id"):
        known.setdefault(sender, set()).add(person)
    rows = _lately_asked(asker, senders, at)
    return [
        ToBePlaced(one, [row for row in rows if _may_be_from(row, one.inbound.sender, known)])
        for one in waiting
    ]


def _lately_asked(asker: Asker, senders: set[str], at: dt.datetime) -> list[PairingFollowUp]:
    there = ContactPoint.objects.filter(value__in=senders).values("person_id")
    rows = follow_ups_for(asker).filter(
        Q(address__in=senders) | Q(asked_person__in=there),
        Q(answered_at__isnull=True) | Q(answered_at__gt=at - ADDS_WITHIN),
        lapsed_at__isnull=True,
    )
    return list(rows.order_by("asked_at", "pk"))


def _may_be_from(row: PairingFollowUp, sender: str, known: dict[str, set[uuid.UUID]]) -> bool:
    return row.address == sender or row.asked_person_id in known.get(sender, ())
