"""What readers of the square say is wrong with it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.activities.models.activities import Activity
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation, Picture
from samspill.people.models import StaffMember


class ReaderReport(Owned):
    """A reader says that something on the square is wrong or should not be there. It waits for a person."""

    erasure = {"words": "blank", "contact": "blank"}

    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    picture = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reports",
        help_text="Which of the association's pictures, where it is about one of them.",
    )
    reason = models.CharField(max_length=12, help_text="A code of `rules.reports`.")
    words = models.TextField(blank=True)
    contact = models.CharField(
        max_length=254, blank=True, help_text="Phone (E.164) or e-mail, where the reader wants an answer."
    )
    language = models.CharField(max_length=8)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=12, blank=True, help_text="hidden, put_right or kept")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=True, organisation__isnull=False)
                | Q(activity__isnull=False, organisation__isnull=True),
                name="report_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | Q(organisation__isnull=False),
                name="report_of_a_picture_has_its_association",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="report_settled_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "received_at"],
                condition=Q(settled_at__isnull=True),
                name="report_waiting",
            )
        ]
