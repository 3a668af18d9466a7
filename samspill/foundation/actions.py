"""What happens on the ground: a municipality opens, a trace is written, a link is made and used."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from samspill.foundation import queries
from samspill.foundation.models import AuditEntry, Host, Municipality, OneTimeLink
from samspill.foundation.places import municipalities
from samspill.foundation.tenancy import Owned


class HostTaken(ValueError):
    """The host name already leads to another municipality."""


class UnknownMunicipality(ValueError):
    """No municipality has this number."""


class LinkNotValid(ValueError):
    """The link is unknown, used, revoked or too old."""


@transaction.atomic
def open_municipality(number: str, *, hosts: list[str], at: dt.datetime, **facts: Any) -> Municipality:
    """Serve a municipality of the national list under these host names. Repeating it adds hosts and changes `facts`.

    Raises `UnknownMunicipality` for a number not on the list (unless `facts` name it: a demo town), and `HostTaken`.
    """
    known = _national_facts(number) | facts
    if "name" not in known:
        raise UnknownMunicipality(number)
    municipality, _ = Municipality.objects.update_or_create(pk=number, defaults=known)
    if municipality.opened_at is None:
        municipality.opened_at = at
        municipality.save(update_fields=["opened_at"])
    for name in hosts:
        host, _ = Host.objects.get_or_create(name=name.lower(), defaults={"municipality": municipality})
        if host.municipality_id != number:
            raise HostTaken(name)
    queries.forget_hosts()
    return municipality


def _national_facts(number: str) -> dict[str, Any]:
    facts = municipalities().get(number)
    if facts is None:
        return {}
    return {
        "name": facts.official_name,
        "name_nb": facts.norwegian_name,
        "name_se": facts.sami_name,
        "sami_language": facts.sami_language,
        "name_fkv": facts.kven_name,
        "county_number": facts.county_number,
        "county": facts.county_name,
    }


def subject_of(row: Owned) -> str:
    """How a row is named in the trail and in `about`: 'volunteering.need:<id>'."""
    return f"{row._meta.label_lower}:{row.pk}"


def note(
    verb: str, row: Owned, *, by: Owned | str, channel: str, at: dt.datetime, **facts: Any
) -> AuditEntry:
    """Write one line in the trail, in the caller's transaction. `by` is a row or 'system' / 'public'."""
    actor = by if isinstance(by, str) else subject_of(by)
    return AuditEntry.objects.create(
        at=at, verb=verb, subject=subject_of(row), actor=actor, channel=channel, facts=facts
    )


def note_each(
    verb: str,
    rows: Iterable[tuple[Owned, Owned | str, dict[str, Any]]],
    *,
    channel: str,
    at: dt.datetime,
) -> None:
    """Write the same line about many rows, each (row, by, facts), as `note` would. One statement."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=at,
                verb=verb,
                subject=subject_of(row),
                actor=by if isinstance(by, str) else subject_of(by),
                channel=channel,
                facts=facts,
            )
            for row, by, facts in rows
        ]
    )


def make_link(purpose: str, subject: str, *, at: dt.datetime, valid_for: dt.timedelta) -> str:
    """A new token of 128 bits for a one-time link; only its hash is kept. The caller puts it in an address."""
    token = secrets.token_urlsafe(16)
    OneTimeLink.objects.create(
        token_hash=_hash(token), purpose=purpose, subject=subject, made_at=at, expires_at=at + valid_for
    )
    return token


def look_at_link(purpose: str, token: str, *, at: dt.datetime) -> OneTimeLink:
    """The link behind a token, without using it up. Raises `LinkNotValid`."""
    link = OneTimeLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None or link.used_at or link.revoked_at or link.expires_at <= at:
        raise LinkNotValid(purpose)
    return link


def find_link(purpose: str, token: str) -> OneTimeLink | None:
    """The link behind a token whatever has become of it, so that a new one can be sent to where it led; or None."""
    return OneTimeLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()


def use_link(purpose: str, token: str, *, at: dt.datetime) -> OneTimeLink:
    """Use a link up, exactly once also under simultaneous use. Raises `LinkNotValid`."""
    link = look_at_link(purpose, token, at=at)
    if not OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        raise LinkNotValid(purpose)
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
