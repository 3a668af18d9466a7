"""What comes in is stored first, handled once, and never lost."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.messaging import queries
from samspill.messaging.actions import (
    AlreadySettled,
    incoming,
    queue_message,
    receive_inbound,
    settle_inbound,
    unsettle_inbound,
)
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.signals import Outcome, reply_received
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Consent

KARI = "+4741234567"


@pytest.fixture
def kari(town, at):
    person = find_or_add_person("Kari Nordvik", [KARI], by="system", at=at, channel="phone")
    give_consent(person, source="phone", by="system", at=at)
    return person


@pytest.fixture
def listener():
    """A room above that takes every reply, and what it heard."""
    heard = []

    def hear(sender, inbound, reply, at, **_):
        heard.append(reply)
        return Outcome("yes", about="thing:1")

    reply_received.connect(hear)
    yield heard
    reply_received.disconnect(hear)


def arrive(body, at, number="1", sender=KARI):
    return receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=sender, body=body, at=at
    )


def test_a_reply_is_given_to_the_rooms_above_once_however_often_the_operator_repeats_it(kari, at, listener):
    first = arrive("ja takk", at)
    again = arrive("ja takk", at)
    assert first == again
    assert len(listener) == 1
    assert (first.outcome, first.about, first.person) == ("yes", "thing:1", kari)


def test_what_nobody_understands_waits_for_a_person(asker, kari, at):
    inbound = arrive("nja, kan vi ta det onsdag?", at)
    assert list(queries.inbox(asker)) == [inbound]
    assert inbound.handled_at is None


def test_a_fault_of_ours_loses_nothing(asker, kari, at):
    def stumble(**_):
        raise RuntimeError("a fault of ours")

    reply_received.connect(stumble)
    try:
        inbound = arrive("ja", at)
    finally:
        reply_received.disconnect(stumble)
    assert list(queries.inbox(asker)) == [inbound]


def test_a_message_stored_by_a_process_that_died_is_taken_up_again(kari, at, listener):
    InboundMessage.objects.create(
        gateway="simulator", provider_id="9", channel="sms", sender=KARI, body="ja", received_at=at
    )
    assert incoming.understand_the_rest(at + dt.timedelta(minutes=1)) == 1
    assert incoming.understand_the_rest(at + dt.timedelta(minutes=2)) == 0
    assert len(listener) == 1


def test_stopp_works_at_once_and_is_confirmed_once(kari, at):
    waiting = queue_message(channel="sms", address=KARI, body="Kan du hjelpe?", key="k", person=kari, at=at)
    arrive("STOPP", at)
    waiting.refresh_from_db()
    confirmation = OutboundMessage.objects.get(key__startswith="confirm:")
    assert waiting.cancelled_at == at
    assert not Consent.objects.filter(person=kari, withdrawn_at__isnull=True).exists()
    assert confirmation.address == KARI and confirmation.cancelled_at is None


def test_after_stopp_a_message_is_kept_but_not_sent(kari, at):
    arrive("stopp", at)
    message = queue_message(channel="sms", address=KARI, body="Hei", key="later", person=kari, at=at)
    assert (message.cancelled_at, message.failure) == (at, "opted_out")


def test_start_opens_the_address_again(kari, at):
    arrive("STOPP", at, "1")
    arrive("START", at, "2")
    assert not queries.is_opted_out("sms", KARI)


def test_a_couple_on_one_phone_is_nobody_for_certain(kari, at):
    find_or_add_person("Arne Nordvik", [KARI], by="system", at=at, channel="phone")
    assert arrive("hei", at).person is None


def test_two_colleagues_do_not_settle_the_same_message(ola, asker, kari, at):
    inbound = arrive("hm", at)
    settle_inbound(inbound, by=ola, at=at)
    with pytest.raises(AlreadySettled):
        settle_inbound(inbound, by=ola, at=at)
    unsettle_inbound(inbound, by=ola, at=at)
    assert queries.waiting_count(asker) == 1


@pytest.mark.parametrize("body", ["", "\x00", "😀" * 500, "x" * 20_000, "مرحبا"])
def test_odd_texts_end_with_a_person(kari, at, body):
    assert arrive(body, at).waits_since_at == at
