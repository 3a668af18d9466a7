"""Answers by SMS about a place, from her own phone: «AVBUD 20001», «NEI 20001» or «CANCEL 20001» gives it back,
«JA 20001» takes what is offered. The words of every language count in all of them (`messaging/rules/reply_words`).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from samspill.activities.actions.codes import FIRST_CODE
from samspill.activities.actions.sign_ups import cancel_sign_up
from samspill.activities.actions.waiting import OfferIsOver, accept_place, leave_line
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.sign_ups import standing_place
from samspill.activities.queries.waiting import AROUND
from samspill.foundation.actions import subject_of
from samspill.messaging.models import InboundMessage
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome

GIVES_UP = (Answer.WITHDRAW, Answer.NO)


@transaction.atomic
def take_sign_up_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let an answer with the code of a place, or of a wait for one, do what it says; None for all else.

    An answer to an offer that is over is left to a person. The code of a place at all the times counts as long as
    one of them is to come.
    """
    if reply.code is None or reply.code < FIRST_CODE:
        return None
    hers = {"code": reply.code, "person__contact_points__value": inbound.sender}
    to_come = Q(occurrence__starts_at__gt=at)
    places = SignUp.objects.filter(to_come | Q(parts__occurrence__starts_at__gt=at), **hers)
    row = places.select_related(*AROUND).first()
    if row is not None:
        return _about_a_place(standing_place(row), inbound, reply, at)
    waits = Waiting.objects.filter(to_come, **hers).select_related(*AROUND, "sign_up").first()
    return _about_a_wait(waits, inbound, reply, at) if waits is not None else None


def _about_a_place(row: SignUp, inbound: InboundMessage, reply: Reply, at: dt.datetime) -> Outcome | None:
    if reply.answer in GIVES_UP:
        cancel_sign_up(row, channel=inbound.channel, by=row.person, at=at)
        return Outcome("withdrew", about=subject_of(row), person=row.person)
    return None


def _about_a_wait(row: Waiting, inbound: InboundMessage, reply: Reply, at: dt.datetime) -> Outcome | None:
    if reply.answer in GIVES_UP and row.sign_up is not None:
        return _about_a_place(row.sign_up, inbound, reply, at)
    if reply.answer in GIVES_UP:
        leave_line(row, channel=inbound.channel, by=row.person, at=at)
        return Outcome("withdrew", about=subject_of(row), person=row.person)
    if reply.answer != Answer.YES:
        return None
    try:
        accept_place(row, channel=inbound.channel, by=row.person, at=at)
    except OfferIsOver:
        return None
    return Outcome("booked", about=subject_of(row), person=row.person)
