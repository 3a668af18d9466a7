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

    Answered ones too, for people change their minds; with person, shift and need. At most three queries: the few who
    are reached there are fetched first, for a database that knows little of its tables yet may begin at the other end.
    """
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    reached = list(find(inbound.sender).values_list("pk", flat=True))
    known = list(persons_for(asker).filter(pk__in=reached).values_list("pk", flat=True)) if reached else []
    if not known:
        return []
    rows = Offer.objects.filter(person__in=known, shift__ends_at__gt=at, shift__cancelled_at__isnull=True)
    return list(
        rows.select_related("person", "shift__need__unit", "shift__role").order_by("-asked_at")[:AT_MOST]
    )
