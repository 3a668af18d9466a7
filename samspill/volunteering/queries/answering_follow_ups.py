"""Which question about a pair an answer may be about."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from samspill.people.models import ContactPoint
from samspill.volunteering.models import Offer, PairingFollowUp, Shift, UnplacedAnswer
from samspill.volunteering.rules.pairings import ADDS_WITHIN

#: Words without a number, so soon after an answer, still belong to it.
WORDS_ADD_WITHIN = dt.timedelta(days=1)


class PutTo(NamedTuple):
    """The questions about pairs that whoever is reached at an address was asked."""

    open: list[PairingFollowUp]
    answered_lately: list[PairingFollowUp]


def follow_ups_put_to(sender: str, *, has_score: bool, at: dt.datetime) -> PutTo:
    """Those that are not answered, the oldest first; and those answered so lately that what is said now belongs to one
    of them, the latest first. One query.
    """
    since = at - (ADDS_WITHIN if has_score else WORDS_ADD_WITHIN)
    waits = Q(answered_at__isnull=True, lapsed_at__isnull=True)
    rows = _put_to(sender).filter(waits | Q(answered_at__gt=since, pairing__ended_at__isnull=True))
    asked = list(rows.order_by("asked_at", "pk"))
    lately = [(row.answered_at, row) for row in asked if row.answered_at]
    return PutTo(
        [row for row in asked if not row.answered_at],
        [row for _, row in sorted(lately, key=itemgetter(0), reverse=True)],
    )


def with_code(rows: list[PairingFollowUp], code: int) -> list[PairingFollowUp]:
    """Those about the pair whose need has this code."""
    needs = set(Shift.objects.filter(code=code).values_list("need_id", flat=True))
    return [row for row in rows if row.pairing.need_id in needs]


def is_asked_something_else(sender: str, *, at: dt.datetime) -> bool:
    """Whether a question about a task waits for whoever is reached here: then words alone may be about that."""
    waiting = Offer.objects.filter(answer="", lapsed_at__isnull=True, shift__ends_at__gt=at)
    return waiting.filter(Q(address=sender) | Q(person__in=_reached_at(sender))).exists()


def waiting_to_be_placed(sender: str) -> list[UnplacedAnswer]:
    """Answers from this address that nobody has placed yet, the oldest first."""
    rows = UnplacedAnswer.objects.filter(inbound__sender=sender, settled_at__isnull=True)
    return list(rows.select_related("inbound").order_by("received_at", "pk"))


def shares_its_address(row: PairingFollowUp) -> bool:
    """Whether another question about a pair waits at the same address, so that a code must tell which is meant."""
    if not row.address:
        return False
    others = PairingFollowUp.objects.filter(
        address=row.address, answered_at__isnull=True, lapsed_at__isnull=True
    )
    return others.exclude(pk=row.pk).exists()


def _put_to(sender: str) -> QuerySet[PairingFollowUp]:
    rows = PairingFollowUp.objects.filter(Q(address=sender) | Q(asked_person__in=_reached_at(sender)))
    return rows.select_related("asked_person", "pairing__need__unit", "pairing__need__area", "pairing__unit")


def _reached_at(sender: str) -> QuerySet[Any]:
    return ContactPoint.objects.filter(value=sender).values("person_id")
