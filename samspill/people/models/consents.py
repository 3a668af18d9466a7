"""What persons consented to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models.persons import Person
from samspill.people.models.staff import StaffMember


class Consent(Owned):
    """That a person said we may contact her, by which channel she said it, when, and when she took it back."""

    erasure = {"words": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, default="contact")
    source = models.CharField(max_length=12, help_text="sms, phone, paper, web, email, letter, import")
    words = models.CharField(max_length=200, blank=True, help_text="What was said or ticked.")
    given_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_source = models.CharField(max_length=12, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "person",
                "purpose",
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_source=""),
                name="consent_withdrawn_has_source",
            ),
        ]
