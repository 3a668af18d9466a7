"""Links that workplaces hold: made, renewed, closed, and what comes by them."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.db.models import F

from samspill.foundation.actions import note
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions.interests import express_interest, receive_request
from samspill.volunteering.models import IntakeLink, Interest, Request
from samspill.volunteering.queries.links import digest_of


class LinkClosed(RuntimeError):
    """The link was closed or renewed meanwhile."""


@transaction.atomic
def make_intake_link(
    unit: Unit, label: str, kind: str, *, by: StaffMember, at: dt.datetime
) -> tuple[IntakeLink, str]:
    """A new link to `unit` for the workplace named by `label`, and its token, which is kept nowhere and shown once.

    `kind` is help or volunteers. Raises `NameMissing` and `HoldsNationalId`.
    """
    label = " ".join(label.split())[:120]
    if not label:
        raise NameMissing
    refuse_national_ids(label=label)
    token = secrets.token_urlsafe(16)
    link = IntakeLink.objects.create(
        unit=unit,
        label=label,
        kind=IntakeLink.Kind(kind),
        token_hash=digest_of(token),
        made_at=at,
        made_by=by,
    )
    note("make_intake_link", link, by=by, channel="web", at=at, kind=kind)
    return link, token


@transaction.atomic
def renew_intake_link(link: IntakeLink, *, by: StaffMember, at: dt.datetime) -> tuple[IntakeLink, str]:
    """Another address for the same workplace; the old one opens nothing any more. Raises `LinkClosed`."""
    close_intake_link(link, by=by, at=at)
    return make_intake_link(link.unit, link.label, link.kind, by=by, at=at)


@transaction.atomic
def close_intake_link(link: IntakeLink, *, by: StaffMember, at: dt.datetime) -> None:
    """It opens nothing any more. Raises `LinkClosed` where it was closed already."""
    if not IntakeLink.objects.filter(pk=link.pk, closed_at__isnull=True).update(closed_at=at, closed_by=by):
        raise LinkClosed(link.pk)
    note("close_intake_link", link, by=by, channel="web", at=at)


@transaction.atomic
def ask_by_link(
    link: IntakeLink, sender: str, phone: str, *, for_whom: str, words: str, at: dt.datetime, **facts: Any
) -> Request:
    """Somebody at the workplace asks for help on behalf of one of theirs; it waits at the link's unit.

    Raises `LinkClosed`, and what `receive_request` raises.
    """
    _count(link, at)
    return receive_request(
        sender,
        phone,
        words=words,
        at=at,
        unit=link.unit,
        on_behalf_of=link.label,
        for_whom=for_whom,
        link=link,
        **facts,
    )


@transaction.atomic
def sign_up_by_link(
    link: IntakeLink,
    name: str,
    phone: str = "",
    *,
    email: str = "",
    words: str = "",
    at: dt.datetime,
    **facts: Any,
) -> Interest:
    """Somebody at the workplace wants to help, alone or with a class or a group (`how_many`); the link's unit calls.

    Raises `LinkClosed`, and what `express_interest` raises.
    """
    _count(link, at)
    return express_interest(
        name, phone, email=email, words=words, at=at, unit=link.unit, link=link, **{"channel": "web", **facts}
    )


def _count(link: IntakeLink, at: dt.datetime) -> None:
    standing = IntakeLink.objects.filter(pk=link.pk, closed_at__isnull=True)
    if not standing.update(used=F("used") + 1, last_used_at=at):
        raise LinkClosed(link.pk)
