"""Somebody wants to help, or needs help, and left a name and a phone: a person calls."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import override

from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted, read_phone
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.volunteering.models import Interest, Need, Request
from samspill.volunteering.queries.tasks import WRITTEN_IN
from samspill.volunteering.wording import messages

SAME_DAY = dt.timedelta(days=1)
#: Whoever has not been called within this is told that she is not forgotten.
LONGEST_SILENCE = dt.timedelta(days=14)
OUTCOMES = ("welcomed", "declined", "not_reached", "duplicate")


class InterestSettled(RuntimeError):
    """A colleague has dealt with this one."""


class NobodyReceivesThePublic(RuntimeError):
    """No unit is set to receive those who ask from the square."""


@transaction.atomic
def express_interest(
    name: str,
    phone: str,
    *,
    words: str = "",
    language: str = "nb",
    need: Need | uuid.UUID | None = None,
    channel: str = "web",
    at: dt.datetime,
) -> Interest:
    """Somebody wants to help, perhaps with one need; a person will call. The same again within a day is the same row.

    `phone` as it was written. Raises `NameMissing`, `phones.NotAPhone` and `HoldsNationalId`.
    """
    name, number = _who(name, phone, words)
    need_id = need.pk if isinstance(need, Need) else need
    facts = {"name": name, "phone": number, "words": words.strip()}
    known = Interest.objects.filter(**facts, need=need_id, received_at__gt=at - SAME_DAY).first()
    if known:
        return known
    unit_id = Need.objects.values_list("unit_id", flat=True).get(pk=need_id) if need_id else None
    interest = Interest.objects.create(
        **facts, language=language, channel=channel, need_id=need_id, unit_id=unit_id, received_at=at
    )
    note("express_interest", interest, by="public", channel=channel, at=at)
    return interest


@transaction.atomic
def receive_request(
    caller_name: str,
    caller_phone: str,
    *,
    words: str = "",
    language: str = "nb",
    channel: str = "web",
    at: dt.datetime,
    on_behalf_of: str = "",
) -> Request:
    """Somebody needs help: it waits at the unit that receives the public. The same again within a day is the same row.

    Raises `NameMissing`, `phones.NotAPhone`, `HoldsNationalId` and `NobodyReceivesThePublic`.
    """
    name, number = _who(caller_name, caller_phone, words)
    facts = {"caller_name": name, "caller_phone": number, "words": words.strip()}
    known = Request.objects.filter(**facts, received_at__gt=at - SAME_DAY).first()
    if known:
        return known
    request = Request.objects.create(
        **facts,
        unit=_who_receives_the_public(),
        on_behalf_of=on_behalf_of,
        language=language,
        channel=channel,
        received_at=at,
    )
    note("receive_request", request, by="public", channel=channel, at=at)
    return request


@transaction.atomic
def settle_interest(
    interest: Interest, *, outcome: str, by: StaffMember, at: dt.datetime, person: Person | None = None
) -> None:
    """A person has dealt with it: `outcome` is one of `OUTCOMES`. Raises `InterestSettled`."""
    facts = {"settled_at": at, "settled_by": by, "outcome": outcome}
    if person is not None:
        facts["person"] = person
    if not Interest.objects.filter(pk=interest.pk, settled_at__isnull=True).update(**facts):
        raise InterestSettled(interest.pk)
    note("settle_interest", interest, by=by, channel="web", at=at, outcome=outcome)


@transaction.atomic
def unsettle_interest(interest: Interest, *, by: StaffMember, at: dt.datetime) -> None:
    """Put it back among those that wait."""
    Interest.objects.filter(pk=interest.pk).update(settled_at=None, settled_by=None, outcome="")
    note("unsettle_interest", interest, by=by, channel="web", at=at)


def tell_those_who_wait(at: dt.datetime) -> int:
    """Nobody has called in two weeks: say that she is not forgotten, once; how many were told."""
    silent = Interest.objects.filter(
        settled_at__isnull=True, told_to_wait_at__isnull=True, received_at__lt=at - LONGEST_SILENCE
    )
    return sum(
        _tell_to_wait(interest, at) for interest in silent.exclude(phone="").select_related("unit")[:100]
    )


@transaction.atomic
def _tell_to_wait(interest: Interest, at: dt.datetime) -> bool:
    waiting = Interest.objects.filter(pk=interest.pk, told_to_wait_at__isnull=True, settled_at__isnull=True)
    if not waiting.update(told_to_wait_at=at):
        return False
    unit = interest.unit or Unit.objects.filter(receives_the_public=True, closed_at__isnull=True).first()
    town = Municipality.objects.get(pk=entered_number())
    phone = (unit.phone if unit else "") or town.contact_phone
    with override(interest.language if interest.language in WRITTEN_IN else "nb"):
        text = messages.still_waiting(
            interest.name, unit.name if unit else town.name_nb, formatted(phone) if phone else ""
        )
    queue_message(
        channel=Channel.SMS,
        address=interest.phone,
        body=text,
        key=f"waiting:{interest.pk}",
        person=interest.person,
        about=subject_of(interest),
        at=at,
        is_owed=True,
    )
    return True


def _who(name: str, phone: str, words: str) -> tuple[str, str]:
    name = " ".join(name.split())
    if not name:
        raise NameMissing
    refuse_national_ids(name=name, words=words)
    return name, read_phone(phone).e164


def _who_receives_the_public() -> Unit:
    units = Unit.objects.filter(closed_at__isnull=True)
    unit = units.filter(receives_the_public=True).order_by("name").first() or units.order_by("name").first()
    if unit is None:
        raise NobodyReceivesThePublic
    return unit
