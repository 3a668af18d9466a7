"""Selections of people that were given a name, so that the same people can be found again as they are then."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember, Unit


class Selection(Owned):
    """Which volunteers, told as criteria and never as a list of names. Shared by all who work in the unit."""

    erasure = {"name": "keep: what staff call it"}

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="selections")
    name = models.CharField(max_length=80)
    criteria = models.JSONField(default=dict, help_text="rules.selections.Criteria, as codes.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "unit",
                "name",
                condition=Q(removed_at__isnull=True),
                name="selection_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
