"""An answer by SMS or e-mail to «how does it go?»: whose it is, which pair it is about, and what follows from it."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.db import transaction
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.people.models import StaffMember
from samspill.volunteering.actions.follow_ups import answer_follow_up
from samspill.volunteering.models import PairingFollowUp, UnplacedAnswer
from samspill.volunteering.queries.answering_follow_ups import (
    follow_ups_put_to,
    is_asked_something_else,
    waiting_to_be_placed,
    with_code,
)
from samspill.volunteering.queries.pair_texts import code_of, signature
from samspill.volunteering.rules.follow_ups import Heard, hear
from samspill.volunteering.rules.pairings import LOW
from samspill.volunteering.wording import pairings as wording
from samspill.volunteering.wording.messages import first_name


class AlreadyPlaced(RuntimeError):
    """A colleague has placed this answer, or taken it off the list."""


def take_follow_up(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let an answer about a pair count; None where it is about something else, or where nobody can tell.

    A code says which pair. Without one it counts where there is one question it can be the answer to; where there are
    several she is asked which, and a person sees it. Words without a number are taken only where nothing else is asked.
    """
    if reply.answer == Answer.WITHDRAW:
        return None
    heard = _with_what_was_said_before(hear(inbound.body), inbound.sender)
    rows = _meant(heard, inbound, at)
    if not rows or (heard.score is None and not heard.words):
        return None
    if heard.score is None and is_asked_something_else(inbound.sender, at=at):
        return None
    if len(rows) == 1:
        return _let_it_count(rows[0], heard, inbound, at)
    return _ask_which(rows, inbound, at)


@transaction.atomic
def place_answer(
    unplaced: UnplacedAnswer, follow_up_id: uuid.UUID, *, by: StaffMember, at: dt.datetime
) -> PairingFollowUp:
    """A person has found out which pair it is about. Raises `AlreadyPlaced`, and `NothingSaid` for an empty one."""
    inbound = unplaced.inbound
    if not _settle([unplaced.pk], follow_up_id, by, at):
        raise AlreadyPlaced(unplaced.pk)
    same = UnplacedAnswer.objects.filter(inbound=inbound, settled_at__isnull=True)
    _settle(list(same.values_list("pk", flat=True)), follow_up_id, by, at)
    row = answer_follow_up(follow_up_id, hear(inbound.body), channel=inbound.channel, by=by, at=at)
    InboundMessage.objects.filter(pk=inbound.pk).update(about=subject_of(row), person=row.asked_person_id)
    return row


@transaction.atomic
def set_answer_aside(unplaced: UnplacedAnswer, *, by: StaffMember, at: dt.datetime) -> None:
    """It belongs to no question, and somebody has read it. Raises `AlreadyPlaced`."""
    if not _settle([unplaced.pk], None, by, at):
        raise AlreadyPlaced(unplaced.pk)
    note("set_answer_aside", unplaced, by=by, channel="web", at=at)


def _with_what_was_said_before(heard: Heard, sender: str) -> Heard:
    """«57» after «4 veldig hyggelig»: the answer to «which one do you mean?» takes along what was said first."""
    if heard.code is None or heard.words:
        return heard
    before = [hear(one.inbound.body) for one in waiting_to_be_placed(sender)]
    score = heard.score or next((one.score for one in before if one.score), None)
    words = "\n".join(one.words for one in before if one.words)
    return Heard(score, words, heard.code, any(one.calls_for_help for one in before))


def _meant(heard: Heard, inbound: InboundMessage, at: dt.datetime) -> list[PairingFollowUp]:
    """The questions it may be the answer to; of people who share a phone, those of the one who signs."""
    rows, lately = follow_ups_put_to(inbound.sender, has_score=heard.score is not None, at=at)
    if heard.code is not None:
        return _signed_by_one(with_code(rows, heard.code) or with_code(lately, heard.code), inbound.body)
    return _signed_by_one(rows or lately, inbound.body)


def _signed_by_one(rows: list[PairingFollowUp], body: str) -> list[PairingFollowUp]:
    if len({row.asked_person_id for row in rows}) < 2:
        return rows
    words = {word.casefold() for word in re.findall(r"\w+", body)}
    signed = [row for row in rows if first_name(row.asked_person.name).casefold() in words]
    return signed if len({row.asked_person_id for row in signed}) == 1 else rows


def _let_it_count(row: PairingFollowUp, heard: Heard, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    is_first = row.answered_at is None
    answered = answer_follow_up(row.pk, heard, channel=inbound.channel, by=row.asked_person, at=at)
    if heard.code is not None:
        _settle([one.pk for one in waiting_to_be_placed(inbound.sender)], row.pk, None, at)
    if is_first:
        _thank(row, answered, inbound, at)
    return Outcome("follow_up", about=subject_of(row), person=row.asked_person)


def _thank(row: PairingFollowUp, answered: PairingFollowUp, inbound: InboundMessage, at: dt.datetime) -> None:
    is_low = answered.calls_for_help or (answered.score is not None and answered.score <= LOW)
    words = wording.somebody_calls if is_low else wording.thanks_for_answer
    with override(language_of(row.asked_person)):
        body = words(signature(row.pairing))
    _write_back(inbound, body, f"follow_up_thanks:{row.pk}", row, at)


def _ask_which(rows: list[PairingFollowUp], inbound: InboundMessage, at: dt.datetime) -> Outcome:
    """Several pairs: she is asked which. Several people about one pair: only a person can find out. It waits."""
    for unit_id in sorted({row.pairing.unit_id for row in rows}):
        UnplacedAnswer.objects.get_or_create(inbound=inbound, unit_id=unit_id, defaults={"received_at": at})
    pairs = {row.pairing_id: row for row in rows}
    if len(pairs) > 1:
        with override(language_of(rows[0].asked_person)):
            text = wording.which_pair([_told_apart(row) for row in pairs.values()], code_of(rows[0].pairing))
        _write_back(inbound, text, f"which_pair:{inbound.pk}", rows[0], at)
    people = {row.asked_person_id: row.asked_person for row in rows}
    person = rows[0].asked_person if len(people) == 1 else None
    return Outcome("which_pair", about=subject_of(rows[0].pairing), person=person)


def _told_apart(row: PairingFollowUp) -> str:
    pairing, need = row.pairing, row.pairing.need
    started_on = pairing.started_on or clock.local_day(pairing.agreed_at)
    return wording.since(code_of(pairing), need.kind, started_on, need.area.name if need.area else "")


def _write_back(inbound: InboundMessage, body: str, key: str, row: PairingFollowUp, at: dt.datetime) -> None:
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=body,
        subject=f"Re: {inbound.subject}"[:200] if inbound.subject else "",
        key=key,
        person=row.asked_person,
        about=subject_of(row),
        at=at,
        answers_now=True,
    )


def _settle(
    unplaced: list[uuid.UUID], follow_up_id: uuid.UUID | None, by: StaffMember | None, at: dt.datetime
) -> int:
    """Decided by one conditional update: two colleagues may press at the same time."""
    standing = UnplacedAnswer.objects.filter(pk__in=unplaced, settled_at__isnull=True)
    return standing.update(settled_at=at, settled_by=by, placed_on=follow_up_id)
