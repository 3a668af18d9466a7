"""Many answers at the same moment: the noes in a handful of statements, and so the yeses (`many_yeses`).

The shifts of all of them, yes or no, are locked first and in the order of their keys: so whoever books afterwards in
the same transaction waits for nobody, and two batches never wait for each other.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict

from samspill.foundation.actions import note_each, subject_of
from samspill.messaging.actions.gathering import Heard
from samspill.messaging.rules.replies import Answer
from samspill.messaging.signals import Outcome
from samspill.people.models import Channel
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.many_yeses import take_yeses
from samspill.volunteering.actions.replies import let_it_count
from samspill.volunteering.models import Assignment, Offer, Shift, Wave
from samspill.volunteering.queries.callouts import senders_called_out
from samspill.volunteering.queries.replying import answerable_from_each
from samspill.volunteering.queries.swaps import senders_asked_to_swap

ANSWERS = (Answer.YES, Answer.NO)


def take_answers_together(heard: list[Heard], at: dt.datetime) -> dict[uuid.UUID, Outcome]:
    """Let every yes and no count that can mean one question only; the outcome of each, by the message's key.

    All else is left: it is something else, or whose answer it is and to what is not clear.
    """
    meant = _questions(heard, at)
    shifts = {shift.pk: shift for shift in seats.lock_shifts({offer.shift_id for _, offer in meant})}
    outcomes = _take_noes([pair for pair in meant if pair[0].reply.answer == Answer.NO], shifts, at)
    outcomes |= _take_yeses([pair for pair in meant if pair[0].reply.answer == Answer.YES], shifts, at)
    for one, offer in meant:
        if one.inbound.pk not in outcomes:
            outcomes[one.inbound.pk] = let_it_count(offer, one.reply.answer, one.inbound, at)
    return outcomes


def _take_noes(
    noes: list[tuple[Heard, Offer]], shifts: dict[uuid.UUID, Shift], at: dt.datetime
) -> dict[uuid.UUID, Outcome]:
    """Write down those that change nothing but the question itself; who is booked needs a person's look."""
    still = _locked([offer for _, offer in noes])
    declined = [(one, offer) for one, offer in noes if offer.pk in still]
    by_channel: dict[str, list[Offer]] = defaultdict(list)
    for one, offer in declined:
        by_channel[one.inbound.channel].append(offer)
    for channel, offers in by_channel.items():
        _decline_each(offers, shifts, channel, at)
    return {
        one.inbound.pk: Outcome(str(Answer.NO), about=subject_of(offer), person=offer.person)
        for one, offer in declined
    }


def _take_yeses(
    yeses: list[tuple[Heard, Offer]], shifts: dict[uuid.UUID, Shift], at: dt.datetime
) -> dict[uuid.UUID, Outcome]:
    """Those that come to a place, or to none; what is odd is left."""
    rows = Offer.objects.filter(pk__in=[offer.pk for _, offer in yeses], answer="").order_by("pk")
    standing = {
        offer.pk: offer
        for offer in rows.select_related("person").select_for_update(no_key=True, of=("self",))
    }
    in_order = [standing[offer.pk] for _, offer in yeses if offer.pk in standing]
    taken = {offer.pk for offer in take_yeses(in_order, shifts, Channel.SMS, at=at)} if in_order else set()
    return {
        one.inbound.pk: Outcome(str(Answer.YES), about=subject_of(offer), person=offer.person)
        for one, offer in yeses
        if offer.pk in taken
    }


def _questions(heard: list[Heard], at: dt.datetime) -> list[tuple[Heard, Offer]]:
    """The question each yes or no answers, where it is one person's phone and there is one that it can mean.

    An e-mail counts by the letter it replies to, and whoever is called out or asked to swap may mean that: left.
    """
    answers = [
        one
        for one in heard
        if one.person and one.reply.answer in ANSWERS and one.inbound.channel == Channel.SMS
    ]
    swaps = senders_asked_to_swap({one.inbound.sender for one in answers}, at=at)
    answers = [one for one in answers if one.inbound.sender not in swaps]
    called = senders_called_out({one.inbound.sender: one.person.pk for one in answers if one.person}, at=at)
    answers = [one for one in answers if one.inbound.sender not in called]
    asked = answerable_from_each({one.inbound.sender: one.person for one in answers if one.person}, at=at)
    found = []
    for one in answers:
        offers = asked.get(one.inbound.sender, [])
        if one.reply.code is not None:
            offers = [offer for offer in offers if offer.shift.code == one.reply.code and not offer.lapsed_at]
        if len(offers) == 1 and offers[0].person_id == one.inbound.person_id:
            found.append((one, offers[0]))
    return found


def _locked(offers: list[Offer]) -> set[uuid.UUID]:
    """Those of these questions that are not answered and not of somebody who is booked, with their rows locked."""
    rows = Offer.objects.filter(pk__in=[offer.pk for offer in offers], answer="").order_by("pk")
    standing = list(rows.select_for_update(no_key=True, of=("self",)))
    booked = set(
        Assignment.objects.filter(
            shift__in={offer.shift_id for offer in standing}, released_at__isnull=True
        ).values_list("shift_id", "person_id")
    )
    return {offer.pk for offer in standing if (offer.shift_id, offer.person_id) not in booked}


def _decline_each(offers: list[Offer], shifts: dict[uuid.UUID, Shift], channel: str, at: dt.datetime) -> None:
    rows = Offer.objects.filter(pk__in=[offer.pk for offer in offers])
    rows.update(answer=Offer.Answer.NO, answered_at=at, answer_channel=channel)
    facts = [{"person": str(offer.person_id), "shift": str(offer.shift_id)} for offer in offers]
    about = [
        (shifts[offer.shift_id].need, offer.person, told) for offer, told in zip(offers, facts, strict=True)
    ]
    note_each("decline", about, channel=channel, at=at)
    touched = {offer.shift_id for offer in offers}
    open_still = Offer.objects.filter(shift__in=touched, answer="", lapsed_at__isnull=True)
    waited_for = set(open_still.values_list("shift_id", flat=True))
    # Nobody is left to wait for, so the next wave need not wait either.
    Wave.objects.filter(shift__in=touched - waited_for, next_due_at__gt=at).update(next_due_at=at)
