"""An answer by SMS that gives a place back: «AVBUD 20001», from her own phone."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.actions.sign_ups import FIRST_CODE, cancel_sign_up
from samspill.activities.models import SignUp
from samspill.foundation.actions import subject_of
from samspill.messaging.models import InboundMessage
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome


@transaction.atomic
def take_sign_up_withdrawal(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let AVBUD and the code of a place give the place back, where it is the sender's; None for all else."""
    if reply.answer != Answer.WITHDRAW or reply.code is None or reply.code < FIRST_CODE:
        return None
    rows = SignUp.objects.filter(
        code=reply.code, person__contact_points__value=inbound.sender, occurrence__starts_at__gt=at
    )
    row = rows.select_related("person", "occurrence__activity__unit", "occurrence__activity__place").first()
    if row is None:
        return None
    cancel_sign_up(row, channel=inbound.channel, by=row.person, at=at)
    return Outcome("withdrew", about=subject_of(row), person=row.person)
