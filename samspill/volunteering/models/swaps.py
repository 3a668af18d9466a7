"""Two volunteers who change with each other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.models.offers import Assignment

#: It has not come to an end: nobody said no, it was not dropped, and nothing has changed hands.
OPEN = Q(declined_at__isnull=True, dropped_at__isnull=True, blessed_at__isnull=True)


class Swap(Owned):
    """Somebody wants to be rid of what she has taken on, and who takes it: first wished, then asked, agreed, blessed.

    `in_return` is what she takes instead, where the two change with each other. Until it is blessed the task is hers.
    """

    erasure = {"address": "blank"}

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="swaps")
    wished_at = models.DateTimeField()
    channel = models.CharField(max_length=12, help_text="How she said it.")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="swaps"
    )
    in_return = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.CASCADE, related_name="swaps_in_return"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_channel = models.CharField(max_length=6, choices=Channel, blank=True)
    address = models.CharField(
        max_length=254, blank=True, help_text="Where the question went; erased with the person."
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answer_channel = models.CharField(max_length=12, blank=True)
    answer_entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    blessed_at = models.DateTimeField(null=True, blank=True)
    blessed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="She keeps it, or it is no longer hers to give."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "assignment", condition=OPEN, name="swap_open_once"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True, to_person__isnull=True, in_return__isnull=True)
                | Q(asked_at__isnull=False, to_person__isnull=False),
                name="swap_asked_somebody",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, declined_at__isnull=True)
                | Q(asked_at__isnull=False, agreed_at__isnull=False, declined_at__isnull=True)
                | Q(asked_at__isnull=False, agreed_at__isnull=True, declined_at__isnull=False),
                name="swap_answered_once_and_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(blessed_at__isnull=True) | Q(agreed_at__isnull=False),
                name="swap_blessed_when_agreed",
            ),
        ]
