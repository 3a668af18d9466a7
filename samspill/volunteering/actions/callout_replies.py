"""An answer by SMS or e-mail from one who is called out: it counts, or a person reads it on the call-out's list."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.rules.replies import Answer as Answered
from samspill.messaging.rules.replies import Reply
from samspill.messaging.signals import Outcome
from samspill.volunteering.actions.callout_answers import answer_callout, arrive, set_out
from samspill.volunteering.actions.replies import may_answer, signed_by_one
from samspill.volunteering.models import CallOutQuestion, Offer
from samspill.volunteering.queries.callouts import live_questions
from samspill.volunteering.queries.replying import answerable_offers, codes_asked_at, withdrawable
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.rules.callout_replies import Said, Says, read_answer
from samspill.volunteering.wording.messages import Task, which_one

Answer = CallOutQuestion.Answer


def take_callout_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let an answer to a call-out have its effect; None where it is none of ours.

    Asked before the reader of shifts' answers, and takes only what is surely ours: the code says so, nothing else waits
    for an answer from this phone, or it tells of minutes or of being on the way. A bare yes where a shift waits as well
    is asked about. What cannot be understood goes to a person, and stands on the call-out's list.
    """
    live = live_questions(inbound.sender, at=at)
    questions = [one for one in live if may_answer(inbound, subject_of(one.callout), one.person)]
    if not questions or (
        reply.answer == Answered.WITHDRAW and withdrawable(inbound.sender, code=reply.code, at=at)
    ):
        return None
    shifts = codes_asked_at(inbound.sender, at=at)
    offers = any(shifts.values())
    said = read_answer(inbound.body, codes={*shifts, *(one.callout.code for one in questions)})
    if said.code is not None:
        questions = [one for one in questions if one.callout.code == said.code]
        return _count(questions, said, inbound, at) if questions else None
    if said.says is Says.UNCLEAR:
        return None if offers else _leave(questions, inbound)
    waiting = {one.callout_id for one in questions if not one.answer}
    if offers and not said.is_sure and not waiting:
        return None
    questions = [one for one in questions if not waiting or one.callout_id in waiting]
    if offers and not said.is_sure:
        return _ask_which(questions, answerable_offers(inbound.sender, code=None, at=at), inbound, at)
    return _count(questions, said, inbound, at)


def _count(questions: list[CallOutQuestion], said: Said, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    rows = signed_by_one(questions, inbound.body)
    if len({one.callout_id for one in rows}) > 1:
        return _ask_which(rows, [], inbound, at)
    if len(rows) > 1:  # Two who share a phone, and neither signed.
        return Outcome("which", about=subject_of(rows[0].callout), waits=True)
    question = rows[0]
    word = _let_it_count(question, said, inbound.channel, at)
    return Outcome(word, about=subject_of(question.callout), person=question.person)


def _let_it_count(question: CallOutQuestion, said: Said, channel: str, at: dt.datetime) -> str:
    who = question.person
    if said.says is Says.ARRIVED:
        return arrive(question.pk, channel=channel, by=who, at=at)
    if said.says is Says.ON_WAY:
        return set_out(question.pk, channel=channel, by=who, at=at, minutes=said.minutes)
    return answer_callout(question.pk, str(said.says), channel=channel, by=who, at=at, minutes=said.minutes)


def _leave(questions: list[CallOutQuestion], inbound: InboundMessage) -> Outcome:
    """A person reads it: in the inbox, and on the call-out's own list."""
    persons = {one.person_id for one in questions}
    person = questions[0].person if len(persons) == 1 else None
    return Outcome("unclear", about=subject_of(questions[0].callout), person=person, waits=True)


def _ask_which(
    questions: list[CallOutQuestion], offers: list[Offer], inbound: InboundMessage, at: dt.datetime
) -> Outcome:
    """She has been asked about more than one thing: ask which. Somebody sees it either way."""
    person = questions[0].person
    with override(language_of(person)):
        tasks = {one.callout_id: _as_task(one) for one in questions}
        text = which_one([*tasks.values(), *{one.shift_id: task(one.shift) for one in offers}.values()])
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=text,
        subject=f"Re: {inbound.subject}"[:200] if inbound.subject else "",
        key=f"which:{inbound.pk}",
        person=person,
        about=subject_of(inbound),
        at=at,
        answers_now=True,
    )
    return Outcome("which", about=subject_of(questions[0].callout), person=person, waits=True)


def _as_task(question: CallOutQuestion) -> Task:
    """The call-out as the list of what she was asked about tells of it."""
    callout = question.callout
    return Task(callout.title, "", callout.meeting_place, callout.code, callout.unit.name, callout.unit.phone)
