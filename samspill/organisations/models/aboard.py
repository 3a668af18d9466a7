"""Those who say they may act for an association, where the municipality must look at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import Person, StaffMember


class PostClaim(Owned):
    """A person says that she holds a post in an association, and waits for the municipality to answer."""

    erasure = {"words": "blank", "refusal": "blank"}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="post_claims")
    title = models.CharField(max_length=40, help_text="leader, deputy, treasurer, secretary, contact …")
    words = models.CharField(max_length=500, blank=True, help_text="Why we should believe her, in her words.")
    asked_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True, help_text="Why not; she is told.")
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "organisation",
                "person",
                condition=Q(approved_at__isnull=True, refused_at__isnull=True),
                name="post_claim_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(refused_at__isnull=True),
                name="post_claim_one_answer",
            ),
        ]
