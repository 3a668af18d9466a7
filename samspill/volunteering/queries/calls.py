"""Whom to call: questions that no message carries, or that did not arrive."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from samspill.people.models import Channel
from samspill.people.queries import Asker
from samspill.volunteering.models import Offer, Shift
from samspill.volunteering.queries.needs import shifts_for
from samspill.volunteering.queries.standing import phones_of


@dataclass(frozen=True)
class Call:
    """One person to call about one shift."""

    offer: Offer
    phone: str


@dataclass(frozen=True)
class CallSheet:
    """The calls about one shift."""

    shift: Shift
    calls: list[Call]


def call_list(
    asker: Asker, *, at: dt.datetime, need: uuid.UUID | None = None, shift: uuid.UUID | None = None
) -> list[CallSheet]:
    """The calls to make about open shifts the asker cares for, the next shift first; of one need, or one of its times:
    everybody who has not answered. Three queries.
    """
    shifts = shifts_for(asker).filter(
        need__unit__in=asker.caring_unit_ids, cancelled_at__isnull=True, ends_at__gt=at
    )
    if need:
        shifts = shifts.filter(need=need, **({"pk": shift} if shift else {}))
    offers = Offer.objects.filter(shift__in=shifts.values("pk"), answer="", lapsed_at__isnull=True)
    if not need:
        offers = offers.filter(~Q(channel__in=(Channel.SMS, Channel.EMAIL)) | Q(undelivered_at__isnull=False))
    rows = list(offers.select_related("person").order_by("asked_at", "person__search_name"))
    phones = phones_of([offer.person_id for offer in rows])
    calls: dict[uuid.UUID, list[Call]] = {}
    for offer in rows:
        calls.setdefault(offer.shift_id, []).append(Call(offer, phones.get(offer.person_id, "")))
    asked = shifts.filter(pk__in=calls).order_by("starts_at", "code")
    return [CallSheet(shift, calls[shift.pk]) for shift in asked]
