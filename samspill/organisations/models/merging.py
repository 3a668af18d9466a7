"""Associations that stand here twice: what was made one, by whom and why."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import StaffMember


class OrganisationMerger(Owned):
    """`gone` became a part of `kept`. All that was moved and written is told, so that it can be undone exactly."""

    erasure = {"reason": "keep: why two rows of an association became one, written by staff"}

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written = models.JSONField(
        default=list, help_text='What was written: [{"table", "row", "column", "before", "after"}], in order.'
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merger_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merger_has_reason"),
            models.UniqueConstraint(
                "municipality", "gone", condition=Q(undone_at__isnull=True), name="merged_away_once"
            ),
        ]


class ToldApart(Owned):
    """Somebody has said that two that look alike are not the same: they are not shown as possible doubles again."""

    erasure = {"reason": "keep: why two associations are two, written by staff"}

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", help_text="The one with the larger key."
    )
    reason = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="told_apart_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="told_apart_has_reason"),
            models.UniqueConstraint(
                "municipality", "one", "other", condition=Q(undone_at__isnull=True), name="told_apart_once"
            ),
        ]
