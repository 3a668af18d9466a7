"""Gunvor, who would like a visiting friend; Kari, who likes to knit too; and the two of them as a pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from samspill.foundation.models import Area
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person
from samspill.volunteering.actions.answers import answer_offer
from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
from samspill.volunteering.actions.pair_needs import WantedPair, ask_for_pair
from samspill.volunteering.actions.pairings import Rhythm, start_pairing
from samspill.volunteering.actions.recipients import write_down_recipient
from samspill.volunteering.models import Need, Pairing, Recipient


@pytest.fixture
def nordsida(town: Any) -> Area:
    return Area.objects.create(name="Nordsida")


@pytest.fixture
def helped(ola: Any, centre: Any, nordsida: Area, at: dt.datetime) -> Callable[..., Recipient]:
    """Write down somebody who gets help: `helped("Gunvor Lie", "41 30 00 01")`."""

    def write(name: str = "Gunvor Lie", phone: str = "41 30 00 01", **wishes: Any) -> Recipient:
        person = {
            "area": nordsida,
            "languages": ("nb",),
            "address": "Nordsida 15",
            **wishes.pop("person", {}),
        }
        facts = {"unit": centre, "interests": ("knitting", "walks"), **wishes}
        return write_down_recipient(name, [phone], by=ola, at=at, person=person, **facts)

    return write


@pytest.fixture
def wanted(ola: Any, at: dt.datetime) -> Callable[..., Need]:
    """Somebody is wanted for a recipient, from two weeks ahead."""

    def ask(recipient: Recipient, kind: str = "visit_friend", **more: Any) -> Need:
        from_on = more.pop("from_on", at.date() + dt.timedelta(days=14))
        return ask_for_pair(recipient, WantedPair(kind=kind, from_on=from_on, **more), by=ola, at=at)

    return ask


@pytest.fixture
def agreed(
    ask: Any, wanted: Callable[..., Need], volunteer: Any, helped: Any, at: dt.datetime
) -> Callable[..., Pairing]:
    """Kari has said yes to Gunvor: `agreed()`, `agreed(kari, gunvor)`."""

    def agree(person: Person | None = None, recipient: Recipient | None = None, **more: Any) -> Pairing:
        [offer] = ask(wanted(recipient or helped(), **more), person or volunteer("Kari Berg", "41 20 00 01"))
        answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at)
        return Pairing.objects.get(need=offer.shift.need_id)

    return agree


@pytest.fixture
def started(agreed: Callable[..., Pairing], ola: Any, at: dt.datetime) -> Callable[..., Pairing]:
    """They have met, and meet from today on."""

    def start(*who: Any, rhythm: Rhythm | None = None, **more: Any) -> Pairing:
        pairing = agreed(*who, **more)
        return start_pairing(pairing.pk, started_on=at.date(), rhythm=rhythm or Rhythm(), by=ola, at=at)

    return start


@pytest.fixture
def two_weeks_later(at: dt.datetime) -> dt.datetime:
    return at + dt.timedelta(days=14)


@pytest.fixture
def asked(started: Callable[..., Pairing], two_weeks_later: dt.datetime) -> Callable[..., Pairing]:
    """Both sides have been asked how it goes, two weeks after the start."""

    def ask(*who: Any, **more: Any) -> Pairing:
        pairing = started(*who, **more)
        ask_due_follow_ups(two_weeks_later)
        pairing.refresh_from_db()
        return pairing

    return ask


@pytest.fixture
def read_by() -> Callable[[Person], list[str]]:
    """The texts of what a person was written, oldest first."""

    def texts(person: Person) -> list[str]:
        rows = OutboundMessage.objects.filter(person=person, cancelled_at__isnull=True)
        return list(rows.order_by("queued_at", "pk").values_list("body", flat=True))

    return texts
