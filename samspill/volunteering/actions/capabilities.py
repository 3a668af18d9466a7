"""What an organisation can offer in a crisis: written down, said anew each year, taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.organisations.actions import give_post
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person, give_consent, refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.actions.codes import next_code
from samspill.volunteering.actions.replies import may_answer
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import OrganisationCapability
from samspill.volunteering.queries.capabilities import due_to_be_asked
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.queries.replying import answerable_offers
from samspill.volunteering.rules.capabilities import CAPABILITIES, STANDS_FOR
from samspill.volunteering.wording import callouts as words
from samspill.volunteering.wording.capabilities import capability_words

Who = StaffMember | Person | str
FREE_TEXTS = ("words", "place", "paid_by", "contact_name")


@dataclass(frozen=True)
class Told:
    """What somebody says that an organisation can offer. `contact_phone` as it was written; `area` an area's id."""

    kind: str
    words: str = ""
    number: int | None = None
    place: str = ""
    area_id: object = None
    contact_name: str = ""
    contact_phone: str = ""
    paid_by: str = ""
    turn: int = 5


@transaction.atomic
def offer_capability(
    organisation: Organisation,
    told: Told,
    *,
    by: Who,
    at: dt.datetime,
    channel: str,
    replaces: OrganisationCapability | None = None,
    contact: Person | None = None,
) -> OrganisationCapability:
    """An organisation can offer this, for a year from today; with `replaces` it is the same one, told anew.

    `channel` is how they said so; `contact` answers for it, else the one whom `told` names. Raises `UnknownCode`,
    `phones.NotAPhone` and `people.actions.HoldsNationalId`.
    """
    if told.kind not in CAPABILITIES:
        raise UnknownCode(told.kind)
    refuse_national_ids(**{name: getattr(told, name) for name in FREE_TEXTS})
    row = replaces or OrganisationCapability(organisation=organisation)
    for name in ("kind", "words", "number", "place", "area_id", "paid_by", "turn"):
        setattr(row, name, getattr(told, name))
    row.contact = contact or _contact(organisation, told, by, at, channel) or row.contact
    row.entered_by = by if isinstance(by, StaffMember) else row.entered_by
    _assure(row, channel, at)
    row.save()
    note("offer_capability", organisation, by=by, channel=channel, at=at, kind=row.kind)
    return row


@transaction.atomic
def assure_capability(row: OrganisationCapability, *, by: Who, at: dt.datetime, channel: str) -> None:
    """It still stands, for another year."""
    _assure(row, channel, at)
    row.save()
    note("assure_capability", row.organisation, by=by, channel=channel, at=at, kind=row.kind)


@transaction.atomic
def withdraw_capability(row: OrganisationCapability, *, by: Who, at: dt.datetime, channel: str) -> None:
    """They can no longer offer it. Doing it again changes nothing."""
    if OrganisationCapability.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        note("withdraw_capability", row.organisation, by=by, channel=channel, at=at, kind=row.kind)


@transaction.atomic
def note_capability_used(row: OrganisationCapability, *, by: Who, at: dt.datetime) -> None:
    """It was asked for, in earnest or at a drill."""
    row.used_at = at
    row.save(update_fields=["used_at"])
    note("use_capability", row.organisation, by=by, channel="web", at=at, kind=row.kind)


def ask_what_still_stands(at: dt.datetime) -> int:
    """Ask those who answer for what is about to run out, once; how many were asked."""
    return sum(_ask(row, at) for row in due_to_be_asked(on=clock.local_day(at)))


def take_assurance(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """A yes or a no to whether an offer still stands; None where it is an answer to something else.

    Without a code only where nothing else waits for an answer from this phone, and only one offer was asked about.
    """
    if reply.answer not in (Answer.YES, Answer.NO):
        return None
    rows = OrganisationCapability.objects.filter(
        asked_address=inbound.sender, asked_at__isnull=False, withdrawn_at__isnull=True
    ).select_related("organisation", "contact")
    if reply.code is None and answerable_offers(inbound.sender, code=None, at=at):
        return None
    coded = rows if reply.code is None else rows.filter(code=reply.code)
    asked = [row for row in coded if may_answer(inbound, subject_of(row), row.contact)]
    if len(asked) != 1:
        return None
    return _take(asked[0], reply.answer, inbound, at)


def _take(row: OrganisationCapability, answer: Answer, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    who: Who = row.contact or "public"
    if answer == Answer.YES:
        assure_capability(row, by=who, at=at, channel=inbound.channel)
    else:
        withdraw_capability(row, by=who, at=at, channel=inbound.channel)
    with override(language_of(row.contact) if row.contact else "nb"):
        text = words.noted(row.organisation.name, *_signature())
    queue_message(
        channel=inbound.channel, address=inbound.sender, body=text, key=f"assured:{inbound.pk}",
        person=row.contact, about=subject_of(row), at=at, answers_now=True,
    )  # fmt: skip
    is_no = answer == Answer.NO  # Somebody should hear why.
    return Outcome(str(answer), about=subject_of(row), person=row.contact, waits=is_no)


@transaction.atomic
def _ask(row: OrganisationCapability, at: dt.datetime) -> bool:
    assert row.contact is not None
    way = way_to_reach(row.contact.pk)
    if way is None or way.channel not in CARRIED:
        return False  # Somebody calls: it stands on the desk when it has run out.
    standing = OrganisationCapability.objects.filter(pk=row.pk, asked_at__isnull=True)
    code = row.code or next_code()
    if not standing.update(asked_at=at, asked_address=way.address, code=code):
        return False
    _put_the_question(row, row.contact, way, code, at)
    return True


def _put_the_question(
    row: OrganisationCapability, contact: Person, way: Way, code: int, at: dt.datetime
) -> None:
    with override(language_of(contact)):
        offer = capability_words(row.kind, row.number, row.words)
        text = words.still_stands(row.organisation.name, offer, code, *_signature())
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=row.organisation.name if way.channel == Channel.EMAIL else "",
        body=text,
        key=f"stands:{row.pk}:{row.valid_until_on}",
        person=contact,
        about=subject_of(row),
        at=at,
        is_owed=True,
    )


def _assure(row: OrganisationCapability, channel: str, at: dt.datetime) -> None:
    today = clock.local_day(at)
    row.assured_on, row.valid_until_on, row.assured_channel = today, today + STANDS_FOR, channel
    row.asked_at, row.asked_address = None, ""


def _contact(organisation: Organisation, told: Told, by: Who, at: dt.datetime, channel: str) -> Person | None:
    """Whom to call, who speaks for it from now on. That she gave her number for this is her consent."""
    if not told.contact_name.strip():
        return None
    phones = [told.contact_phone] if told.contact_phone.strip() else []
    person = find_or_add_person(told.contact_name, phones, by=by, at=at, channel=channel)
    give_consent(person, source=channel, by=by, at=at)
    if not person.posts.filter(organisation=organisation, until_on__isnull=True).exists():
        give_post(organisation, person, "contact", by=by, at=at, channel=channel)
    return person


def _signature() -> tuple[str, str]:
    town = Municipality.objects.get(pk=entered_number())
    return town.name_nb, formatted(town.contact_phone) if town.contact_phone else ""
