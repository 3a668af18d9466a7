"""Who gets help: known to one unit alone."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, Unit


class Recipient(Owned):
    """A person who gets help through a unit. Other units cannot find it; each look is logged."""

    erasure = {"note": "blank"}
    #: Nobody says when help ends: requests keep her, and when there are no more she is known no longer
    #: (`people.queries.keeping`).
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="received_through")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="recipients")
    note = models.TextField(blank=True, help_text="What a helper must know. Not health details.")
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "person", "unit", name="recipient_once_per_unit")
        ]
