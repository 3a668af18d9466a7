"""What a demo shows and a real installation never does: everybody's phone, and the staff's sign-in codes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from samspill.people.models import ContactPoint, StaffMember

PERIOD_SECONDS = 30


class NotADemo(RuntimeError):
    """This is asked for where real people are."""


@dataclass(frozen=True, slots=True)
class SignInCode:
    """The code a member of staff signs in with just now."""

    name: str
    email: str
    code: str
    seconds_left: int


def people_with_phones() -> dict[str, str]:
    """Phone number (E.164) or e-mail address → the names of those who share it, by name. Raises `NotADemo`."""
    _must_be_a_demo()
    rows = ContactPoint.objects.filter(
        kind__in=(ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL),
        person__erased_at__isnull=True,
        person__merged_into__isnull=True,
    )
    owners: dict[str, str] = {}
    for address, name in rows.order_by("person__name", "id").values_list("value", "person__name"):
        owners[address] = f"{owners[address]}, {name}" if address in owners else name
    return owners


def sign_in_codes(*, at: dt.datetime) -> list[SignInCode]:
    """The codes of all staff who sign in with an app, by name (RFC 6238). Raises `NotADemo`."""
    _must_be_a_demo()
    staff = {member.pk: member for member in StaffMember.objects.filter(left_at__isnull=True)}
    seals = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user_id__in=staff)
    codes = [_code(staff[seal.user_id], seal.data["secret"], at) for seal in seals]
    return sorted(codes, key=lambda code: code.name)


def _code(member: StaffMember, sealed: str, at: dt.datetime) -> SignInCode:
    counter, passed = divmod(int(at.timestamp()), PERIOD_SECONDS)
    code = format_hotp_value(hotp_value(get_adapter().decrypt(sealed), counter))
    return SignInCode(member.name, member.email, code, PERIOD_SECONDS - passed)


def _must_be_a_demo() -> None:
    if not settings.DEMO:
        raise NotADemo
