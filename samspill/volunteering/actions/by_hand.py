"""An answer that a person understood where the system did not: it counts as if the system had."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import settle_inbound, unsettle_inbound
from samspill.messaging.models import InboundMessage
from samspill.people.models import StaffMember
from samspill.volunteering.actions.answers import Answered, answer_offer, undo_answer, withdraw
from samspill.volunteering.models import Assignment, Offer


@transaction.atomic
def take_as_answer(
    inbound: InboundMessage, offer_id: uuid.UUID, answer: str, *, by: StaffMember, at: dt.datetime
) -> Answered:
    """The message means "yes" or "no" to this question; it is settled with that. Raises `AlreadySettled`."""
    settle_inbound(inbound, by=by, at=at, outcome=answer)
    offer = Offer.objects.get(pk=offer_id)
    InboundMessage.objects.filter(pk=inbound.pk).update(about=subject_of(offer), person=offer.person_id)
    return answer_offer(offer_id, answer, channel=inbound.channel, by=by, at=at)


@transaction.atomic
def take_back_answer(inbound: InboundMessage, *, by: StaffMember, at: dt.datetime) -> None:
    """It was not meant so: the message waits again, a no is undone, and a yes gives the place back."""
    unsettle_inbound(inbound, by=by, at=at)
    offer = _offer_of(inbound)
    if offer is None:
        return
    if inbound.outcome == Offer.Answer.NO and offer.answer == Offer.Answer.NO:
        undo_answer(offer.pk, by=by, at=at)
    booked = Assignment.objects.filter(offer=offer, released_at__isnull=True).first()
    if inbound.outcome == Offer.Answer.YES and booked is not None:
        withdraw(booked.pk, channel="web", by=by, at=at)


def _offer_of(inbound: InboundMessage) -> Offer | None:
    prefix = Offer._meta.label_lower + ":"
    if not inbound.about.startswith(prefix):
        return None
    return Offer.objects.filter(pk=inbound.about.removeprefix(prefix)).first()
