"""Mapping the sector: who was tried, when, by whom, and what came of it."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import StaffMember


class ContactTry(Owned):
    """Somebody of the municipality tried to get in contact with an association. The latest that stands counts."""

    erasure = {"words": "blank"}

    class Way(models.TextChoices):
        VISIT = "visit"
        PHONE = "phone"
        EMAIL = "email"
        SMS = "sms"
        LETTER = "letter"
        MET = "met"

    class Outcome(models.TextChoices):
        TALKED = "talked"
        NOT_REACHED = "not_reached"
        MESSAGE_LEFT = "message_left"
        TRY_LATER = "try_later"
        WRONG_ADDRESS = "wrong_address"
        DECLINED = "declined"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_tries")
    way = models.CharField(max_length=10, choices=Way)
    outcome = models.CharField(max_length=14, choices=Outcome)
    words = models.CharField(
        max_length=500, blank=True, help_text="Where they met, whom to ask for, what was said."
    )
    tried_at = models.DateTimeField()
    tried_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_on = models.DateField(null=True, blank=True, help_text="To be tried again from this day on.")
    next_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["municipality", "organisation", "tried_at"], name="contact_try_by_time")
        ]
