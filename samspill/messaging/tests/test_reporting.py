"""What operators tell afterwards, in whatever order and however often."""

from __future__ import annotations

import datetime as dt
import itertools
import json

import pytest
from django.db import connection

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.actions.calls import take_inbound_call, take_report_call
from samspill.messaging.actions.reporting import receive_report
from samspill.messaging.actions.sending import send_due
from samspill.messaging.gateways import Forged, NoSuchGateway, simulator
from samspill.messaging.gateways.signing import sign
from samspill.messaging.models import DeliveryReport, InboundMessage, OutboundMessage
from samspill.messaging.queries.conversations import state_of
from samspill.messaging.signals import delivery_failed

KARI = "+4741234567"
pytestmark = pytest.mark.usefixtures("operator")


@pytest.fixture
def sent(queue):
    message = queue()
    send_due(holder="w")
    message.refresh_from_db()
    return message


@pytest.fixture
def failures():
    heard = []

    def hear(sender, message, at, **_):
        heard.append(message.failure)

    delivery_failed.connect(hear)
    yield heard
    delivery_failed.disconnect(hear)


def report(message, status, *, by_reference=False, **more):
    known_as = (
        {"provider_id": "", "reference": str(message.pk)}
        if by_reference
        else {"provider_id": message.provider_id}
    )
    return receive_report(gateway="simulator", status=status, at=clock.now(), **known_as, **more)


def test_a_delivered_message_is_delivered(sent):
    report(sent, "delivered")
    sent.refresh_from_db()
    assert state_of(sent) == "delivered"


def test_the_same_report_twice_changes_nothing(sent):
    first = report(sent, "delivered")
    sent.refresh_from_db()
    at_first = sent.delivered_at
    assert report(sent, "delivered") == first
    sent.refresh_from_db()
    assert (sent.delivered_at, DeliveryReport.objects.count()) == (at_first, 1)


def test_a_message_that_did_not_arrive_rings_the_bell_once(sent, failures):
    report(sent, "failed", detail="absent subscriber")
    report(sent, "failed", detail="absent subscriber")
    sent.refresh_from_db()
    assert (state_of(sent), failures) == ("failed", ["absent subscriber"])


@pytest.mark.parametrize("order", list(itertools.permutations(["accepted", "delivered"])))
def test_reports_may_come_in_any_order(sent, order):
    for status in order:
        report(sent, status)
    sent.refresh_from_db()
    assert state_of(sent) == "delivered"


def test_delivered_after_failed_is_delivered(sent):
    report(sent, "failed")
    report(sent, "delivered")
    sent.refresh_from_db()
    assert state_of(sent) == "delivered"


def test_failed_after_delivered_is_still_delivered(sent, failures):
    report(sent, "delivered")
    report(sent, "failed")
    sent.refresh_from_db()
    assert (state_of(sent), failures) == ("delivered", [])


def test_a_report_settles_a_message_whose_end_was_unknown(queue, operator):
    operator.phones.ask_for_fault("hang_up", 1)
    message = queue()
    send_due(holder="w")
    report(message, "delivered", by_reference=True)
    message.refresh_from_db()
    assert (state_of(message), message.unknown_at) == ("delivered", None)


def test_a_report_that_comes_before_the_answer_is_kept(queue, operator):
    """The operator reports while its answer to us is still on its way."""
    message = queue()
    OutboundMessage.objects.update(claimed_at=clock.now(), claimed_by="w", gateway="simulator")
    early = receive_report(gateway="simulator", provider_id="p1", status="delivered", at=clock.now())
    assert early.applied_at is None
    OutboundMessage.objects.update(claimed_at=None, claimed_by="")
    real = simulator.make().send
    simulator.make().send = lambda letter: type(real(letter))("p1")
    send_due(holder="w")
    message.refresh_from_db()
    assert state_of(message) == "delivered"


@pytest.mark.django_db(transaction=True)
def test_a_failure_told_before_the_answer_stays_a_failure(town, queue, failures):
    """Both know the message by our reference; the answer is written down last."""
    message = queue()
    real = simulator.make().send

    def report_first(letter):
        accepted = real(letter)
        with entered(town):
            known_as = {"provider_id": accepted.provider_id, "reference": letter.reference}
            receive_report(gateway="simulator", status="failed", detail="absent", at=clock.now(), **known_as)
        connection.close()
        return accepted

    simulator.make().send = report_first
    send_due(holder="w")
    message.refresh_from_db()
    assert (state_of(message), message.failure, failures) == ("failed", "absent", ["absent"])


def test_a_report_about_nothing_of_ours_is_kept_and_harms_nobody(sent):
    receive_report(
        gateway="simulator", provider_id="unheard of", status="failed", at=clock.now(), reference="x"
    )
    sent.refresh_from_db()
    assert (state_of(sent), DeliveryReport.objects.count()) == ("sent", 1)


def call(**fields):
    body = json.dumps(fields).encode()
    headers = sign(simulator.shared_secret(), body, now=clock.now().timestamp()) | {
        "Content-Type": "application/json"
    }
    return {name.title(): value for name, value in headers.items()}, body


def test_an_operators_signed_report_is_applied(sent):
    headers, body = call(id=sent.provider_id, status="DELIVRD")
    take_report_call("simulator", headers, body, at=clock.now())
    sent.refresh_from_db()
    assert state_of(sent) == "delivered"


def test_an_operators_signed_answer_is_stored_once(policy):
    headers, body = call(id="a1", **{"from": "412 34 567", "to": "2012", "text": "Hei, hvem er dette?"})
    first = take_inbound_call("simulator", headers, body, at=clock.now())
    assert take_inbound_call("simulator", headers, body, at=clock.now()) == first
    assert (first.sender, first.outcome, InboundMessage.objects.count()) == (KARI, "unclear", 1)


def test_a_call_that_is_not_signed_leaves_nothing(policy):
    headers, body = call(id="a1", **{"from": KARI, "text": "JA"})
    with pytest.raises(Forged):
        take_inbound_call("simulator", headers, body + b" ", at=clock.now())
    with pytest.raises(Forged):
        take_inbound_call("simulator", headers, body, at=clock.now() + dt.timedelta(hours=1))
    with pytest.raises(NoSuchGateway):
        take_inbound_call("pigeon", headers, body, at=clock.now())
    assert not InboundMessage.objects.exists()
