"""Parts of town that are no more, and which took over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember


class AreaRemoval(Owned):
    """A part of town was removed. What belonged to it went to `heir`, which its old addresses lead to.

    All that was moved is told, so that it can be undone exactly; once that is forgotten, it cannot.
    """

    erasure = {
        "name": "keep: what a part of town was called",
        "reason": "keep: why a part of town was removed, written by staff",
        "moved": "null",
    }

    area_id = models.UUIDField(help_text="The id it had.")
    name = models.CharField(max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    heir = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Empty: nothing belonged to it.",
    )  # fmt: skip
    reason = models.CharField(max_length=300)
    removed_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moved = models.JSONField(
        null=True,
        default=list,
        help_text='[{"table", "column", "rows"}], or of text {"table", "column", "row", "before", "after"}.',
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="area_removal_has_reason"),
            models.UniqueConstraint(
                "municipality",
                "area_id",
                condition=Q(undone_at__isnull=True),
                name="area_removed_once",
            ),
        ]
