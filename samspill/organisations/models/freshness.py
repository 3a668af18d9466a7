"""The yearly question whether an association's page is still right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import Person


class PageQuestion(Owned):
    """Put to one who acts for the association, once a year, and reminded of once. What they say is `confirmed_at`."""

    erasure = {"address": "blank"}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="page_questions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="page_questions")
    channel = models.CharField(max_length=10, help_text="sms or email")
    address = models.CharField(max_length=254, help_text="Where it was put; an answer comes from there.")
    code = models.PositiveIntegerField(help_text="Six digits that stand in the question and in its answer.")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(
                fields=["municipality", "address"],
                condition=Q(answered_at__isnull=True),
                name="page_question_open",
            )
        ]
