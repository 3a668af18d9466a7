"""Answers that are about changing with another: BYTT 123, and the yes or no of the one who was asked to take over."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.actions import subject_of
from samspill.messaging.models import InboundMessage
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.volunteering.actions.answers import NotBooked
from samspill.volunteering.actions.replies import ask_which
from samspill.volunteering.actions.swaps import SwapIsOver, answer_swap, wish_swap
from samspill.volunteering.models import Swap
from samspill.volunteering.queries.replying import is_asked_at, withdrawable
from samspill.volunteering.queries.swaps import swaps_asked_at
from samspill.volunteering.rules.swapping import read_wish


def take_swap_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let an answer about a swap have its effect; None where it is about something else, or for a person."""
    if reply.answer in (Answer.YES, Answer.NO):
        return _answer(inbound, reply, at)
    wish = read_wish(inbound.body) if reply.answer == Answer.UNCLEAR else None
    return _wish(inbound, wish.code, at) if wish else None


def _answer(inbound: InboundMessage, reply: Reply, at: dt.datetime) -> Outcome | None:
    """It counts where a swap is all it can mean; where there is another question it may be to, a person finds out.

    One who has agreed and says so again, or thinks better of it, is understood too.
    """
    asked = swaps_asked_at(inbound.sender, code=reply.code, at=at)
    waiting = [swap for swap in asked if swap.agreed_at is None]
    meant = waiting or asked
    if len(meant) != 1:
        return None
    if is_asked_at(inbound.sender, code=reply.code, at=at):
        # Something else was asked too. Once she has agreed to the swap, a bare yes is to that.
        swap = meant[0]
        return Outcome("which", subject_of(swap), swap.to_person, waits=True) if waiting else None
    return _count(meant[0], reply.answer == Answer.YES, inbound, at)


def _count(swap: Swap, is_yes: bool, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    word = "swap_yes" if is_yes else "swap_no"
    person = swap.to_person
    assert person is not None, "whoever was asked is known"
    try:
        answer_swap(swap.pk, is_yes, channel=inbound.channel, by=person, at=at)
    except (SwapIsOver, NotBooked):
        return Outcome(f"{word}_but_over", about=subject_of(swap), person=person, waits=True)
    return Outcome(word, about=subject_of(swap), person=person)


def _wish(inbound: InboundMessage, code: int | None, at: dt.datetime) -> Outcome | None:
    hers = withdrawable(inbound.sender, code=code, at=at)
    if len({one.person_id for one in hers}) != 1:
        return None
    if len(hers) > 1:
        return ask_which(list(hers), inbound, at, to_swap=True)
    swap = wish_swap(hers[0].pk, channel=inbound.channel, by=hers[0].person, at=at)
    return Outcome("wishes_to_swap", about=subject_of(swap), person=hers[0].person)
