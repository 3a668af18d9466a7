"""Keys of programs that write for an association."""

from __future__ import annotations

import hashlib
import uuid

from samspill.organisations.models import Organisation, ProgramKey


def keys_of(organisation: Organisation) -> list[ProgramKey]:
    """Its keys that open, the newest first. One query."""
    return list(organisation.program_keys.filter(revoked_at__isnull=True).order_by("-made_at", "pk"))


def key_of(organisation: Organisation, key_id: uuid.UUID) -> ProgramKey:
    """The gate: a key of the association, taken back or not. Raises `ProgramKey.DoesNotExist`."""
    return organisation.program_keys.get(pk=key_id)


def key_behind(secret: str) -> ProgramKey | None:
    """The key that a program shows, with its association; None where it opens nothing here."""
    rows = ProgramKey.objects.filter(
        key_hash=hash_of(secret),
        revoked_at__isnull=True,
        organisation__closed_on__isnull=True,
        organisation__merged_into__isnull=True,
    )
    return rows.select_related("organisation").first()


def hash_of(secret: str) -> str:
    """What is kept of a key. It has 256 bits of chance, so that a plain hash gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()
