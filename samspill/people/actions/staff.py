"""Members of staff: invited, given a role, gone."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import look_at_link, make_link, note, use_link
from samspill.people.actions.persons import NameMissing, read_email
from samspill.people.models import Presence, Role, StaffMember, Unit, UnitRole
from samspill.people.rules.names import tidy_name

INVITATION = "people.invitation"
NEW_PASSWORD = "people.password"  # the purpose of a link, not a password
INVITATION_LASTS = dt.timedelta(days=7)
#: One who left is reached for so long, should she come back; her name is kept as long as somebody may ask who looked.
REACHED_FOR = dt.timedelta(days=90)
NAME_KEPT = dt.timedelta(days=5 * 365)
NEW_PASSWORD_LASTS = dt.timedelta(hours=1)


class HasLeft(ValueError):
    """The member of staff has left."""


class StillWorksHere(ValueError):
    """Only one who has left can be erased."""


class LastLeader(ValueError):
    """The unit would be left without a leader."""


class RoleHeld(ValueError):
    """She has this role in this unit already."""


@transaction.atomic
def invite_staff(
    email: str, *, name: str, unit: Unit, role: str, by: StaffMember | str, at: dt.datetime, phone: str = ""
) -> tuple[StaffMember, str]:
    """Invite somebody to the desk of this unit; gives back her and the token of a one-time link (seven days).

    Somebody invited before gets a new link and the role as well. Raises `NotAnEmail` and `NameMissing`.
    """
    name, address = tidy_name(name), read_email(email)
    if not name:
        raise NameMissing
    staff, is_new = StaffMember.objects.get_or_create(
        email=address, defaults={"name": name, "phone": phone, "invited_at": at}
    )
    if is_new:
        staff.set_unusable_password()
        staff.save(update_fields=["password"])
    if staff.left_at is not None:
        staff.left_at, staff.invited_at = None, at
        staff.save(update_fields=["left_at", "invited_at"])
    _give(staff, unit, role, from_on=clock.local_day(at))
    note("invite_staff", staff, by=by, channel="web", at=at, unit=str(unit.pk), role=role)
    return staff, make_link(INVITATION, str(staff.pk), at=at, valid_for=INVITATION_LASTS)


def invited_by(token: str, *, at: dt.datetime) -> StaffMember:
    """Whom an invitation is for, without using it. Raises `LinkNotValid` and `HasLeft`."""
    return _present(look_at_link(INVITATION, token, at=at).subject)


def accept_invitation(token: str, password: str, *, at: dt.datetime) -> StaffMember:
    """Set the first password; the link is used up. Raises `LinkNotValid`, `HasLeft`, and `ValidationError` for a weak
    password, which uses up nothing.
    """
    return _set_password_by_link(INVITATION, token, password, at=at, verb="accept_invitation")


@transaction.atomic
def ask_for_new_password(email: str, *, at: dt.datetime) -> tuple[StaffMember, str] | None:
    """The member of staff with this address and a token for choosing a new password (one hour); None if unknown."""
    staff = StaffMember.objects.filter(email=email.strip().lower(), left_at__isnull=True).first()
    if staff is None:
        return None
    note("ask_for_new_password", staff, by="public", channel="web", at=at)
    return staff, make_link(NEW_PASSWORD, str(staff.pk), at=at, valid_for=NEW_PASSWORD_LASTS)


def asked_for_new_password(token: str, *, at: dt.datetime) -> StaffMember:
    """Whom the link is for, without using it. Raises `LinkNotValid` and `HasLeft`."""
    return _present(look_at_link(NEW_PASSWORD, token, at=at).subject)


def choose_new_password(token: str, password: str, *, at: dt.datetime) -> StaffMember:
    """Set a new password; the link is used up. Raises as `accept_invitation`. The second step stays as it was."""
    return _set_password_by_link(NEW_PASSWORD, token, password, at=at, verb="choose_new_password")


@transaction.atomic
def give_role(
    staff: StaffMember,
    unit: Unit,
    role: str,
    *,
    by: StaffMember | str,
    at: dt.datetime,
    until_on: dt.date | None = None,
) -> UnitRole:
    """A role in a unit from today, perhaps until a day (a substitute). Raises `HasLeft` and `RoleHeld`."""
    if staff.left_at is not None:
        raise HasLeft(staff)
    if UnitRole.objects.filter(staff=staff, unit=unit, role=role, until_on__isnull=True).exists():
        raise RoleHeld(role)
    row = _give(staff, unit, role, from_on=clock.local_day(at), until_on=until_on)
    note("give_role", staff, by=by, channel="web", at=at, unit=str(unit.pk), role=role)
    return row


@transaction.atomic
def end_role(row: UnitRole, *, by: StaffMember | str, at: dt.datetime) -> UnitRole:
    """The role ends: yesterday was its last day. Raises `LastLeader`."""
    Unit.objects.select_for_update().get(pk=row.unit_id)
    if row.role == Role.LEADER and not _other_leaders(row):
        raise LastLeader(row.unit)
    row.until_on = clock.local_day(at) - dt.timedelta(days=1)
    row.save(update_fields=["until_on"])
    note("end_role", row.staff, by=by, channel="web", at=at, unit=str(row.unit_id), role=row.role)
    return row


@transaction.atomic
def let_staff_leave(staff: StaffMember, *, by: StaffMember | str, at: dt.datetime) -> StaffMember:
    """She leaves: roles end, password and second step go, open sessions know her no more. What she did stays."""
    yesterday = clock.local_day(at) - dt.timedelta(days=1)
    UnitRole.objects.filter(staff=staff, until_on__isnull=True).update(until_on=yesterday)
    UnitRole.objects.filter(staff=staff, until_on__gt=yesterday).update(until_on=yesterday)
    Authenticator.objects.filter(user=staff).delete()
    staff.left_at = at
    staff.set_unusable_password()
    staff.save(update_fields=["left_at", "password"])
    note("let_staff_leave", staff, by=by, channel="web", at=at)
    return staff


@transaction.atomic
def forget_staff(staff: StaffMember, *, by: StaffMember | str, at: dt.datetime) -> None:
    """How to reach one who left is erased. Her name stays for `NAME_KEPT`, so that people can be told who looked.

    Doing it again changes nothing. Raises `StillWorksHere`.
    """
    if staff.left_at is None:
        raise StillWorksHere(staff)
    if staff.erased_at is None:
        staff.email, staff.phone, staff.erased_at = "", "", at
        staff.save(update_fields=["email", "phone", "erased_at"])
        Presence.objects.filter(staff=staff).delete()
        note("forget_staff", staff, by=by, channel="web", at=at)


def forget_staff_who_left(at: dt.datetime) -> int:
    """Erase what time has come for: how to reach those who left, and after some years their names; how many."""
    left = StaffMember.objects.filter(left_at__lt=at - REACHED_FOR, erased_at__isnull=True)
    forgotten = list(left[:200])
    for staff in forgotten:
        forget_staff(staff, by="system", at=at)
    return len(forgotten) + sum(_forget_name(staff, at) for staff in _long_gone(at))


def _long_gone(at: dt.datetime) -> list[StaffMember]:
    return list(StaffMember.objects.filter(left_at__lt=at - NAME_KEPT).exclude(name="")[:200])


@transaction.atomic
def _forget_name(staff: StaffMember, at: dt.datetime) -> bool:
    staff.name = ""
    staff.save(update_fields=["name"])
    note("forget_staff_name", staff, by="system", channel="system", at=at)
    return True


@transaction.atomic
def reset_second_step(staff: StaffMember, *, by: StaffMember | str, at: dt.datetime) -> None:
    """Her phone is lost: the second step goes, and she must set up a new one before the desk opens again."""
    Authenticator.objects.filter(user=staff).delete()
    note("reset_second_step", staff, by=by, channel="web", at=at)


def _give(
    staff: StaffMember, unit: Unit, role: str, *, from_on: dt.date, until_on: dt.date | None = None
) -> UnitRole:
    row, _ = UnitRole.objects.get_or_create(
        staff=staff, unit=unit, role=Role(role), until_on=until_on, defaults={"from_on": from_on}
    )
    return row


def _other_leaders(row: UnitRole) -> bool:
    return (
        UnitRole.objects.filter(unit=row.unit_id, role=Role.LEADER, until_on__isnull=True)
        .exclude(pk=row.pk)
        .filter(staff__left_at__isnull=True)
        .exists()
    )


def _present(staff_id: str) -> StaffMember:
    staff = StaffMember.objects.get(pk=staff_id)
    if staff.left_at is not None:
        raise HasLeft(staff)
    return staff


@transaction.atomic
def _set_password_by_link(
    purpose: str, token: str, password: str, *, at: dt.datetime, verb: str
) -> StaffMember:
    staff = _present(look_at_link(purpose, token, at=at).subject)
    validate_password(password, staff)
    use_link(purpose, token, at=at)
    staff.set_password(password)
    staff.save(update_fields=["password"])
    note(verb, staff, by=staff, channel="web", at=at)
    return staff
