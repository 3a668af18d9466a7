"""How long messages are kept."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, delete_row, keep
from samspill.foundation.tenancy import Owned
from samspill.messaging.models import (
    DeliveryReport,
    InboundMessage,
    OptOut,
    OutboundMessage,
    PhoneNote,
    ThreadDraft,
)
from samspill.people.actions import erase_row


def _said(before: dt.datetime) -> list[Rows]:
    sent = OutboundMessage.objects.filter(queued_at__lt=before).filter(~Q(body="") | ~Q(address=""))
    received = InboundMessage.objects.filter(received_at__lt=before).filter(~Q(body="") | ~Q(sender=""))
    notes = PhoneNote.objects.filter(at__lt=before).exclude(text="")
    return [sent, received, notes, ThreadDraft.objects.filter(saved_at__lt=before)]


def _as_it_came(before: dt.datetime) -> list[Rows]:
    return [
        InboundMessage.objects.filter(received_at__lt=before).exclude(raw=""),
        DeliveryReport.objects.filter(received_at__lt=before),
    ]


def _end_as_it_came(row: Owned, at: dt.datetime) -> None:
    if isinstance(row, InboundMessage):
        InboundMessage.objects.filter(pk=row.pk).update(raw="")
    else:
        row.delete()


keep(
    Rule(
        "messages",
        tables=(
            "messaging.OutboundMessage",
            "messaging.InboundMessage",
            "messaging.PhoneNote",
            "messaging.ThreadDraft",
        ),
        what=_("Messages between you and us, and notes from conversations"),
        since=_("the day they were written"),
        then=_("Text, number and address are deleted. That a message was sent still counts."),
        days=2 * YEAR,
        shortest=3 * MONTH,
        longest=5 * YEAR,
        due=_said,
        end=erase_row,
    )
)
keep(
    Rule(
        "as_it_came",
        tables=("messaging.DeliveryReport",),
        what=_("What the phone operator tells of each message"),
        since=_("the day it came"),
        then=_("It is deleted. The message itself stays as long as other messages."),
        days=3 * MONTH,
        shortest=7,
        longest=YEAR,
        due=_as_it_came,
        end=_end_as_it_came,
        person="",
    )
)
keep(
    Rule(
        "resumed",
        tables=("messaging.OptOut",),
        what=_("That you answered STOPP and later START. A STOPP that stands is kept as long as it stands"),
        since=_("the day you answered START"),
        then=_("It is deleted."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=lambda before: [OptOut.objects.filter(resumed_at__lt=before)],
        end=delete_row,
        person="",
    )
)
