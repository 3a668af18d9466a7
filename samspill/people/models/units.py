"""Units: the municipal services staff and recipients belong to."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class Unit(Owned):
    """A municipal service with its own staff and recipients: the volunteer centre, home care, refugee services."""

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    receives_the_public = models.BooleanField(
        default=False, help_text="Requests and interest from the square land here when no unit is named."
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", name="unit_name_once")]

    def __str__(self) -> str:
        return self.name
