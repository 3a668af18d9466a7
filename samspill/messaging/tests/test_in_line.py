"""What is written first to an address arrives first, and one address that is slow holds nobody else back."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.actions.sending import send_due
from samspill.messaging.models import OutboundMessage

KARI, ALI = "+4741234567", "+4792345678"
pytestmark = pytest.mark.usefixtures("operator")


def texts_on(operator, phone: str) -> list[str]:
    return [text.text for text in operator.phones.texts(phone, last=1000)]


def test_twenty_messages_queued_in_the_same_second_arrive_in_the_order_they_were_written(queue, operator):
    for n in range(20):
        queue(f"k{n}", body=f"nummer {n}")
        queue(f"a{n}", body=f"nummer {n}", address=ALI)
    assert send_due(holder="the test's worker") == 40
    assert texts_on(operator, KARI) == texts_on(operator, ALI) == [f"nummer {n}" for n in range(20)]


def test_what_is_tried_again_keeps_its_place_and_does_not_hold_up_others(queue, operator):
    operator.phones.ask_for_fault("busy", 1)
    queue("first", body="først")
    send_due(holder="the test's worker")
    queue("second", body="så")
    queue("other", body="til Ali", address=ALI)
    send_due(holder="the test's worker")
    assert (texts_on(operator, KARI), texts_on(operator, ALI)) == ([], ["til Ali"])
    OutboundMessage.objects.update(not_before_at=clock.now())
    send_due(holder="the test's worker")
    assert texts_on(operator, KARI) == ["først", "så"]


def test_what_waits_for_the_morning_does_not_hold_back_an_answer(queue, operator):
    waiting = queue("news", body="i morgen")
    OutboundMessage.objects.filter(pk=waiting.pk).update(not_before_at=clock.now() + dt.timedelta(hours=9))
    queue("answer", body="svar nå")
    send_due(holder="the test's worker")
    assert texts_on(operator, KARI) == ["svar nå"]


@pytest.mark.parametrize("fact", ["failed_at", "unknown_at", "cancelled_at"])
def test_one_that_has_an_end_holds_nothing_back(queue, operator, fact):
    first = queue("first", body="først")
    OutboundMessage.objects.filter(pk=first.pk).update(
        **{fact: clock.now(), "claimed_at": clock.now(), "attempts": 1}
    )
    queue("second", body="så")
    send_due(holder="the test's worker")
    assert texts_on(operator, KARI) == ["så"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_keep_the_order_too(town, queue, operator):
    for n in range(60):
        queue(f"k{n}", address=f"+474123450{n % 6}", body=f"{n:02}")

    def work() -> None:
        with entered(town):
            for _ in range(40):
                send_due(holder="the test's worker", seconds=5)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    for place in range(6):
        arrived = texts_on(operator, f"+474123450{place}")
        assert arrived == [f"{n:02}" for n in range(place, 60, 6)]
