"""A volunteer who has not been heard of for long is asked whether she wants to stay, before she is forgotten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import override

from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.people.models import Person
from samspill.volunteering.actions.replies import may_answer
from samspill.volunteering.models import StayQuestion
from samspill.volunteering.queries.keeping import stay_questions_to, to_ask_whether_they_stay
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import first_name

#: So many at a time, that a municipality which shortens the time does not write to all on one day.
MOST_IN_A_DAY = 200


def ask_who_wants_to_stay(at: dt.datetime) -> int:
    """Ask those whose time is soon over; how many were asked. Whom no message reaches is not asked."""
    return sum(_ask(person, at) for person in to_ask_whether_they_stay(at=at)[:MOST_IN_A_DAY])


def take_stay_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """A bare yes or no from somebody who was asked whether she wants to stay, and was asked nothing else."""
    if reply.answer not in (Answer.YES, Answer.NO) or reply.code is not None:
        return None
    asked = [
        one for one in stay_questions_to(inbound.sender) if may_answer(inbound, subject_of(one), one.person)
    ]
    rows = _signed_by_one(asked, inbound.body)
    if not rows:
        return None
    if len(rows) > 1:
        return Outcome("which", waits=True)
    answer_stay(rows[0], stays=reply.answer == Answer.YES, channel=inbound.channel, at=at)
    return Outcome(str(reply.answer), about=subject_of(rows[0]), person=rows[0].person)


@transaction.atomic
def answer_stay(question: StayQuestion, *, stays: bool, channel: str, at: dt.datetime) -> None:
    """She stays, or is forgotten when her time is over; she is told which. The first answer counts."""
    standing = StayQuestion.objects.filter(pk=question.pk, answered_at__isnull=True)
    if not standing.update(answered_at=at, stays=stays):
        return
    note("answer_stay", question.person, by=question.person, channel=channel, at=at, stays=stays)
    words = messages.stays if stays else messages.leaves
    way = way_to_reach(question.person_id)
    if way and way.channel in CARRIED:
        _write(question, way, words, f"stay_answer:{question.pk}", at, answers_now=channel in CARRIED)


@transaction.atomic
def _ask(person: Person, at: dt.datetime) -> bool:
    way = way_to_reach(person.pk)
    if way is None or way.channel not in CARRIED:
        return False
    question = StayQuestion.objects.create(person=person, channel=way.channel, asked_at=at)
    _write(question, way, messages.will_you_stay, f"stay:{question.pk}", at)
    note("ask_to_stay", person, by="system", channel=way.channel, at=at)
    return True


def _write(
    question: StayQuestion,
    way: Way,
    words: messages.Greeting,
    key: str,
    at: dt.datetime,
    *,
    answers_now: bool = False,
) -> None:
    person, town = question.person, Municipality.objects.get(pk=entered_number())
    with override(language_of(person)):
        phone = formatted(town.contact_phone) if town.contact_phone else ""
        body = words(person.name, town.name_nb, phone)
        subject = messages.stay_subject(town.name_nb)
    queue_message(
        channel=way.channel, address=way.address, subject=subject, body=body, key=key, person=person,
        about=subject_of(question), at=at, is_owed=True, answers_now=answers_now,
    )  # fmt: skip


def _signed_by_one(rows: list[StayQuestion], body: str) -> list[StayQuestion]:
    """Of people who share a phone, the one whose name is in the text, if it is one."""
    if len(rows) < 2:
        return rows
    words = body.casefold().split()
    signed = [row for row in rows if first_name(row.person.name).casefold() in words]
    return signed if len(signed) == 1 else rows
