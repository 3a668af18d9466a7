"""What an organiser has written to those who have signed up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.activities.models.activities import Activity
from samspill.activities.models.occurrences import Occurrence
from samspill.activities.rules.messages import AUDIENCES, COME
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember


class SignUpMessage(Owned):
    """One message to everybody who has a place at a time, or, without a time, at any time to come. Its id is the form's
    key, so that it is sent once; what went to whom is in the outbox, about this row.
    """

    erasure = {"body": "keep: the organiser's words to a group, deleted after three months"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="messages")
    occurrence = models.ForeignKey(
        Occurrence, null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    goes_to = models.CharField(
        max_length=4, default=COME, help_text="come (those who have a place), wait, both"
    )
    body = models.CharField(max_length=600)
    written_at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told = models.PositiveIntegerField(help_text="How many were written to.")
    not_reached = models.PositiveIntegerField(
        help_text="How many have neither a mobile nor e-mail and must be called."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="message_says_something"),
            models.CheckConstraint(condition=Q(goes_to__in=AUDIENCES), name="message_goes_to_somebody"),
        ]
        indexes = [
            models.Index(fields=["municipality", "activity", "written_at"], name="message_of_activity")
        ]
