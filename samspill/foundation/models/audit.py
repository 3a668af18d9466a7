"""The trail of what happened: append-only, also for looks at sensitive rows and for people without accounts."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class AuditEntry(Owned):
    """One thing that happened, or one sensitive look. Written by actions and never changed: a trigger holds it."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60, help_text="What happened: the action's name, or 'looked'.")
    subject = models.CharField(max_length=80, help_text="What it happened to: 'volunteering.need:<id>'.")
    actor = models.CharField(
        max_length=80, help_text="Who: 'staff:<id>', 'person:<id>', 'system' or 'public'."
    )
    channel = models.CharField(max_length=12, help_text="web, sms, phone, email, letter, paper, system")
    facts = models.JSONField(default=dict, help_text="What changed, without free text or contact details.")

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["municipality", "subject", "at"], name="audit_by_subject"),
            models.Index(fields=["municipality", "actor", "at"], name="audit_by_actor"),
        ]
