"""Somebody gets help through a unit: she is written down, her wishes change, somebody speaks for her, it ends."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.actions import change_person, find_or_add_person, refuse_national_ids
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions.needs import HasLivePair, cancel_need
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Need, Pairing, Recipient, RecipientContact
from samspill.volunteering.queries.sides import contact_of
from samspill.volunteering.rules.codes import INTERESTS, KINDS

#: What is known of a recipient beside who she is.
WISHES = frozenset(
    "note wishes wish_words interests interest_words helper_gender times rhythm_words asks".split()
)


class RecipientChangedMeanwhile(RuntimeError):
    """A colleague changed it after it was shown: `recipient` as it is now."""

    def __init__(self, recipient: Recipient) -> None:
        super().__init__(str(recipient.pk))
        self.recipient = recipient


class NobodySpeaksForHer(ValueError):
    """The one who speaks for her is to be asked, and there is nobody."""


class SpeaksForHerself(ValueError):
    """The contact person is the recipient."""


@transaction.atomic
def write_down_recipient(
    name: str,
    phones: list[str],
    *,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "phone",
    person: dict[str, Any] | None = None,
    **wishes: Any,
) -> Recipient:
    """Somebody gets help through this unit from now on, or again; `person` is what `people` keeps of her.

    Raises `NameMissing`, `phones.NotAPhone`, `UnknownCode`, `HoldsNationalId` and `NobodySpeaksForHer`.
    """
    check(wishes)
    found = find_or_add_person(name, phones, by=by, at=at, channel=channel, **(person or {}))
    recipient, is_new = Recipient.objects.get_or_create(
        person=found, unit=unit, defaults={"since_at": at, **wishes}
    )
    if not is_new:
        _set(recipient, {**{name: value for name, value in wishes.items() if value}, "ended_at": None})
    _check_who_is_asked(recipient)
    note("write_down_recipient", recipient, by=by, channel=channel, at=at)
    return recipient


@transaction.atomic
def change_recipient(
    recipient_id: uuid.UUID,
    *,
    seen_version: int,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
    person: dict[str, Any] | None = None,
    **wishes: Any,
) -> Recipient:
    """Change some of `WISHES`, and of what `people` keeps of her; what is not given stays.

    Raises `RecipientChangedMeanwhile`, `UnknownCode`, `HoldsNationalId` and `NobodySpeaksForHer`.
    """
    check(wishes)
    recipient = (
        Recipient.objects.select_for_update(of=("self",)).select_related("person").get(pk=recipient_id)
    )
    if recipient.version != seen_version:
        raise RecipientChangedMeanwhile(recipient)
    change_person(recipient.person, by=by, at=at, channel=channel, **(person or {}))
    changed = _set(recipient, wishes)
    if changed:
        _check_who_is_asked(recipient)
        _set(recipient, {"version": recipient.version + 1, "changed_by": by, "changed_at": at})
        note("change_recipient", recipient, by=by, channel=channel, at=at, changed=changed)
    return recipient


@transaction.atomic
def end_recipient(recipient: Recipient, *, by: StaffMember, at: dt.datetime, channel: str = "web") -> None:
    """She gets no more help through this unit; those asked to be a pair with her are told. Raises `HasLivePair`."""
    if Pairing.objects.filter(recipient=recipient, ended_at__isnull=True).exists():
        raise HasLivePair(recipient.pk)
    for need in _open_pair_needs(recipient, at):
        cancel_need(need.pk, reason="", by=by, at=at, channel=channel)
    if Recipient.objects.filter(pk=recipient.pk, ended_at__isnull=True).update(ended_at=at):
        note("end_recipient", recipient, by=by, channel=channel, at=at)


@transaction.atomic
def take_recipient_back(
    recipient: Recipient, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> None:
    """She gets help again."""
    if Recipient.objects.filter(pk=recipient.pk, ended_at__isnull=False).update(ended_at=None):
        note("take_recipient_back", recipient, by=by, channel=channel, at=at)


@transaction.atomic
def name_contact(
    recipient: Recipient,
    name: str,
    phones: list[str],
    emails: list[str],
    *,
    relation: str = "",
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
    **person: Any,
) -> RecipientContact:
    """This is the one who may be asked on her behalf; whoever was that before is so no longer.

    Raises `SpeaksForHerself`, and what adding a person raises.
    """
    refuse_national_ids(relation=relation)
    contact = find_or_add_person(name, phones, emails, by=by, at=at, channel=channel, **person)
    if contact.pk == recipient.person_id:
        raise SpeaksForHerself
    standing = RecipientContact.objects.filter(recipient=recipient, ended_at__isnull=True)
    known = standing.filter(person=contact).first()
    if known is not None:
        RecipientContact.objects.filter(pk=known.pk).update(relation=relation)
        return known
    standing.update(ended_at=at)
    named = RecipientContact.objects.create(
        recipient=recipient, person=contact, relation=relation, since_at=at
    )
    note("name_contact", recipient, by=by, channel=channel, at=at)
    return named


@transaction.atomic
def drop_contact(recipient: Recipient, *, by: StaffMember, at: dt.datetime, channel: str = "web") -> None:
    """Nobody speaks for her any more; from now on she is asked herself."""
    standing = RecipientContact.objects.filter(recipient=recipient, ended_at__isnull=True)
    if standing.update(ended_at=at):
        Recipient.objects.filter(pk=recipient.pk).update(asks=Recipient.Asks.SELF)
        note("drop_contact", recipient, by=by, channel=channel, at=at)


def check(wishes: dict[str, Any]) -> None:
    """Raises `TypeError`, `UnknownCode` and `HoldsNationalId`."""
    unknown = set(wishes) - WISHES
    if unknown:
        raise TypeError(f"a recipient has no {sorted(unknown)}")
    unheard_of = (set(wishes.get("wishes", ())) - set(KINDS)) | (
        set(wishes.get("interests", ())) - set(INTERESTS)
    )
    if unheard_of:
        raise UnknownCode(", ".join(sorted(unheard_of)))
    refuse_national_ids(**{name: text for name, text in wishes.items() if isinstance(text, str)})


def _open_pair_needs(recipient: Recipient, at: dt.datetime) -> list[Need]:
    rows = Need.objects.filter(
        request__recipient=recipient, form=Need.Form.PAIR, cancelled_at__isnull=True, pairings__isnull=True
    )
    return list(rows.filter(shifts__ends_at__gt=at).order_by("pk"))


def _check_who_is_asked(recipient: Recipient) -> None:
    if recipient.asks == Recipient.Asks.CONTACT and contact_of(recipient) is None:
        raise NobodySpeaksForHer(recipient.pk)


def _set(recipient: Recipient, facts: dict[str, Any]) -> list[str]:
    """Write down what differs; the names of it."""
    changed = sorted(name for name, value in facts.items() if getattr(recipient, name) != value)
    for name in changed:
        setattr(recipient, name, facts[name])
    if changed:
        recipient.save(update_fields=changed)
    return changed
