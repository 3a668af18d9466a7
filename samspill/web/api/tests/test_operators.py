"""An operator calls: believed with its signature, taken once, never mixed up between municipalities."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.gateways.signing import sign
from samspill.messaging.gateways.simulator import shared_secret
from samspill.messaging.models import DeliveryReport, InboundMessage

INBOUND, REPORT = "/api/sms/simulator/inbound", "/api/sms/simulator/report"


@pytest.fixture
def call(town, at, monkeypatch):
    """Call as the operator does; `secret` and `signed_at` for those who only pretend."""
    monkeypatch.setattr(clock, "now", lambda: at)

    def calling(address, told, *, host="lillevik.test", secret=None, signed_at=None, **headers):
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        signature = sign(secret or shared_secret(), body, now=(signed_at or at).timestamp())
        client = Client(enforce_csrf_checks=True, headers={"host": host})
        return client.post(address, body, content_type="application/json", headers=signature | headers)

    return calling


AN_ANSWER = {"id": "op-1", "from": "+4741234567", "to": "2012", "text": "Ja takk"}


def test_an_answer_is_stored_and_the_operator_is_thanked(call):
    assert call(INBOUND, AN_ANSWER).status_code == 200
    stored = InboundMessage.objects.get()
    assert (stored.sender, stored.body, stored.gateway) == ("+4741234567", "Ja takk", "simulator")


def test_a_repeated_call_is_thanked_and_changes_nothing(call):
    assert [call(INBOUND, AN_ANSWER).status_code for _ in range(3)] == [200, 200, 200]
    assert InboundMessage.objects.count() == 1


def test_a_report_is_stored_also_where_the_message_is_unknown(call):
    told = {"id": "op-2", "status": "delivered", "reference": "x"}
    assert [call(REPORT, told).status_code for _ in range(2)] == [200, 200]
    assert DeliveryReport.objects.get().status == "delivered"


@pytest.mark.parametrize("address", [INBOUND, REPORT])
def test_a_forged_call_is_refused_and_leaves_nothing(call, at, address):
    import datetime as dt

    told = AN_ANSWER | {"status": "delivered"}
    answers = [
        call(address, told, secret="guessed"),
        call(address, told, signed_at=at - dt.timedelta(minutes=10)),
        call(address, told, **{"x-signature": ""}),
        call(address, told, **{"x-timestamp": "not a time"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert not InboundMessage.objects.exists()
    assert not DeliveryReport.objects.exists()


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b'"x"', b"{}", b"\xff\xfe", b"[" * 5000, b'{"id": 1}', b"null"]
)
@pytest.mark.parametrize("address", [INBOUND, REPORT])
def test_signed_garbage_is_told_so(call, address, garbage):
    assert call(address, garbage).status_code == 400
    assert not InboundMessage.objects.exists()


def test_what_is_far_too_long_is_not_read(call):
    assert call(INBOUND, AN_ANSWER | {"text": "x" * 70_000}).status_code == 413


def test_an_unknown_gateway_has_no_door(call):
    assert call("/api/sms/nobody/inbound", AN_ANSWER).status_code == 404


def test_looking_is_not_calling(town):
    assert Client(headers={"host": "lillevik.test"}).get(INBOUND).status_code == 405


def test_the_host_says_whose_it_is_whatever_the_call_claims(call, neighbour):
    assert call(INBOUND, AN_ANSWER | {"municipality": "9901"}, host="storfjordby.test").status_code == 200
    assert not InboundMessage.objects.exists()
    with entered(neighbour):
        assert InboundMessage.objects.get().body == "Ja takk"


def test_a_host_without_a_municipality_takes_nothing(call):
    assert call(INBOUND, AN_ANSWER, host="nowhere.test").status_code == 404
    assert not InboundMessage.everywhere.exists()
