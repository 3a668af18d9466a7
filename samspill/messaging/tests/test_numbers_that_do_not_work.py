"""A number nobody has is marked, so that nobody writes there again; one that only was busy or off is left alone."""

from __future__ import annotations

import pytest

from samspill.messaging.actions import receive_report
from samspill.messaging.actions.sending import send_due
from samspill.messaging.rules.refusals import nobody_has_the_address
from samspill.people.actions import find_or_add_person
from samspill.people.actions.unusable import mark_usable
from samspill.people.models import ContactPoint

KARI = "+4741234567"


@pytest.fixture
def point(town, at) -> ContactPoint:
    person = find_or_add_person("Kari Nordvik", [KARI], by="system", at=at, channel="phone")
    return person.contact_points.get()


def test_a_number_the_operator_says_nobody_has_does_not_work_and_may_be_said_to_work_again(
    queue, operator, point, at
):
    operator.phones.ask_for_fault("refuse", 1)
    queue()
    send_due(holder="the test's worker")
    point.refresh_from_db()
    assert point.unusable_at is not None
    mark_usable(point, by="system", at=at)
    point.refresh_from_db()
    assert point.unusable_at is None


def test_a_report_that_the_subscriber_is_unknown_does_the_same(queue, operator, point, at):
    message = queue()
    send_due(holder="the test's worker")
    message.refresh_from_db()
    receive_report(
        gateway="simulator",
        provider_id=message.provider_id,
        status="failed",
        detail="Unknown subscriber",
        at=at,
    )
    point.refresh_from_db()
    assert point.unusable_at == at


def test_a_phone_that_was_off_for_days_still_works(queue, operator, point, at):
    message = queue()
    send_due(holder="the test's worker")
    message.refresh_from_db()
    receive_report(
        gateway="simulator", provider_id=message.provider_id, status="failed", detail="expired", at=at
    )
    message.refresh_from_db()
    point.refresh_from_db()
    assert message.failed_at and point.unusable_at is None


@pytest.mark.parametrize(
    "reason",
    [
        'answered 400: {"detail": "no such number"}',
        "Unknown subscriber",
        "invalid MSISDN",
        "Number not in use",
        "550 5.1.1 <kari@example.no>: Recipient address rejected",
        "recipient does not exist",
    ],
)
def test_a_reason_that_says_that_nobody_is_there(reason):
    assert nobody_has_the_address(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "answered 400: text too long",
        "answered 402: no credit left on account number 12",
        "invalid sender",
        "550 5.7.1 message looks like spam",
        "given up: not reached: ConnectError",
        "not delivered",
        "expired",
        "",
    ],
)
def test_a_reason_about_anything_else_leaves_the_number_alone(reason):
    assert not nobody_has_the_address(reason)
