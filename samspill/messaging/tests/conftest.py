"""An SMS operator on a real socket, and messages to send through it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspill.foundation import clock
from samspill.messaging.actions import queue_message
from samspill.messaging.gateways import simulator
from samspill.messaging.gateways.simulator.operator import Operator, open_operator
from samspill.messaging.models import MessagingPolicy, OutboundMessage

KARI = "+4741234567"


@pytest.fixture
def operator(settings: Any) -> Iterator[Operator]:
    """The stand-in operator, at the address the simulator gateway speaks to. Its calls back are made by the tests."""
    made = Operator(simulator.shared_secret())
    with open_operator(made) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.SIMULATOR_URL = f"http://127.0.0.1:{server.server_address[1]}"
        simulator.make.cache_clear()
        yield made
        server.shutdown()
    made.close()
    simulator.make.cache_clear()


@pytest.fixture
def policy(town: Any) -> MessagingPolicy:
    """Lillevik sends by the simulator, from 2012, and has no limit. It has no web here that could be called back."""
    town.hosts.all().delete()
    return MessagingPolicy.objects.create(sender="2012", daily_budget_ore=0)


@pytest.fixture
def queue(policy: MessagingPolicy) -> Callable[..., OutboundMessage]:
    """Put a message to Kari in the outbox, due now whatever the hour."""

    def make(key: str = "k", **more: Any) -> OutboundMessage:
        facts = {"channel": "sms", "address": KARI, "body": "Kan du følge til legen?", "answers_now": True}
        return queue_message(key=key, at=clock.now(), **(facts | more))

    return make
