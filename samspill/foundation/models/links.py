"""One-time links: what a person without an account holds instead of one."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class OneTimeLink(Owned):
    """A link sent to somebody. Only the token's hash is kept. A GET shows, a POST confirms (link scanners click)."""

    erasure = {"subject": "delete row"}

    token_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40, help_text="What it opens: 'volunteering.offer', 'people.me' …")
    subject = models.CharField(max_length=80, help_text="The row it opens, by id.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "token_hash", name="link_token_once")]
