"""A person without an account comes in by a sign-in she has elsewhere (ID-porten, Entra), once she has linked it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.sealing import seal, unseal
from samspill.people import openid
from samspill.people.models import Person, SignInProvider, StaffMember, WayIn
from samspill.people.openid import Answer, Begun
from samspill.people.queries.persons import standing_person

PURPOSE = "people.sign_in_provider"


class NobodyByThis(LookupError):
    """She signed in, and it leads to nobody here: she has not linked it, or is forgotten."""


class LinkedToAnother(ValueError):
    """This sign-in opens another person's page already."""


class NotAnIssuer(ValueError):
    """The address of a provider begins with https:// (or is on this very machine)."""


@transaction.atomic
def add_provider(
    name: str, issuer: str, client_id: str, secret: str, *, by: StaffMember | str, at: dt.datetime
) -> SignInProvider:
    """Let people come in by this provider; the same issuer again changes its name, id and secret.

    The secret is sealed. Raises `NotAnIssuer`.
    """
    if not openid.is_safe_address(issuer):
        raise NotAnIssuer(issuer)
    told = {"name": name, "client_id": client_id, "sealed_secret": seal(secret, PURPOSE), "closed_at": None}
    provider, is_new = SignInProvider.objects.update_or_create(
        issuer=issuer, defaults=told, create_defaults={**told, "added_at": at}
    )
    note("add_provider", provider, by=by, channel="system", at=at, is_new=is_new)
    return provider


@transaction.atomic
def close_provider(provider: SignInProvider, *, by: StaffMember | str, at: dt.datetime) -> None:
    """Nobody comes in by it any more; what was linked stays, and works again if it is added again."""
    provider.closed_at = at
    provider.save(update_fields=["closed_at"])
    note("close_provider", provider, by=by, channel="system", at=at)


def begin_sign_in(provider: SignInProvider, *, back_to: str, anew: bool = False) -> Begun:
    """Where she is sent, and what her session keeps; `anew`: she is to show there who she is. Raises `SignInFailed`."""
    return openid.begin(_client(provider), back_to=back_to, anew=anew)


def subject_shown(
    provider: SignInProvider, begun: Begun, answer: Answer, *, back_to: str, at: dt.datetime
) -> str:
    """Who she is at the provider, proven. Outside any transaction: it waits for others.

    Raises `Cancelled` and `SignInFailed`.
    """
    return openid.finish(_client(provider), begun, answer, back_to=back_to, at=at)


@transaction.atomic
def come_in(provider: SignInProvider, subject: str, *, at: dt.datetime) -> WayIn:
    """The way in this sign-in is; that it was used is written down. Raises `NobodyByThis`."""
    way = WayIn.objects.select_related("person").filter(provider=provider, subject=subject).first()
    if way is None or standing_person(way.person_id) is None:
        raise NobodyByThis
    way.last_used_at = at
    way.save(update_fields=["last_used_at"])
    note("come_in", way.person, by=way.person, channel="web", at=at, provider=provider.name)
    return way


@transaction.atomic
def link_way_in(person: Person, provider: SignInProvider, subject: str, *, at: dt.datetime) -> WayIn:
    """From now on this sign-in opens her page; the same again changes nothing. Raises `LinkedToAnother`."""
    way, is_new = WayIn.objects.get_or_create(
        provider=provider, subject=subject, defaults={"person": person, "linked_at": at}
    )
    if way.person_id != person.pk:
        raise LinkedToAnother
    if is_new:
        note("link_way_in", person, by=person, channel="web", at=at, provider=provider.name)
    return way


@transaction.atomic
def remove_way_in(way: WayIn, *, by: StaffMember | Person, at: dt.datetime) -> None:
    """This sign-in opens her page no more, and whoever is signed in by it is out at the next page."""
    way.delete()
    note("remove_way_in", way.person, by=by, channel="web", at=at, provider=way.provider.name)


def _client(provider: SignInProvider) -> openid.Client:
    secret = unseal(provider.sealed_secret, PURPOSE)
    return openid.Client(provider.issuer, provider.client_id, secret)
