"""The rights persons use: to have something put right, and to be forgotten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models.persons import Person
from samspill.people.models.staff import StaffMember


class Claim(Owned):
    """A person asks us to correct or to forget: who asked, how, and what came of it. Answered within a month."""

    erasure = {"words": "blank", "answer": "blank"}

    class Kind(models.TextChoices):
        CORRECTION = "correction"
        ERASURE = "erasure"

    class Outcome(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True, help_text="What she says is wrong.")
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=12, help_text="web, phone, sms, email, letter, paper")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome)
    answer = models.TextField(blank=True, help_text="Why not, where it was refused.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", "kind", condition=Q(settled_at__isnull=True), name="claim_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="claim_settled_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "settled_at", "asked_at"], name="claim_waiting")]
