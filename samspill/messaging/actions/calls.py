"""Operators calling at our door: an answer from a phone, or what became of a message. For the web's webhooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from samspill.messaging import gateways
from samspill.messaging.actions.incoming import receive_inbound
from samspill.messaging.actions.reporting import receive_report
from samspill.messaging.models import DeliveryReport, InboundMessage
from samspill.people.models import Channel


def take_inbound_call(
    gateway: str, headers: Mapping[str, str], body: bytes, *, at: dt.datetime
) -> InboundMessage:
    """Store and understand the answer that an operator brings. Repeating the call changes nothing.

    `headers` in any case. Raises `gateways.NoSuchGateway`, `gateways.Forged` and `gateways.Garbled`.
    """
    read = gateways.named(gateway).read_inbound(_lower(headers), body, now=at.timestamp())
    return receive_inbound(
        gateway=gateway,
        provider_id=read.provider_id,
        channel=Channel.SMS,
        sender=read.sender,
        recipient=read.recipient,
        body=read.body,
        raw=body.decode(errors="replace"),
        at=at,
    )


def take_report_call(
    gateway: str, headers: Mapping[str, str], body: bytes, *, at: dt.datetime
) -> DeliveryReport:
    """Store and apply what an operator says became of a message. Repeating the call changes nothing.

    Raises as `take_inbound_call` does.
    """
    read = gateways.named(gateway).read_report(_lower(headers), body, now=at.timestamp())
    return receive_report(
        gateway=gateway,
        provider_id=read.provider_id,
        reference=read.reference,
        status=read.status,
        detail=read.detail,
        at=at,
    )


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
