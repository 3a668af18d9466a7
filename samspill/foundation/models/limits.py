"""Token buckets in the database: how often somebody may do something."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class Allowance(Owned):
    """A bucket that drips full again; `key` names what is limited, for whom (hashed where it is an address)."""

    key = models.CharField(max_length=120)
    tokens = models.FloatField()
    filled_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "key", name="allowance_key_once")]
