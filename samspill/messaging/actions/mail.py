"""E-mail that came in: which municipality it is for; an answer, a returned letter, or a machine's word.

A sender's address is easily forged. So an e-mail answers one of our questions only where it is a reply to the very
letter, whose name nobody can guess, from the address it was sent to; anything else waits for a person.
"""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr

from django.conf import settings

from samspill.foundation.tenancy import entered
from samspill.messaging.actions.incoming import receive_inbound
from samspill.messaging.actions.reporting import receive_report
from samspill.messaging.gateways.smtp.reading import ReadMail, Returned, read_mail
from samspill.messaging.models import DeliveryReport, InboundMessage, MessagingPolicy, OutboundMessage
from samspill.people.models import Channel

GATEWAY = "smtp"


class NobodysAddress(LookupError):
    """No municipality writes from this address."""


def take_mail(raw: bytes, *, to: str, at: dt.datetime) -> InboundMessage | DeliveryReport:
    """Keep one e-mail as it came (RFC 5322) to the address `to`, and understand it. The same again changes nothing.

    Raises `NobodysAddress`.
    """
    read = read_mail(raw)
    letter = _answered(read)
    with entered(letter.municipality_id if letter else _municipality_of(to)):
        if read.returned:
            return _report(read.returned, read.provider_id, at)
        return receive_inbound(
            gateway=GATEWAY,
            provider_id=read.provider_id,
            channel=Channel.EMAIL,
            sender=read.sender,
            recipient=to,
            subject=read.subject,
            body=read.text,
            raw=raw[:20_000].decode(errors="replace"),
            answers=letter if letter and letter.address == read.sender else None,
            is_automatic=read.is_automatic,
            at=at,
        )


def is_our_address(address: str) -> bool:
    """Whether some municipality writes from this e-mail address, so that answers come to it."""
    return bool(_numbers_at(address))


def _report(returned: Returned, provider_id: str, at: dt.datetime) -> DeliveryReport:
    return receive_report(
        gateway=GATEWAY,
        provider_id=f"reference {returned.reference}",
        reference=returned.reference,
        status=returned.status,
        detail=returned.detail or provider_id,
        at=at,
    )


def _answered(read: ReadMail) -> OutboundMessage | None:
    """The letter of ours that this one answers or sends back, whichever municipality wrote it."""
    references = [read.returned.reference] if read.returned else read.answers
    ours = OutboundMessage.everywhere.filter(channel=Channel.EMAIL)
    found = {str(message.pk): message for message in ours.filter(pk__in=references[:20])}
    return next((found[reference] for reference in references if reference in found), None)


def _municipality_of(address: str) -> str:
    numbers = _numbers_at(address)
    if not numbers:
        raise NobodysAddress(address)
    return numbers[0]


def _numbers_at(address: str) -> list[str]:
    """The municipalities that write from this address. The installation's own address is for those with none."""
    wanted = address.strip().lower()
    rows = MessagingPolicy.everywhere.order_by("municipality").values_list("municipality", "email_from")
    standard = settings.DEFAULT_FROM_EMAIL
    return [number for number, written in rows if parseaddr(written or standard)[1].lower() == wanted]
