"""What is written and said."""

from __future__ import annotations

import datetime as dt

from samspill.messaging.models import (
    InboundMessage,
    MessageTemplate,
    OutboundMessage,
    PhoneNote,
    TemplateText,
    ThreadDraft,
)
from samspill.people.models import ContactPoint, Person, StaffMember, Unit
from samspill.volunteering.models import (
    CallTry,
    DigestLine,
    DigestWish,
    Mailing,
    MailingRecipient,
    Selection,
    Shift,
)


def messages_with(person: Person, staff: StaffMember, number: int, at: dt.datetime) -> None:
    InboundMessage.objects.create(
        gateway="simulator", provider_id=f"in-{number}", channel="sms", sender=f"+474123456{number}", body="nja",
        received_at=at, person=person, waits_since_at=at, owner=staff,
    )  # fmt: skip
    OutboundMessage.objects.create(
        key=f"out-{number}", channel="sms", person=person, address=f"+474123456{number}", body="Hei",
        written_by=staff, queued_at=at, not_before_at=at,
    )  # fmt: skip
    PhoneNote.objects.create(person=person, at=at, written_by=staff, text="Ringte")


def conversations(
    person: Person, shift: Shift, unit: Unit, staff: StaffMember, number: int, at: dt.datetime
) -> None:
    by_hand = {"person": person, "body": "Hei", "unit": unit, "queued_at": at, "not_before_at": at}
    OutboundMessage.objects.create(key=f"letter-{number}", channel="letter", address="Torggata 1", **by_hand)
    posted = {"claimed_at": at, "sent_at": at, "sent_by": staff, **by_hand}
    OutboundMessage.objects.create(key=f"posted-{number}", channel="letter", address="Torggata 1", **posted)
    words = OutboundMessage.objects.create(
        key=f"words-{number}", channel="phone", address="+4773000000", **by_hand
    )
    CallTry.objects.create(person=person, message=words, outcome="not_reached", tried_at=at, tried_by=staff)
    ThreadDraft.objects.create(
        staff=staff, person=person, channel="sms", body="Hei", begun_at=at, saved_at=at - dt.timedelta(days=2)
    )
    template = MessageTemplate.objects.create(unit=unit, name=f"Takk {number}", purpose="thanks", made_at=at)
    TemplateText.objects.create(template=template, language="nb", body="Takk, {fornavn}!")
    selection = Selection.objects.create(
        unit=unit, name=f"Turfolk {number}", criteria={"wishes": ["walk"]}, made_at=at, made_by=staff
    )
    mailing = Mailing.objects.create(
        unit=unit, name=f"Lunsj {number}", selection=selection, criteria=selection.criteria, made_at=at,
        texts={"nb": {"subject": "", "body": "Velkommen"}}, made_by=staff, confirmed_at=at, confirmed_by=staff,
    )  # fmt: skip
    MailingRecipient.objects.create(mailing=mailing, person=person, place=0)
    DigestWish.objects.create(person=person, since_at=at, channel="phone", entered_by=staff)
    DigestLine.objects.create(person=person, key=f"line-{number}", body="Velkommen", put_by_at=at)
    ContactPoint.objects.create(
        person=person, kind="phone", value=f"+479123456{number}", added_at=at, unusable_at=at
    )
    assert shift.need.unit == unit
