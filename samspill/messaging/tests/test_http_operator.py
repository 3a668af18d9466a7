"""The HTTP gateway against a small operator over a real socket: four ends told apart, and signed calls back."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from samspill.messaging.gateways import Accepted, Forged, Garbled, Letter, NotThere, Passing, Refused, Unknown
from samspill.messaging.gateways.http_operator.operator import HttpOperator, Speech
from samspill.messaging.gateways.signing import VALID_SECONDS, sign
from samspill.messaging.gateways.simulator.operator import Operator, open_operator

SECRET = "a secret between the operator and us"
LETTER = Letter(reference="r1", channel="sms", to="+4741234567", body="Hei, Kari!", sender="Lillevik")
NOW = 1_770_000_000.0


@pytest.fixture
def operator() -> Iterator[Operator]:
    made = Operator(SECRET)
    yield made
    made.close()


@pytest.fixture
def address(operator) -> Iterator[str]:
    with open_operator(operator) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def gateway(address) -> HttpOperator:
    timeout = httpx.Timeout(5)
    return HttpOperator(
        "http_operator", Speech(f"{address}/messages", secret=SECRET, finds=True), timeout=timeout
    )


def test_a_message_is_taken_and_found_again_by_our_reference(gateway, operator):
    result = gateway.send(LETTER)
    assert isinstance(result, Accepted)
    assert gateway.find("r1") == result
    assert gateway.find("never sent") == NotThere()
    assert [text.text for text in operator.phones.texts("+4741234567")] == ["Hei, Kari!"]


def test_an_operator_that_cannot_be_asked_is_not_believed_when_it_finds_nothing(address):
    deaf = HttpOperator("x", Speech(f"{address}/messages"))
    assert deaf.find("never sent") == Unknown("this operator cannot be asked")


@pytest.mark.parametrize(
    ("fault", "end", "taken"),
    [
        ("busy", Passing("answered 429", 1.0), 0),
        ("broken", Unknown("answered 500"), 0),
        ("silent", Unknown("RemoteProtocolError"), 1),
        ("hang_up", Unknown("RemoteProtocolError"), 1),
    ],
)
def test_each_fault_has_its_end(gateway, operator, fault, end, taken):
    operator.phones.ask_for_fault(fault, 1)
    assert gateway.send(LETTER) == end
    assert len(operator.phones.texts()) == taken


def test_a_number_that_does_not_exist_is_refused_for_good(gateway):
    assert isinstance(gateway.send(replace(LETTER, to="4711")), Refused)


def test_an_operator_that_is_not_there_is_passing_for_nothing_was_sent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(HttpOperator("x", Speech(f"http://127.0.0.1:{port}/")).send(LETTER), Passing)


def test_an_address_that_is_none_is_passing_until_somebody_mends_the_setting():
    assert isinstance(HttpOperator("x", Speech("")).send(LETTER), Passing)


def test_names_are_what_the_operator_calls_things(gateway):
    names = Speech.names_from("from=originator, text=message")
    body = b"id=7&originator=%2B4741234567&message=ja+takk"
    other = HttpOperator("x", Speech("http://x.test", secret=SECRET, form="form", names=names))
    read = other.read_inbound(sign(SECRET, body, now=NOW), body, now=NOW)
    assert (read.provider_id, read.sender, read.body) == ("7", "+4741234567", "ja takk")


def inbound(**fields: str) -> tuple[dict[str, str], bytes]:
    body = json.dumps({"id": "7", "from": "+4741234567", "to": "2012", "text": "JA"} | fields).encode()
    return sign(SECRET, body, now=NOW) | {"content-type": "application/json"}, body


def test_a_signed_answer_is_read(gateway):
    headers, body = inbound()
    assert gateway.read_inbound(headers, body, now=NOW + 10).body == "JA"


@pytest.mark.parametrize("change", [b" ", b"JA"])
def test_an_answer_somebody_changed_is_forged(gateway, change):
    headers, body = inbound()
    with pytest.raises(Forged):
        gateway.read_inbound(headers, body + change, now=NOW)


def test_an_answer_from_long_ago_is_forged(gateway):
    headers, body = inbound()
    with pytest.raises(Forged):
        gateway.read_inbound(headers, body, now=NOW + VALID_SECONDS + 1)


def test_without_a_secret_nobody_is_believed():
    headers, body = inbound()
    with pytest.raises(Forged):
        HttpOperator("x", Speech("http://x.test")).read_inbound(headers, body, now=NOW)


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff\xfe", b'{"id": "7"}', b"[" * 60_000])
def test_a_signed_call_that_cannot_be_read_is_garbled(gateway, body):
    headers = sign(SECRET, body, now=NOW) | {"content-type": "application/json"}
    with pytest.raises(Garbled):
        gateway.read_inbound(headers, body, now=NOW)


def test_a_report_says_what_became_of_it_in_our_words(gateway):
    body = json.dumps({"id": "7", "status": "DELIVRD"}).encode()
    headers = sign(SECRET, body, now=NOW) | {"content-type": "application/json"}
    assert gateway.read_report(headers, body, now=NOW).status == "delivered"


def test_phones_are_remembered_over_a_restart(tmp_path):
    file = tmp_path / "phones.jsonl"
    first = Operator(SECRET, file)
    first.take({"to": "+4741234567", "text": "æøå", "reference": "r1"})
    first.close()
    second = Operator(SECRET, file)
    assert [text.text for text in second.phones.texts()] == ["æøå"]
    assert second.phones.id_of("r1")
    second.close()
