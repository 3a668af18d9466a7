"""Which question an answer may be about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.people.models import ContactPoint, Person
from samspill.volunteering.models import Assignment, Need, Offer, Pairing

#: An answer to a question that has lapsed is still understood for a while: it crossed with «covered» on its way.
CROSSED = dt.timedelta(days=3)


def answerable_offers(sender: str, *, code: int | None, at: dt.datetime) -> list[Offer]:
    """The questions that a yes or no from this address may answer, the newest first.

    With a code, whatever has been asked under it. Without, those that stand; if none does, the last that lapsed lately
    or was answered for a shift to come, so that somebody who changes her mind is understood.
    """
    asked = _of(Offer.objects.all(), sender).order_by("-asked_at")
    if code is not None:
        return list(asked.filter(shift__code=code, shift__ends_at__gt=at - CROSSED))
    open_still = list(asked.filter(answer="", lapsed_at__isnull=True, shift__ends_at__gt=at))
    if open_still:
        return open_still
    latest = asked.filter(shift__ends_at__gt=at).filter(Q(lapsed_at__gt=at - CROSSED) | ~Q(answer="")).first()
    return [latest] if latest else []


def codes_asked_at(sender: str, *, at: dt.datetime) -> dict[int, bool]:
    """The codes of the shifts that somebody at this address was asked about, and whether a question about one waits.

    One small query, for call-outs are answered by the thousand.
    """
    there = ContactPoint.objects.filter(value=sender).values("person_id")
    asked = Offer.objects.filter(Q(person__in=there) | Q(address=sender), shift__ends_at__gt=at - CROSSED)
    codes: dict[int, bool] = {}
    for code, answer, lapsed_at, ends_at in asked.values_list(
        "shift__code", "answer", "lapsed_at", "shift__ends_at"
    ):
        codes[code] = codes.get(code, False) or (not answer and lapsed_at is None and ends_at > at)
    return codes


def answerable_from_each(senders: Mapping[str, Person], *, at: dt.datetime) -> dict[str, list[Offer]]:
    """For many addresses at once, each one person's: the questions a bare yes or no may answer, as `answerable_offers`
    has them, but for those that are answered. `senders` says whose each address is. One query.
    """
    asked = Offer.objects.filter(
        Q(person__in=[person.pk for person in senders.values()]) | Q(address__in=list(senders)),
        Q(lapsed_at__isnull=True) | Q(lapsed_at__gt=at - CROSSED) | ~Q(answer=""),
        shift__ends_at__gt=at,
    )
    addresses = {person.pk: sender for sender, person in senders.items()}
    found: dict[str, list[Offer]] = {}
    for offer in asked.select_related("person", "shift").order_by("-asked_at"):
        for sender in {addresses.get(offer.person_id, ""), offer.address} - {""}:
            found.setdefault(sender, []).append(offer)
    return {sender: _still_answerable(offers) for sender, offers in found.items()}


def _still_answerable(offers: list[Offer]) -> list[Offer]:
    """Those that stand; if none does the latest, unless it is answered. They come with the latest first."""
    open_still = [offer for offer in offers if not offer.answer and not offer.lapsed_at]
    return open_still or [offer for offer in offers[:1] if not offer.answer]


def is_asked_at(sender: str, *, code: int | None, at: dt.datetime) -> bool:
    """Whether a question that stands has been put to whoever is reached at this address; with a code, that one."""
    rows = _of(Offer.objects.filter(answer="", lapsed_at__isnull=True, shift__ends_at__gt=at), sender)
    return bool((rows if code is None else rows.filter(shift__code=code)).exists())


def withdrawable(sender: str, *, code: int | None, at: dt.datetime) -> list[Assignment]:
    """The tasks that somebody at this address is booked to and may withdraw from, the next first."""
    booked = Assignment.objects.filter(
        released_at__isnull=True, shift__ends_at__gt=at, shift__cancelled_at__isnull=True
    ).filter(~Q(shift__need__form=Need.Form.PAIR) | Exists(_not_begun()))
    rows = _of(booked, sender, offer="offer__address").order_by("shift__starts_at")
    return list(rows if code is None else rows.filter(shift__code=code))


def _not_begun() -> QuerySet[Pairing]:
    """The pair of an assignment, where it has not begun. AVBUD in one that has is about the next time: for a person."""
    return Pairing.objects.filter(
        need=OuterRef("shift__need"), ended_at__isnull=True, started_on__isnull=True
    )


def _of(rows: QuerySet[Any], sender: str, *, offer: str = "address") -> QuerySet[Any]:
    """Rows of the people who are reached at this address, or were asked there."""
    there = ContactPoint.objects.filter(value=sender).values("person_id")
    found = rows.filter(Q(person__in=there) | Q(**{offer: sender}))
    return found.select_related("person", "shift__need__unit", "shift__need__area", "shift__role")
