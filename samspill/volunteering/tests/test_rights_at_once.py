"""Rights used at the same moment: a claim is settled once, an answer counts once, and no message slips through."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.messaging.actions.sending import due
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import (
    find_or_add_person,
    give_consent,
    make_claim,
    restrict_person,
    settle_claim,
)
from samspill.people.models import Claim
from samspill.volunteering.actions import Asked, enrol_volunteer, register_request, send_wave
from samspill.volunteering.actions.restricting import restrict
from samspill.volunteering.actions.staying import answer_stay
from samspill.volunteering.actions.waves import DoesNotFit, NobodyNew
from samspill.volunteering.models import StayQuestion, Wave

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", ["412 34 567"], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("visit",))
    return person


def test_a_claim_made_twice_at_once_is_one(town, kari, at, together):
    together(
        town,
        [lambda: make_claim(kari, "erasure", "", by=kari, at=at, channel="web") for _ in range(4)],
    )
    assert Claim.objects.count() == 1


def test_a_claim_is_settled_by_one(town, kari, ola, at, together):
    claim = make_claim(kari, "correction", "Feil", by=kari, at=at, channel="web")
    outcomes = together(town, [lambda: settle_claim(claim, outcome="done", by=ola, at=at) for _ in range(4)])
    assert sorted(type(one).__name__ for one in outcomes) == ["ClaimSettled"] * 3 + ["NoneType"]


def test_she_is_restricted_once(town, kari, ola, at, together):
    outcomes = together(
        town,
        [lambda: restrict_person(kari, reason="objection", by=ola, at=at, channel="web") for _ in range(4)],
    )
    assert sorted(outcomes) == [False, False, False, True]


def test_the_first_answer_about_staying_counts_and_one_message_says_which(town, kari, at, together):
    question = StayQuestion.objects.create(person=kari, channel="sms", asked_at=at)
    answers = [
        (lambda stays=stays: answer_stay(question, stays=stays, channel="sms", at=at))
        for stays in (True, False, True, False)
    ]
    assert together(town, answers) == [None] * 4
    question.refresh_from_db()
    said = OutboundMessage.objects.get().body
    assert ("blir du hos oss" in said) is question.stays


def test_asked_and_restricted_at_once_she_is_written_to_by_nobody(town, kari, centre, ola, at, together):
    starts = at + dt.timedelta(days=2)
    asked = Asked(caller_name="N", kind="visit", starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
    shift = register_request(asked, unit=centre, by=ola, at=at).shifts.get()
    outcomes = together(
        town,
        [
            lambda: send_wave(shift.pk, [kari.pk], by=ola, at=at),
            lambda: restrict(kari, reason="objection", by=kari, at=at, channel="web"),
        ],
    )
    assert outcomes[1] is True and isinstance(outcomes[0], Wave | NobodyNew | DoesNotFit)
    assert not due(at + dt.timedelta(days=1)).exists()
