"""What readers of the square say is wrong with it."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from samspill.activities.models.activities import Activity
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation, Picture, Story
from samspill.people.models import StaffMember

#: What a report can be about; each has a column.
ABOUT = ("activity", "organisation", "picture", "story")


def _about_one_alone() -> Q:
    """One of the columns holds something, and the others nothing."""
    each = (Q(**{f"{column}__isnull": column != one for column in ABOUT}) for one in ABOUT)
    return reduce(or_, each)


class ReaderReport(Owned):
    """A reader says that something on the square is wrong or should not be there. It waits for a person."""

    erasure = {"words": "blank", "contact": "blank", "why": "blank"}

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
        help_text="One picture, on an association's page or in a story.",
    )
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
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
    why = models.CharField(max_length=300, blank=True, help_text="Why it was hidden, for colleagues.")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=_about_one_alone(), name="report_is_about_one_thing"),
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

    @property
    def kind(self) -> str:
        """One of `ABOUT`."""
        return next(one for one in ABOUT if getattr(self, f"{one}_id"))

    @property
    def about(self) -> Activity | Organisation | Picture | Story:
        """The one thing that it is about."""
        found: Activity | Organisation | Picture | Story = getattr(self, self.kind)
        return found
