"""Whether somebody who has not been heard of for long wants to stay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, Person


class StayQuestion(Owned):
    """The question put to a volunteer before we forget her: JA and she stays. Put once at a time."""

    #: That we asked keeps nobody; that she wants to stay does (`volunteering.queries.keeping`).
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stay_questions")
    channel = models.CharField(max_length=6, choices=Channel)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    stays = models.BooleanField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", condition=Q(answered_at__isnull=True), name="stay_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, stays__isnull=True)
                | Q(answered_at__isnull=False, stays__isnull=False),
                name="stay_answer_has_moment",
            ),
        ]
