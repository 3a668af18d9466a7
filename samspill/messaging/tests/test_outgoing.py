"""What is written to people: once, in daytime, within the budget."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.messaging import queries
from samspill.messaging.actions import (
    BudgetSpent,
    NoWayToWrite,
    cancel_about,
    note_call,
    queue_message,
    write_to,
)
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person

KARI = "+4741234567"


@pytest.fixture
def kari(town, at):
    return find_or_add_person("Kari Nordvik", [KARI], by="system", at=at, channel="phone")


def queue(at, key="k", **more):
    return queue_message(channel="sms", address=KARI, body="Kan du følge til legen?", key=key, at=at, **more)


def test_the_same_key_is_one_message(town, at):
    assert queue(at) == queue(at)
    assert OutboundMessage.objects.count() == 1


def test_a_message_written_at_night_waits_for_the_morning(town, at):
    night = dt.datetime(2026, 3, 10, 22, 30, tzinfo=dt.UTC)
    assert queue(night).not_before_at == dt.datetime(2026, 3, 11, 7, 0, tzinfo=dt.UTC)


def test_who_has_just_written_is_answered_at_night_too(town, at):
    night = dt.datetime(2026, 3, 10, 22, 30, tzinfo=dt.UTC)
    assert queue(night, answers_now=True).not_before_at == night


def test_the_days_budget_holds(town, at):
    MessagingPolicy.objects.create(price_ore=40, daily_budget_ore=100)
    queue(at, "1")
    queue(at, "2")
    with pytest.raises(BudgetSpent):
        queue(at, "3")
    assert queue(at, "4", answers_now=True).cost_ore == 40


def test_what_is_called_off_gives_its_money_back(town, at):
    MessagingPolicy.objects.create(price_ore=40, daily_budget_ore=40)
    queue(at, "1", about="thing:1")
    assert cancel_about("thing:1", at=at) == 1
    assert queue(at, "2").cancelled_at is None


def test_the_thread_holds_sms_and_calls_in_order(ola, kari, at):
    write_to(kari, "Hei Kari", channel="sms", by=ola, at=at)
    note_call(kari, "Ringte tilbake.", by=ola, at=at + dt.timedelta(minutes=5))
    lines = queries.conversation(person=kari)
    assert [(line.direction, line.text) for line in lines] == [
        ("out", "Hei Kari"),
        ("note", "Ringte tilbake."),
    ]
    assert lines[0].state == "waiting"


def test_one_without_an_address_cannot_be_written_to(ola, kari, at):
    with pytest.raises(NoWayToWrite):
        write_to(kari, "Hei", channel="email", by=ola, at=at)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_overspend_nor_write_twice(town, at, together):
    MessagingPolicy.objects.create(price_ore=40, daily_budget_ore=200)
    outcomes = together(town, [lambda n=n: queue(at, f"k{n}") for n in range(16)])
    assert OutboundMessage.objects.count() == 5
    assert sum(isinstance(outcome, BudgetSpent) for outcome in outcomes) == 11
