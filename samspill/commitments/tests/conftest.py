"""Kari, who is to sign, and the texts that count in Lillevik."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from samspill.commitments.actions import adopt_standard_text
from samspill.commitments.models import AgreementText
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Person

KARI = "+4741234567"


@pytest.fixture
def kari(ola: Any, at: dt.datetime) -> Person:
    person = find_or_add_person("Kari Berg", [KARI], ["kari@example.no"], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    return person


@pytest.fixture
def agreement(ola: Any, at: dt.datetime) -> AgreementText:
    """The agreement in bokmål, published a while ago in three languages."""
    return adopt_standard_text("agreement", by=ola, at=at - dt.timedelta(days=30))[0]


@pytest.fixture
def declaration(ola: Any, at: dt.datetime) -> AgreementText:
    """The declaration of confidentiality in bokmål."""
    return adopt_standard_text("confidentiality", by=ola, at=at - dt.timedelta(days=30))[0]


@pytest.fixture
def texts(at: dt.datetime) -> Callable[..., InboundMessage]:
    """A text message comes in: `texts("SIGNER 1001")`, from Kari's phone unless another is named."""
    ids = itertools.count(1)

    def send(body: str, sender: str = KARI, when: dt.datetime | None = None) -> InboundMessage:
        return receive_inbound(
            gateway="simulator",
            provider_id=f"in-{next(ids)}",
            channel="sms",
            sender=sender,
            body=body,
            at=when or at,
        )

    return send


def written_to(person: Person) -> list[str]:
    """The texts of all messages to a person, in order."""
    return list(
        OutboundMessage.objects.filter(person=person)
        .order_by("queued_at", "pk")
        .values_list("body", flat=True)
    )
