"""An association gives a program a key; the program uses it; the association, or the municipality, takes it back."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from samspill.foundation import limits
from samspill.foundation.actions import note
from samspill.organisations.models import Organisation, ProgramKey
from samspill.organisations.queries.programs import hash_of, key_behind
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember

#: What a key begins with, so that those who look for keys left lying in public know one.
BEGINS = "samspill_"
#: A whole season at once; then one a second.
WRITES = limits.Limit(burst=300, refill=dt.timedelta(seconds=1))
#: More programs than this no association has.
MOST_KEYS = 10


class ProgramNameMissing(ValueError):
    """Nobody wrote which program the key is for."""


class ProgramNameTaken(ValueError):
    """Another key that still opens has this name."""


class TooManyKeys(ValueError):
    """The association has `MOST_KEYS` keys that open already."""


class KeyNotValid(LookupError):
    """The key is unknown or taken back, or its association is closed or became a part of another."""


def make_program_key(
    organisation: Organisation, name: str, *, by: Person, at: dt.datetime, channel: str = "web"
) -> tuple[ProgramKey, str]:
    """A new key, and what the program must know: it is told now and never again, for only its hash is kept.

    Raises `ProgramNameMissing`, `ProgramNameTaken`, `TooManyKeys` and `HoldsNationalId`.
    """
    name = " ".join(name.split())[:80]
    refuse_national_ids(name=name)
    if not name:
        raise ProgramNameMissing
    secret = BEGINS + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            if organisation.program_keys.filter(revoked_at__isnull=True).count() >= MOST_KEYS:
                raise TooManyKeys(MOST_KEYS)
            key = ProgramKey.objects.create(
                organisation=organisation, name=name, key_hash=hash_of(secret), made_at=at
            )
            note("make_program_key", key, by=by, channel=channel, at=at)
    except IntegrityError as error:
        raise ProgramNameTaken(name) from error
    return key, secret


@transaction.atomic
def revoke_program_key(
    key: ProgramKey, *, by: Person | StaffMember, at: dt.datetime, channel: str = "web"
) -> None:
    """It opens nothing from now on. What was written with it stays. Twice is as once."""
    if ProgramKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=at):
        note("revoke_program_key", key, by=by, channel=channel, at=at)


def use_program_key(secret: str, *, at: dt.datetime) -> ProgramKey:
    """The key behind what a program showed, with its association; that it was used is noted.

    Raises `KeyNotValid`, and `limits.TooOften` where it writes too fast.
    """
    key = key_behind(secret)
    if key is None:
        raise KeyNotValid
    limits.spend("program_key", str(key.pk), WRITES, at=at)
    ProgramKey.objects.filter(pk=key.pk).update(last_used_at=at)
    return key
