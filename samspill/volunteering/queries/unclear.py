"""What an unclear message may be an answer to."""

from __future__ import annotations

import datetime as dt

from samspill.messaging.models import InboundMessage
from samspill.people.models import Channel
from samspill.people.queries import Asker, people_with_email, people_with_phone, persons_for
from samspill.volunteering.models import Offer

AT_MOST = 9


def questions_behind(asker: Asker, inbound: InboundMessage, *, at: dt.datetime) -> list[Offer]:
    """The questions put to whoever is reached at the sender's address, about what is still to come, latest first.

    Answered ones too, for people change their minds; with person, shift and need.
    """
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    persons = persons_for(asker).filter(pk__in=find(inbound.sender).values("pk"))
    rows = Offer.objects.filter(
        person__in=persons.values("pk"), shift__ends_at__gt=at, shift__cancelled_at__isnull=True
    )
    return list(
        rows.select_related("person", "shift__need__unit", "shift__role").order_by("-asked_at")[:AT_MOST]
    )
