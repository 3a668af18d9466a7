"""A demo with a stand-in operator that really answers, on a port of its own."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from samspill.messaging.gateways.simulator import shared_secret
from samspill.messaging.gateways.simulator.operator import Operator, open_operator
from samspill.people.models import ContactPoint, Person


@pytest.fixture
def operator(settings):
    """The operator, answering. `close` it to wait for the calls it has yet to make."""
    settings.DEMO = True
    operator = Operator(shared_secret())
    with open_operator(operator) as server:
        settings.SIMULATOR_URL = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield operator
        server.shutdown()
        thread.join()
    operator.close()


@pytest.fixture
def browser(town):
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def add_person(at):
    def add(name, phone):
        person = Person.objects.create(name=name, came_through="desk", created_at=at)
        ContactPoint.objects.create(person=person, kind="phone", value=phone, added_at=at)
        return person

    return add


@pytest.fixture
def message():
    """A message as Samspill's gateway gives it to the operator."""

    def told(phone="+4741234567", text="Kan du hjelpe på torsdag? Svar JA eller NEI.", **facts):
        return {"to": phone, "from": "2012", "text": text, "callback": "", **facts}

    return told
