"""An answer that came in by SMS or e-mail: whose it is, which question it answers, and what follows from it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeVar

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.people.models import Channel, Person
from samspill.volunteering.actions.answers import answer_offer, withdraw
from samspill.volunteering.models import Assignment, CallOutQuestion, Offer
from samspill.volunteering.queries.replying import answerable_offers, withdrawable
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.wording.messages import first_name, which_of_hers, which_one

Row = Offer | Assignment
Hers = TypeVar("Hers", Offer, Assignment, CallOutQuestion, Row)


def take_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let an answer have its effect, if it is to one of our questions; None where a person must find out.

    A bare yes, no or AVBUD counts where there is one question or task it can mean. Where there are several on
    different tasks she is asked which; where two share a phone, the name she signs with tells who she is.
    """
    if reply.answer in (Answer.YES, Answer.NO):
        rows: list[Row] = list(answerable_offers(inbound.sender, code=reply.code, at=at))
    elif reply.answer == Answer.WITHDRAW:
        rows = list(withdrawable(inbound.sender, code=reply.code, at=at))
    else:
        return None
    if inbound.channel == Channel.EMAIL:
        rows = _about_the_letter(rows, inbound)
    rows = signed_by_one(rows, inbound.body)
    if len(rows) == 1:
        return let_it_count(rows[0], reply.answer, inbound, at)
    return ask_which(rows, inbound, at) if rows else None


def let_it_count(row: Row, answer: Answer, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    """The answer is to this question, or takes back this task: what follows from it. The `person` should be fetched."""
    if isinstance(row, Assignment):
        withdraw(row.pk, channel=inbound.channel, by=row.person, at=at)
        return Outcome("withdrew", about=subject_of(row), person=row.person)
    answered = answer_offer(row.pk, str(answer), channel=inbound.channel, by=row.person, at=at)
    is_odd = answered.outcome in ("busy", "over") or (
        answered.outcome == "already_booked" and answer == Answer.NO
    )
    word = f"{answer}_but_{answered.outcome}" if is_odd else str(answer)
    return Outcome(word, about=subject_of(row), person=row.person, waits=is_odd)


def _about_the_letter(rows: list[Row], inbound: InboundMessage) -> list[Row]:
    """Of an e-mail, what the letter it replies to was about. Without one, nothing: anybody can write in her name."""
    letter = inbound.answers
    if letter is None:
        return []
    hers = [row for row in rows if letter.person_id in (None, row.person_id)]
    return [row for row in hers if letter.about in _subjects(row)] or hers


def may_answer(inbound: InboundMessage, about: str, person: Person | None) -> bool:
    """Whether this may count as her answer to what we wrote about `about`.

    An SMS may. An e-mail only as a reply to that very letter, for anybody can write in her name.
    """
    if inbound.channel != Channel.EMAIL:
        return True
    letter = inbound.answers
    return (
        letter is not None and letter.about == about and letter.person_id == (person.pk if person else None)
    )


def _subjects(row: Row) -> set[str]:
    """What a letter about this question or task is about: either of the two."""
    offer_id = row.pk if isinstance(row, Offer) else row.offer_id
    return {subject_of(row), f"{Offer._meta.label_lower}:{offer_id}"}


def signed_by_one(rows: list[Hers], body: str) -> list[Hers]:
    """Of people who share a phone, the one whose name is in the text, if it is one."""
    if len({row.person_id for row in rows}) < 2:
        return rows
    words = {word.casefold() for word in re.findall(r"\w+", body)}
    signed = [row for row in rows if first_name(row.person.name).casefold() in words]
    return signed if len({row.person_id for row in signed}) == 1 else rows


def ask_which(rows: list[Row], inbound: InboundMessage, at: dt.datetime, *, to_swap: bool = False) -> Outcome:
    """Several tasks: ask which. Several people on one task: only a person can find out. Either way somebody sees it."""
    person = rows[0].person if len({row.person_id for row in rows}) == 1 else None
    if len({row.shift_id for row in rows}) > 1:
        _write_back(rows, inbound, rows[0].person, at, word="BYTT" if to_swap else "AVBUD")
    return Outcome("which", person=person, waits=True)


def _write_back(
    rows: list[Row], inbound: InboundMessage, person: Person, at: dt.datetime, *, word: str
) -> None:
    with override(language_of(person)):
        tasks = list({row.shift_id: task(row.shift) for row in rows}.values())
        text = which_of_hers(tasks, word) if isinstance(rows[0], Assignment) else which_one(tasks)
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=text,
        subject=f"Re: {inbound.subject}"[:200] if inbound.subject else "",
        key=f"which:{inbound.pk}",
        person=person if len({row.person_id for row in rows}) == 1 else None,
        about=subject_of(inbound),
        at=at,
        answers_now=True,
    )
