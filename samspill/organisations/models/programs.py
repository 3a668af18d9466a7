"""Programs of associations that write what these arrange."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation


class ProgramKey(Owned):
    """A key with which a program writes for an association. It belongs to the association, not to who made it."""

    erasure = {"name": "blank"}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="program_keys")
    name = models.CharField(max_length=80, help_text="Which program it is, in the association's words.")
    key_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256; the key itself is not kept.")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "organisation",
                "name",
                condition=Q(revoked_at__isnull=True),
                name="program_key_named_once",
            )
        ]
