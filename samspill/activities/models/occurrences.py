"""Each time an activity takes place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.activities.models.activities import Activity, Schedule
from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember


class Occurrence(Owned):
    """One time an activity takes place. `slot` is the moment the rule gave and never changes; the rest may move."""

    erasure = {"title": "keep: public text", "place_text": "keep: public text"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    schedule = models.ForeignKey(Schedule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    slot = models.DateTimeField(help_text="The original start: what identifies the occurrence.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    is_all_day = models.BooleanField(default=False)
    title = models.JSONField(null=True, blank=True, help_text="Only where this time has a title of its own.")
    place_text = models.CharField(max_length=200, blank=True, help_text="Only where this time is elsewhere.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    decided_here_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Moved or cancelled by somebody here: its calendar no longer decides over it.",
    )
    attendance_noted_at = models.DateTimeField(
        null=True, blank=True, help_text="Somebody has written down who came."
    )
    attendance_noted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "activity", "slot", name="occurrence_slot_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="occurrence_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "starts_at"], name="occurrence_by_start"),
            models.Index(fields=["municipality", "activity", "starts_at"], name="occurrence_of_activity"),
        ]

    @property
    def where(self) -> str:
        """Where this time is: elsewhere than the rest, or where its activity is."""
        return self.place_text or self.activity.where
