"""Many at the same moment: one pair, one start, one end, one question; on both databases."""

import datetime as dt
from functools import partial

import pytest

from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.volunteering.actions.answers import answer_offer
from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
from samspill.volunteering.actions.pair_ending import end_pairing
from samspill.volunteering.actions.pair_needs import reopen_for_new_match
from samspill.volunteering.actions.pairings import (
    PairHasEnded,
    PairHasStarted,
    Rhythm,
    start_pairing,
)
from samspill.volunteering.actions.reviews import ReviewHeld, hold_review
from samspill.volunteering.models import Need, Pairing, PairingFollowUp, PairingReview

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_who_say_yes_at_once_make_one_pair(helped, wanted, volunteer, ask, together, town, at):
    offers = ask(wanted(helped()), volunteer("Kari Berg"), volunteer("Ali Hassan"))
    calls = [partial(answer_offer, one.pk, "yes", channel="sms", by="system", at=at) for one in offers]
    outcomes = together(town, calls)
    assert sorted(outcome.outcome for outcome in outcomes) == ["booked", "covered"]
    assert Pairing.objects.count() == 1
    assert OutboundMessage.objects.filter(key__startswith="agreed").count() == 1


def test_a_yes_that_the_operator_delivers_many_times_at_once_makes_one_pair(
    helped, wanted, volunteer, ask, together, town, at
):
    kari = volunteer("Kari Berg", "41200001")
    ask(wanted(helped()), kari)
    facts = {"gateway": "simulator", "channel": "sms", "sender": "+4741200001", "body": "JA", "at": at}
    together(town, [partial(receive_inbound, provider_id=f"in-{n % 2}", **facts) for n in range(AT_ONCE)])
    assert Pairing.objects.count() == 1


def test_two_colleagues_who_start_it_at_once_start_it_once(agreed, ola, together, town, at):
    pairing = agreed()
    start = partial(
        start_pairing, pairing.pk, started_on=at.date(), rhythm=Rhythm("annenhver uke"), by=ola, at=at
    )
    outcomes = together(town, [start] * AT_ONCE)
    assert kinds(outcomes) == sorted(["Pairing", *[PairHasStarted.__name__] * (AT_ONCE - 1)])


def test_two_colleagues_who_end_it_at_once_end_it_once_and_thank_once(started, ola, together, town, at):
    pairing = started()
    calls = [
        partial(end_pairing, pairing.pk, reason=reason, ended_on=at.date(), thanks="Takk!", by=ola, at=at)
        for reason in ("done", "moved", "illness", "other")
    ]
    outcomes = together(town, calls)
    assert kinds(outcomes) == sorted(["Pairing", *[PairHasEnded.__name__] * 3])
    assert OutboundMessage.objects.filter(body="Takk!").count() == 1


def test_one_starts_while_another_ends(agreed, ola, together, town, at):
    pairing = agreed()
    start = partial(start_pairing, pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)
    end = partial(end_pairing, pairing.pk, reason="match", ended_on=at.date(), by=ola, at=at)
    outcomes = together(town, [start, end])
    pairing.refresh_from_db()
    assert pairing.ended_reason == "match"
    assert kinds(outcomes) in (["Pairing", "Pairing"], sorted(["Pairing", PairHasEnded.__name__]))


def test_two_workers_ask_each_side_once(started, together, town, two_weeks_later):
    started()
    outcomes = together(town, [partial(ask_due_follow_ups, two_weeks_later)] * AT_ONCE)
    assert sum(outcomes) == 2 and PairingFollowUp.objects.count() == 2
    assert OutboundMessage.objects.filter(key__startswith="follow_up:").count() == 2


def test_two_colleagues_who_hold_the_same_review_hold_it_once(started, ola, together, town, at):
    pairing = started()
    late = at + dt.timedelta(days=90)
    held = partial(
        hold_review,
        pairing.pk,
        due_on=pairing.next_review_on,
        held_on=late.date(),
        held_with="both",
        by=ola,
        at=late,
    )
    outcomes = together(town, [held] * AT_ONCE)
    assert kinds(outcomes) == sorted(["PairingReview", *[ReviewHeld.__name__] * (AT_ONCE - 1)])
    assert PairingReview.objects.count() == 1


def test_two_colleagues_who_reopen_it_at_once_make_one_need(started, ola, together, town, at):
    pairing = started()
    end_pairing(pairing.pk, reason="done", ended_on=at.date(), by=ola, at=at)
    outcomes = together(town, [partial(reopen_for_new_match, pairing, by=ola, at=at)] * AT_ONCE)
    assert len({need.pk for need in outcomes}) == 1 and Need.objects.count() == 2


def test_an_answer_and_the_end_at_once_leave_one_truth(asked, ola, together, town, two_weeks_later):
    pairing = asked()
    kari = pairing.volunteer.person.contact_points.get().value
    answer = partial(
        receive_inbound,
        gateway="simulator",
        provider_id="a",
        channel="sms",
        sender=kari,
        body="4",
        at=two_weeks_later,
    )
    end = partial(
        end_pairing, pairing.pk, reason="done", ended_on=two_weeks_later.date(), by=ola, at=two_weeks_later
    )
    outcomes = together(town, [answer, end])
    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    row = PairingFollowUp.objects.get(side="volunteer")
    assert (row.score == 4) != (row.lapsed_at is not None)
