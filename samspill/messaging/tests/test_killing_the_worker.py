"""A worker killed at any point loses no message and sends none twice.

Real worker processes empty an outbox through a real socket and are killed with `kill -9`, many times, while another
works on. The operator counts what reached it. What was on the wire at the moment of death is said to be unknown, not
sent again; only what the operator has never had goes out afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings

from conftest import database_url
from samspill.foundation import clock
from samspill.messaging.actions.finding_out import LEASE, find_out, mark_interrupted
from samspill.messaging.actions.sending import send_due
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries.conversations import state_of

MESSAGES = 500
DEATHS = 20
SECONDS = 8.0
FIRST_BREATH_SECONDS = 60.0


class Nursery:
    """Gives birth to workers that look at the test's database and the test's operator."""

    def __init__(self, operator_url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "samspill.messaging.tests.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ
            | {"DATABASE_URL": database_url(), "SIMULATOR_URL": operator_url, **_same_settings()},
        )

    def bear(self) -> int:
        """The process id of a new worker."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the nursery and whatever it still has alive."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _same_settings() -> dict[str, str]:
    """The worker must sign and be called as the test is."""
    return {
        "DJANGO_SETTINGS_MODULE": "samspill.config.settings_for_tests",
        "SECRET_KEY": django_settings.SECRET_KEY,
    }


@pytest.fixture
def nursery(operator: Any, settings: Any) -> Iterator[Nursery]:
    made = Nursery(settings.SIMULATOR_URL)
    yield made
    made.close()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_point_loses_nothing_and_sends_nothing_twice(queue, operator, nursery) -> None:
    messages = _fill_the_outbox(queue)
    deaths = _kill_workers_while_they_send(nursery, operator)
    assert deaths >= 5
    _nothing_went_twice(operator)

    later = clock.now() + LEASE + dt.timedelta(seconds=1)
    mark_interrupted(at=later)
    states = Counter(state_of(message) for message in OutboundMessage.objects.all())
    assert set(states) <= {"sent", "unknown", "waiting"}, states
    assert states["unknown"] > 0, "no worker died with a message on the wire: the test has proved nothing"
    went = _references(operator)
    unsaid = OutboundMessage.objects.filter(sent_at__isnull=True, unknown_at__isnull=True)
    assert not went & {str(key) for key in unsaid.values_list("pk", flat=True)}

    while find_out(at=later + dt.timedelta(minutes=2)):
        pass
    send_due(holder="the last worker", seconds=60)
    _nothing_went_twice(operator)
    assert _references(operator) == messages
    assert {state_of(message) for message in OutboundMessage.objects.all()} == {"sent"}


def _fill_the_outbox(queue: Any) -> set[str]:
    first = queue()
    rows = [
        OutboundMessage(
            key=f"k{number}",
            channel="sms",
            address=f"+47900{number:05}",
            body="Kan du i dag?",
            queued_at=first.queued_at,
            not_before_at=first.queued_at,
        )
        for number in range(MESSAGES - 1)
    ]
    OutboundMessage.objects.bulk_create(rows)
    return {str(row.pk) for row in [first, *rows]}


def _kill_workers_while_they_send(nursery: Nursery, operator: Any) -> int:
    """Keep two workers going and kill one of them every now and then; how many died while there was work."""
    alive = [nursery.bear(), nursery.bear()]
    _let_some_go(operator, 1, clock.ticks() + FIRST_BREATH_SECONDS)
    until = clock.ticks() + SECONDS
    deaths = 0
    while deaths < DEATHS and clock.ticks() < until and _is_work_left():
        _let_some_go(operator, random.randint(1, MESSAGES // DEATHS), until)
        victim = alive.pop(random.randrange(2))
        os.kill(victim, signal.SIGKILL)
        deaths += 1
        alive.append(nursery.bear())
    for worker in alive:
        os.kill(worker, signal.SIGKILL)
    return deaths + len(alive)


def _let_some_go(operator: Any, messages: int, until: float) -> None:
    """Wait until so many more have reached the operator, and a moment more: death comes at any point of the work."""
    enough = _reached(operator) + messages
    while _reached(operator) < enough and clock.ticks() < until:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.02))


def _reached(operator: Any) -> int:
    return len(operator.phones.texts(last=10 * MESSAGES))


def _is_work_left() -> bool:
    return OutboundMessage.objects.filter(claimed_at__isnull=True).exists()


def _nothing_went_twice(operator: Any) -> None:
    counted = Counter(text.reference for text in operator.phones.texts(last=10 * MESSAGES))
    assert {reference for reference, times in counted.items() if times > 1} == set()


def _references(operator: Any) -> set[str]:
    return {text.reference for text in operator.phones.texts(last=10 * MESSAGES)}
