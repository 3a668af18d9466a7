"""The flexible pool: made, joined, left, closed."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Pool, PoolMember
from samspill.volunteering.rules.codes import KINDS

Who = StaffMember | Person | str


class PoolNameTaken(ValueError):
    """Another pool is called the same."""


@transaction.atomic
def make_pool(
    name: str,
    *,
    by: StaffMember,
    at: dt.datetime,
    unit: Unit | None = None,
    kinds: tuple[str, ...] = (),
    words: str = "",
) -> Pool:
    """A pool for some kinds of help, or any; of one unit, or shared by all.

    Raises `NameMissing`, `PoolNameTaken`, `UnknownCode` and `people.actions.HoldsNationalId`.
    """
    _check(name, kinds, words)
    try:
        with transaction.atomic():
            pool = Pool.objects.create(
                unit=unit, name=name.strip(), kinds=kinds, words=words.strip(), made_at=at, made_by=by
            )
    except IntegrityError as error:
        raise PoolNameTaken(name) from error
    note("make_pool", pool, by=by, channel="web", at=at)
    return pool


@transaction.atomic
def change_pool(
    pool: Pool, *, name: str, kinds: tuple[str, ...], words: str, by: StaffMember, at: dt.datetime
) -> Pool:
    """Call it something else, or let it be for something else. Raises as `make_pool`."""
    _check(name, kinds, words)
    pool.name, pool.kinds, pool.words = name.strip(), kinds, words.strip()
    try:
        with transaction.atomic():
            pool.save(update_fields=["name", "kinds", "words"])
    except IntegrityError as error:
        raise PoolNameTaken(name) from error
    note("change_pool", pool, by=by, channel="web", at=at)
    return pool


@transaction.atomic
def join_pool(pool: Pool, person: Person, *, channel: str, by: Who, at: dt.datetime) -> PoolMember:
    """She may be called when somebody is needed; in it already, she stays."""
    member, is_new = PoolMember.objects.get_or_create(
        pool=pool,
        person=person,
        left_at=None,
        defaults={
            "joined_at": at,
            "channel": channel,
            "entered_by": by if isinstance(by, StaffMember) else None,
        },
    )
    if is_new:
        note("join_pool", pool, by=by, channel=channel, at=at, person=str(person.pk))
    return member


@transaction.atomic
def leave_pool(member: PoolMember, *, channel: str, by: Who, at: dt.datetime) -> None:
    """She is to be called no more; what she has taken on stays hers."""
    if PoolMember.objects.filter(pk=member.pk, left_at__isnull=True).update(left_at=at):
        note("leave_pool", member.pool, by=by, channel=channel, at=at, person=str(member.person_id))


@transaction.atomic
def close_pool(pool: Pool, *, by: StaffMember, at: dt.datetime) -> None:
    """There is no such pool any more; its members are no longer in it."""
    if Pool.objects.filter(pk=pool.pk, closed_at__isnull=True).update(closed_at=at):
        PoolMember.objects.filter(pool=pool, left_at__isnull=True).update(left_at=at)
        note("close_pool", pool, by=by, channel="web", at=at)


def _check(name: str, kinds: tuple[str, ...], words: str) -> None:
    if not name.strip():
        raise NameMissing
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise UnknownCode(", ".join(sorted(unknown)))
    refuse_national_ids(name=name, words=words)
