"""Both sides of a pair are asked how it goes, each by itself; what they answer is written down and read."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import BudgetSpent, cancel_about, note_call
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions.pair_telling import tell_side
from samspill.volunteering.actions.pairings import PairHasEnded, PairHasNotStarted, lock_pairing
from samspill.volunteering.models import Pairing, PairingFollowUp
from samspill.volunteering.queries.answering_follow_ups import shares_its_address
from samspill.volunteering.queries.pair_texts import code_of
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.sides import Asked, both_sides
from samspill.volunteering.rules.follow_ups import Heard, hear
from samspill.volunteering.rules.pairings import coming_after
from samspill.volunteering.wording import pairings as wording

Who = StaffMember | Person | str
MOST_AT_A_TIME = 200
FOLLOW_UP = PairingFollowUp._meta.label_lower + ":"


class NothingSaid(ValueError):
    """Neither a number nor a word: there is nothing to write down."""


def ask_due_follow_ups(at: dt.datetime) -> int:
    """Ask both sides of every pair whose day has come; how many questions were put."""
    due = Pairing.objects.filter(
        ended_at__isnull=True, paused_at__isnull=True, next_follow_up_on__lte=clock.local_day(at)
    )
    rows = due.order_by("next_follow_up_on", "pk").values_list("pk", flat=True)[:MOST_AT_A_TIME]
    return sum(_try_to_ask(pairing_id, at) for pairing_id in rows)


@transaction.atomic
def answer_follow_up(
    follow_up_id: uuid.UUID, heard: Heard, *, channel: str, by: Who, at: dt.datetime
) -> PairingFollowUp:
    """Write down what one side says. What comes after an answer is added to it, and a new number stands for the old.

    Raises `NothingSaid`.
    """
    if heard.score is None and not heard.words:
        raise NothingSaid
    row = PairingFollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up_id)
    row.words = "\n".join(words for words in (row.words, heard.words) if words)
    row.score = row.score if heard.score is None else heard.score
    row.calls_for_help = row.calls_for_help or heard.calls_for_help
    row.answered_at, row.answer_channel, row.lapsed_at = at, channel, None
    row.entered_by = by if isinstance(by, StaffMember) else None
    row.read_at = row.read_by = None
    row.save()
    cancel_about(subject_of(row), at=at)
    note("answer_follow_up", row.pairing, by=by, channel=channel, at=at, side=row.side, score=heard.score)
    return row


@transaction.atomic
def note_what_was_said(
    pairing_id: uuid.UUID,
    *,
    side: str,
    score: int | None,
    words: str = "",
    channel: str = "phone",
    by: StaffMember,
    at: dt.datetime,
) -> PairingFollowUp:
    """A member of staff types in how one side says it goes: to the question that waits, or by itself.

    Raises `NothingSaid`, `PairHasEnded`, `PairHasNotStarted` and `HoldsNationalId`.
    """
    refuse_national_ids(words=words)
    pairing = lock_pairing(pairing_id)
    if pairing.ended_at:
        raise PairHasEnded(pairing_id)
    if pairing.started_on is None:
        raise PairHasNotStarted(pairing_id)
    row = _waiting(pairing, side) or _asked_today(pairing, side, channel, at)
    return _take_down(row, score, words, channel, by, at)


@transaction.atomic
def note_call_about(
    follow_up_id: uuid.UUID, *, score: int | None, words: str = "", by: StaffMember, at: dt.datetime
) -> PairingFollowUp:
    """Type in what was said when somebody on the call list was called. Raises `NothingSaid` and `HoldsNationalId`."""
    refuse_national_ids(words=words)
    row = PairingFollowUp.objects.select_related("asked_person").get(pk=follow_up_id)
    return _take_down(row, score, words, "phone", by, at)


@transaction.atomic
def note_follow_up_read(row: PairingFollowUp, *, by: StaffMember, at: dt.datetime) -> None:
    """A coordinator has read it and done what it asks for."""
    unread = PairingFollowUp.objects.filter(pk=row.pk, answered_at__isnull=False, read_at__isnull=True)
    if unread.update(read_at=at, read_by=by):
        note("read_follow_up", row.pairing, by=by, channel="web", at=at, side=row.side)


def note_follow_up_undelivered(message: OutboundMessage, *, at: dt.datetime) -> bool:
    """A question about a pair did not arrive, so that somebody calls instead; whether it was such a question."""
    if not message.about.startswith(FOLLOW_UP) or not message.key.startswith("follow_up:"):
        return False
    waiting = PairingFollowUp.objects.filter(
        pk=message.about.removeprefix(FOLLOW_UP), answered_at__isnull=True
    )
    return bool(waiting.update(undelivered_at=at))


def _try_to_ask(pairing_id: uuid.UUID, at: dt.datetime) -> int:
    try:
        return _ask_both(pairing_id, at)
    except BudgetSpent:
        return 0  # Nothing of it is written; it is due still, and is asked when there is money.


@transaction.atomic
def _ask_both(pairing_id: uuid.UUID, at: dt.datetime) -> int:
    pairing, today = lock_pairing(pairing_id), clock.local_day(at)
    due_on = pairing.next_follow_up_on
    if pairing.ended_at or pairing.paused_at or due_on is None or due_on > today:
        return 0
    unanswered = PairingFollowUp.objects.filter(
        pairing=pairing, answered_at__isnull=True, lapsed_at__isnull=True
    )
    unanswered.update(lapsed_at=at)
    for side in both_sides(pairing):
        _ask(pairing, side, due_on, at)
    pairing.next_follow_up_on = coming_after(due_on, weeks=pairing.follow_up_every_weeks, today=today)
    pairing.save(update_fields=["next_follow_up_on"])
    note("ask_how_it_goes", pairing, by="system", channel="system", at=at)
    return 2


def _ask(pairing: Pairing, side: Asked, due_on: dt.date, at: dt.datetime) -> None:
    row, is_new = PairingFollowUp.objects.get_or_create(
        pairing=pairing,
        side=side.side,
        due_on=due_on,
        defaults={
            "person": side.person,
            "asked_person": side.asked,
            "channel": side.way.channel,
            "address": side.way.address,
            "asked_at": at,
        },
    )
    if is_new:
        key, code = f"follow_up:{row.pk}", code_of(pairing) if shares_its_address(row) else None
        tell_side(
            side, pairing, lambda signed: _question(pairing, side, signed, code),
            key=key, at=at, about=row, is_owed=False,
        )  # fmt: skip


def _question(pairing: Pairing, side: Asked, signed: str, code: int | None) -> str:
    if side.side == PairingFollowUp.Side.VOLUNTEER:
        return wording.how_does_it_go(side.asked.name, pairing.need.kind, signed, code=code)
    about = side.person.name if side.is_on_behalf else ""
    volunteer = pairing.volunteer.person.name
    return wording.how_do_the_visits_go(side.asked.name, volunteer, signed, code=code, about=about)


def _waiting(pairing: Pairing, side: str) -> PairingFollowUp | None:
    """The question to this side that is not answered, also one that has just lapsed."""
    rows = PairingFollowUp.objects.filter(
        pairing=pairing, side=side, answered_at__isnull=True, lapsed_at__isnull=True
    )
    return rows.select_related("asked_person").first()


def _asked_today(pairing: Pairing, side: str, channel: str, at: dt.datetime) -> PairingFollowUp:
    who = next(one for one in both_sides(pairing) if one.side == side)
    row, _ = PairingFollowUp.objects.select_related("asked_person").get_or_create(
        pairing=pairing,
        side=side,
        due_on=clock.local_day(at),
        defaults={"person": who.person, "asked_person": who.asked, "channel": "phone", "asked_at": at},
    )
    return row


def _take_down(
    row: PairingFollowUp, score: int | None, words: str, channel: str, by: StaffMember, at: dt.datetime
) -> PairingFollowUp:
    """What was said on the phone stands in the conversation like any other answer."""
    said = " ".join(words.split())
    alarm = hear(f"{score or ''} {said}").calls_for_help if said else False
    answered = answer_follow_up(row.pk, Heard(score, said, None, alarm), channel=channel, by=by, at=at)
    if channel not in CARRIED:
        text = f"{score}. {said}" if score and said else said or str(score)
        note_call(row.asked_person, text, by=by, at=at, about=subject_of(row))
    return answered
