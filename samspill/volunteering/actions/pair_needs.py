"""A recipient would like somebody for a long time: the need, and its one shift that carries the question."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.people.models import StaffMember
from samspill.volunteering.actions.requests import Asked, copy_need, register_request
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Need, Pairing, Recipient
from samspill.volunteering.rules.codes import PAIR_KINDS

#: So long the question stands open after the day from which somebody is wanted.
STANDS_OPEN = dt.timedelta(weeks=8)
#: At what hour of that day it begins; a pair has no hour of its own until the two have met.
BEGINS = dt.time(9)
#: Where nothing is said, somebody is wanted in two weeks: time to ask, and to be asked again.
WANTED_IN = dt.timedelta(days=14)


class NotHelpedAnyMore(RuntimeError):
    """The recipient gets no more help through this unit."""


class PairIsLive(RuntimeError):
    """The pair has not ended, so nobody new is wanted."""


class WantedInThePast(ValueError):
    """The day from which somebody is wanted is over."""


@dataclass(frozen=True)
class WantedPair:
    """What is asked for. Languages and the wish for a woman or a man are the recipient's own unless said otherwise."""

    kind: str
    from_on: dt.date
    title: str = ""
    public_text: str = ""
    demands: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    gender: str = ""
    min_age: int | None = None
    private_address: str = ""
    private_text: str = ""
    area: uuid.UUID | None = None
    form_key: str = ""


@transaction.atomic
def ask_for_pair(
    recipient: Recipient, wanted: WantedPair, *, by: StaffMember, at: dt.datetime, channel: str = "phone"
) -> Need:
    """Somebody is wanted for this recipient for a long time; nobody is asked yet.

    Raises `UnknownCode`, `NotHelpedAnyMore`, `WantedInThePast` and `HoldsNationalId`. The same `form_key` again is
    the same need.
    """
    if wanted.kind not in PAIR_KINDS:
        raise UnknownCode(wanted.kind)
    if recipient.ended_at:
        raise NotHelpedAnyMore(recipient.pk)
    if wanted.from_on < clock.local_day(at):
        raise WantedInThePast(wanted.from_on)
    need = register_request(_asked(recipient, wanted), unit=recipient.unit, by=by, at=at, channel=channel)
    if need.form != Need.Form.PAIR:
        need.form = Need.Form.PAIR
        need.save(update_fields=["form"])
    return need


@transaction.atomic
def reopen_for_new_match(pairing: Pairing, *, by: StaffMember, at: dt.datetime) -> Need:
    """The pair has ended and the recipient would like somebody new: the same need once more, in one step.

    Raises `PairIsLive` and `NotHelpedAnyMore`.
    """
    locked = (
        Pairing.objects.select_for_update(of=("self",)).select_related("recipient", "need").get(pk=pairing.pk)
    )
    if locked.ended_at is None:
        raise PairIsLive(pairing.pk)
    if locked.recipient.ended_at:
        raise NotHelpedAnyMore(locked.recipient_id)
    standing = Need.objects.filter(
        request__recipient=locked.recipient_id, form=Need.Form.PAIR, kind=locked.need.kind, cancelled_at__isnull=True,
        made_at__gte=locked.ended_at, shifts__ends_at__gt=at,
    )  # fmt: skip
    known = standing.exclude(pk=locked.need_id).order_by("made_at").first()
    if known is not None:
        return known  # A colleague was first, or the button was pressed twice.
    Pairing.objects.filter(pk=locked.pk, end_seen_at__isnull=True).update(end_seen_at=at)
    return copy_need(locked.need, starts_at=wanted_at(clock.local_day(at + WANTED_IN)), by=by, at=at)


def wanted_at(day: dt.date) -> dt.datetime:
    """The moment (UTC) from which somebody is wanted on this day."""
    return clock.at_local(day, BEGINS)


def _asked(recipient: Recipient, wanted: WantedPair) -> Asked:
    person, starts_at = recipient.person, wanted_at(wanted.from_on)
    said: dict[str, Any] = {
        "title": wanted.title,
        "public_text": wanted.public_text,
        "demands": wanted.demands,
        "min_age": wanted.min_age,
        "private_text": wanted.private_text,
        "form_key": wanted.form_key,
    }
    return Asked(
        caller_name=person.name,
        kind=wanted.kind,
        starts_at=starts_at,
        ends_at=starts_at + STANDS_OPEN,
        is_window=True,
        recipient=recipient.pk,
        languages=wanted.languages or person.languages,
        gender=wanted.gender or recipient.helper_gender,
        private_address=wanted.private_address or person.address,
        area=wanted.area or person.area_id,
        language=person.language,
        **said,
    )
