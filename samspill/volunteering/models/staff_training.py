"""How many of the municipality's own have learned about voluntary work, by where they work. Of no person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned


class TrainedAtService(Owned):
    """So many of one service came to one date of the course for staff.

    Who they were goes with their sign-ups, and where they work with their answers, a month after; the number stays.
    """

    occurrence_key = models.UUIDField(help_text="The id of the date; it stays when the date is deleted.")
    held_on = models.DateField()
    service = models.CharField(max_length=80, blank=True, help_text="As they answered; empty: not told.")
    came = models.PositiveIntegerField(default=0)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "occurrence_key", "service", name="trained_at_service_once"
            ),
            models.CheckConstraint(condition=Q(came__gte=0), name="trained_at_service_is_a_number"),
        ]
