"""What is due leaves the house once, by a real socket, whatever the operator does."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connection

from samspill.foundation import clock
from samspill.foundation.models import Host
from samspill.foundation.tenancy import entered
from samspill.messaging.actions import cancel_message, opt_out
from samspill.messaging.actions.finding_out import LEASE, find_out, mark_interrupted
from samspill.messaging.actions.sending import send_due, send_everywhere
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.messaging.queries.conversations import state_of
from samspill.messaging.rules.retrying import MOST_ATTEMPTS
from samspill.messaging.signals import delivery_failed

KARI = "+4741234567"
pytestmark = pytest.mark.usefixtures("operator")


@pytest.fixture
def failures():
    """What the bell `delivery_failed` told."""
    heard = []

    def hear(sender, message, at, **_):
        heard.append((message.key, message.failure))

    delivery_failed.connect(hear)
    yield heard
    delivery_failed.disconnect(hear)


def send() -> int:
    """A round as long as it takes: how much goes in ten seconds is not what is asked here."""
    return send_due(holder="the test's worker", seconds=300)


def sent_texts(operator) -> Counter:
    return Counter(text.reference for text in operator.phones.texts(last=10_000))


def test_a_message_reaches_the_phone_and_is_written_down(queue, operator):
    message = queue()
    assert send() == 1
    message.refresh_from_db()
    [text] = operator.phones.texts(KARI)
    assert (text.text, text.other) == ("Kan du følge til legen?", "2012")
    assert (message.provider_id, message.gateway, message.attempts) == (text.id, "simulator", 1)
    assert state_of(message) == "sent"


def test_the_operator_is_told_where_to_call_back(town, queue, operator, settings):
    Host.objects.create(name="lillevik.test", municipality=town)
    operator.phones.ask_for_fault("no_report", 1)
    queue()
    send()
    [text] = operator.phones.texts(KARI)
    assert text.callback == f"http://lillevik.test{settings.PUBLIC_PORT}/api/sms/simulator/"


def test_what_is_sent_is_not_sent_again(queue, operator):
    queue()
    send()
    assert send() == 0
    assert len(operator.phones.texts()) == 1


def test_many_messages_go_each_once(queue, operator):
    messages = [queue(f"k{n}") for n in range(100)]
    assert send() == 100
    assert sent_texts(operator) == {str(message.pk): 1 for message in messages}


def test_a_message_waits_for_its_moment(queue, operator):
    message = queue()
    OutboundMessage.objects.filter(pk=message.pk).update(not_before_at=clock.now() + dt.timedelta(hours=1))
    assert send() == 0
    assert operator.phones.texts() == []


def test_a_message_that_is_pointless_by_now_is_called_off(queue, operator):
    message = queue(expires_at=clock.now() - dt.timedelta(seconds=1))
    assert send() == 0
    message.refresh_from_db()
    assert (state_of(message), message.failure, operator.phones.texts()) == ("cancelled", "expired", [])


def test_a_cancelled_message_stays(queue, operator):
    assert cancel_message(queue(), at=clock.now())
    assert send() == 0
    assert operator.phones.texts() == []


def test_a_busy_operator_is_asked_again_later(queue, operator):
    operator.phones.ask_for_fault("busy", 1)
    message = queue()
    send()
    message.refresh_from_db()
    assert state_of(message) == "waiting"
    assert message.not_before_at > clock.now() + dt.timedelta(seconds=10)
    OutboundMessage.objects.update(not_before_at=clock.now())
    send()
    message.refresh_from_db()
    assert (state_of(message), message.attempts, len(operator.phones.texts())) == ("sent", 2, 1)


def test_an_operator_that_is_never_there_is_given_up(queue, settings, failures):
    settings.SIMULATOR_URL = "http://127.0.0.1:1"
    from samspill.messaging.gateways import simulator

    simulator.make.cache_clear()
    message = queue()
    for _ in range(MOST_ATTEMPTS + 2):
        OutboundMessage.objects.update(not_before_at=clock.now())
        send()
    message.refresh_from_db()
    assert (state_of(message), message.attempts) == ("failed", MOST_ATTEMPTS)
    assert [key for key, _ in failures] == ["k"]


def test_a_refused_number_fails_for_good_and_the_bell_rings(queue, operator, failures):
    message = queue(address="4711")
    send()
    message.refresh_from_db()
    assert state_of(message) == "failed"
    assert failures == [("k", message.failure)]
    assert send() == 0


@pytest.mark.parametrize("fault", ["silent", "hang_up", "broken"])
def test_a_message_whose_end_nobody_knows_is_not_sent_again(queue, operator, fault):
    operator.phones.ask_for_fault(fault, 1)
    message = queue()
    send()
    message.refresh_from_db()
    assert state_of(message) == "unknown"
    assert send() == 0
    assert len(operator.phones.texts()) <= 1


def test_the_operator_is_asked_about_a_message_whose_end_is_unknown(queue, operator):
    operator.phones.ask_for_fault("hang_up", 1)
    message = queue()
    send()
    assert find_out(at=clock.now() + dt.timedelta(minutes=2)) == 1
    message.refresh_from_db()
    assert (state_of(message), message.provider_id) == ("sent", operator.phones.texts()[0].id)
    assert len(operator.phones.texts()) == 1


def test_a_message_the_operator_never_had_goes_for_the_first_time(queue, operator):
    operator.phones.ask_for_fault("broken", 1)
    message = queue()
    send()
    assert find_out(at=clock.now() + dt.timedelta(minutes=2)) == 1
    send()
    message.refresh_from_db()
    assert (state_of(message), len(operator.phones.texts())) == ("sent", 1)


def test_a_claim_whose_worker_died_is_unknown_and_not_sent(queue, operator):
    message = queue()
    OutboundMessage.objects.update(claimed_at=clock.now(), claimed_by="dead", attempts=1, gateway="simulator")
    assert mark_interrupted(at=clock.now()) == 0
    assert mark_interrupted(at=clock.now() + LEASE + dt.timedelta(seconds=1)) == 1
    message.refresh_from_db()
    assert (state_of(message), message.failure) == ("unknown", "interrupted")
    assert send() == 0
    assert operator.phones.texts() == []


def test_stopp_while_a_message_is_tried_again_calls_it_off(queue, operator):
    operator.phones.ask_for_fault("busy", 1)
    message = queue()
    message_to_another = queue("other", address="+4790000001")
    claimed = OutboundMessage.objects.filter(pk=message.pk)
    claimed.update(claimed_at=clock.now())
    opt_out("sms", KARI, source="sms", at=clock.now())
    claimed.update(claimed_at=None)
    OutboundMessage.objects.update(not_before_at=clock.now())
    send()
    send()
    message.refresh_from_db()
    assert (state_of(message), message.failure) == ("cancelled", "opted_out")
    assert KARI not in {text.phone for text in operator.phones.texts()}
    assert message_to_another.address not in {KARI}


def test_a_gateway_nobody_knows_holds_messages_back_without_losing_them(queue, operator):
    MessagingPolicy.objects.update(sms_gateway="pigeon")
    message = queue()
    assert send() == 0
    MessagingPolicy.objects.update(sms_gateway="simulator")
    assert send() == 1
    message.refresh_from_db()
    assert state_of(message) == "sent"


def test_what_a_worker_above_does_wrong_does_not_hide_a_failure(queue, operator):
    def stumble(**_):
        raise RuntimeError("a fault in a higher room")

    delivery_failed.connect(stumble)
    try:
        message = queue(address="4711")
        send()
    finally:
        delivery_failed.disconnect(stumble)
    message.refresh_from_db()
    assert state_of(message) == "failed"


def test_every_municipality_gets_its_messages_sent(queue, operator, neighbour):
    queue()
    neighbour.hosts.all().delete()
    with entered(neighbour):
        MessagingPolicy.objects.create(sender="2013", daily_budget_ore=0)
        queue("theirs", address="+4790000002")
    assert send_everywhere(holder="w", at=clock.now()) == 2
    assert {text.phone: text.other for text in operator.phones.texts()} == {
        KARI: "2012",
        "+4790000002": "2013",
    }


@pytest.mark.django_db(transaction=True)
def test_workers_that_send_at_the_same_time_send_each_message_once(town, queue, operator, together):
    messages = [queue(f"k{n}") for n in range(120)]
    outcomes = together(town, [send] * 4)
    assert sum(outcomes) == 120
    assert sent_texts(operator) == {str(message.pk): 1 for message in messages}


@pytest.mark.django_db(transaction=True)
def test_a_message_called_off_while_it_is_claimed_is_either_sent_or_called_off(
    town, queue, operator, together
):
    messages = [queue(f"k{n}") for n in range(40)]
    calling_off = [
        lambda message=message: cancel_message(message, at=clock.now()) for message in messages[:6]
    ]
    outcomes = together(town, [send, *calling_off])
    went = set(sent_texts(operator))
    for message, called_off in zip(messages[:6], outcomes[1:], strict=True):
        assert called_off is (str(message.pk) not in went)


@pytest.mark.django_db(transaction=True)
def test_a_claim_is_written_before_the_socket_is_touched(town, queue, operator):
    """Another connection sees the claim at the moment the operator is spoken to."""
    seen = []
    message = queue()

    def look(letter):
        def from_outside():
            with entered(town):
                seen.append(OutboundMessage.objects.get(pk=letter.reference).claimed_at)
            connection.close()

        thread = threading.Thread(target=from_outside)
        thread.start()
        thread.join()
        return real(letter)

    from samspill.messaging.gateways import simulator

    gateway = simulator.make()
    real, gateway.send = gateway.send, look
    send()
    message.refresh_from_db()
    assert seen == [message.claimed_at]
