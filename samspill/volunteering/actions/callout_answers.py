"""What somebody who is called out answers: yes with her minutes, no, later, on the way, there; or nobody answers.

Each answer locks its own question and nothing else: however many answer at once, none waits for another.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import note_call, queue_message, settle_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import language_of
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.models import CallOutQuestion
from samspill.volunteering.queries.calling import call_of
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.rules.callouts import is_there_at
from samspill.volunteering.wording import callouts as words

Who = StaffMember | Person | str
Answer = CallOutQuestion.Answer


@transaction.atomic
def answer_callout(
    question_id: uuid.UUID,
    answer: str,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
    minutes: int | None = None,
) -> str:
    """She says "yes", perhaps with the minutes she needs, "no" or "later"; what came of it: the same word, `enough` or
    `over`. She may change her mind as often as she likes; the same again tells her the same once.
    """
    question = _locked(question_id)
    before = (question.answer, question.minutes)
    question.answer, question.answered_at, question.answer_channel = answer, at, channel
    question.answer_entered_by = by if isinstance(by, StaffMember) else None
    is_yes = answer == Answer.YES
    question.minutes = minutes if is_yes else None
    question.there_at = is_there_at(at, minutes) if is_yes else None
    if not is_yes:
        question.set_out_at = question.arrived_at = None
    question.save()
    _note(f"callout_{answer}", question, channel, by, at, minutes=minutes)
    _note_the_call(question, channel, by, at)
    if before != (answer, question.minutes):
        _reply(question, channel, at)
    return _outcome(question)


@transaction.atomic
def set_out(
    question_id: uuid.UUID, *, channel: str, by: Who, at: dt.datetime, minutes: int | None = None
) -> str:
    """She is on the way; that is a yes as well."""
    question = _coming(question_id, channel, by, at)
    question.set_out_at = question.set_out_at or at
    if minutes is not None:
        question.minutes, question.there_at = minutes, is_there_at(at, minutes)
    question.save()
    _note("callout_set_out", question, channel, by, at, minutes=minutes)
    return _outcome(question)


@transaction.atomic
def arrive(question_id: uuid.UUID, *, channel: str, by: Who, at: dt.datetime) -> str:
    """She is there; that is a yes as well. Saying it again changes nothing."""
    question = _coming(question_id, channel, by, at)
    if question.arrived_at is None:
        question.arrived_at = at
        question.save()
        _note("callout_arrived", question, channel, by, at)
    return _outcome(question)


@transaction.atomic
def take_as_callout_answer(
    inbound: InboundMessage,
    question_id: uuid.UUID,
    answer: str,
    *,
    by: StaffMember,
    at: dt.datetime,
    minutes: int | None = None,
) -> str:
    """A person understood what the system did not: it counts as if the system had, and is settled with that.

    Raises `messaging.actions.AlreadySettled`.
    """
    settle_inbound(inbound, by=by, at=at, outcome=answer)
    return answer_callout(question_id, answer, channel=inbound.channel, by=by, at=at, minutes=minutes)


@transaction.atomic
def note_no_answer(question_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """Called, and nobody answered: she goes to the end of the phone list."""
    question = _locked(question_id)
    question.rung_at = at
    question.save(update_fields=["rung_at"])
    _note("callout_not_answered", question, "phone", by, at)


@transaction.atomic
def note_unreached(message: OutboundMessage, *, at: dt.datetime) -> bool:
    """The question never arrived, so somebody calls; whether it was such a question."""
    what, _colon, question_id = message.key.partition(":")
    if what != "callout" or not message.about.startswith("volunteering.callout:"):
        return False
    rows = CallOutQuestion.objects.filter(pk=question_id, answer="", undelivered_at__isnull=True)
    return bool(rows.update(undelivered_at=at))


@transaction.atomic
def settle_double_callouts(keep: Person, gone: Person) -> None:
    """Two persons are one: of two questions of a call-out the one that came furthest stays."""
    kept = {one.callout_id: one for one in CallOutQuestion.objects.filter(person=keep)}
    for double in CallOutQuestion.objects.filter(person=gone, callout__in=kept):
        min(kept[double.callout_id], double, key=_how_far).delete()


def _how_far(question: CallOutQuestion) -> tuple[bool, int]:
    order = ("", Answer.NO, Answer.LATER, Answer.YES)
    return question.arrived_at is not None, order.index(question.answer)


def _locked(question_id: uuid.UUID) -> CallOutQuestion:
    rows = CallOutQuestion.objects.select_related("person", "callout__unit")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=question_id)


def _coming(question_id: uuid.UUID, channel: str, by: Who, at: dt.datetime) -> CallOutQuestion:
    """The question of one who comes, locked; she says yes with what she says now, if she has not."""
    question = _locked(question_id)
    if question.answer != Answer.YES:
        question.answer, question.answered_at, question.answer_channel = Answer.YES, at, channel
        question.answer_entered_by = by if isinstance(by, StaffMember) else None
        _note("callout_yes", question, channel, by, at)
        _reply(question, channel, at)
    return question


def _outcome(question: CallOutQuestion) -> str:
    if question.callout.ended_at is not None:
        return "over"
    return "enough" if _is_too_many(question) else question.answer


def _is_too_many(question: CallOutQuestion) -> bool:
    """A yes after we said that it is enough."""
    enough_at = question.callout.enough_at
    return question.answer == Answer.YES and enough_at is not None and question.told_enough_at is not None


def _reply(question: CallOutQuestion, channel: str, at: dt.datetime) -> None:
    """Tell one who says yes what she needs to know, or that it is enough, or over. A no needs no answer."""
    if question.answer != Answer.YES or question.channel not in CARRIED:
        return
    outcome = _outcome(question)
    texts = {"over": words.over, "enough": words.enough}
    with override(language_of(question.person)):
        text = texts.get(outcome, words.coming)(call_of(question.callout))
    queue_message(
        channel=question.channel,
        address=question.address,
        body=text,
        subject=question.callout.title if question.channel == Channel.EMAIL else "",
        key=f"came:{outcome}:{question.pk}",
        person=question.person,
        about=subject_of(question.callout),
        at=at,
        answers_now=True,
    )


def _note_the_call(question: CallOutQuestion, channel: str, by: Who, at: dt.datetime) -> None:
    """What was said on the phone stands in the conversation like any other answer."""
    if not isinstance(by, StaffMember) or channel in CARRIED:
        return
    said = {
        Answer.YES: _("Says yes to: %(what)s"),
        Answer.NO: _("Says no to: %(what)s"),
        Answer.LATER: _("Can come later: %(what)s"),
    }[Answer(question.answer)]
    what = question.callout.title
    note_call(question.person, said % {"what": what}, by=by, at=at, about=subject_of(question.callout))


def _note(verb: str, question: CallOutQuestion, channel: str, by: Who, at: dt.datetime, **facts: Any) -> None:
    told = {name: fact for name, fact in facts.items() if fact is not None}
    person = str(question.person_id)
    note(verb, question.callout, by=by, channel=channel, at=at, person=person, **told)
