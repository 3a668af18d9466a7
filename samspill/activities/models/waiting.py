"""Who waits for a place at a time of an activity that is full."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from samspill.activities.models.occurrences import Occurrence
from samspill.activities.models.sign_ups import SignUp
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember


class Waiting(Owned):
    """Somebody waits for a place. It is no sign-up: whoever waits is counted and listed nowhere as one who comes.

    She waits until she has a place (`sign_up`) or `left_at`; what is offered to her lasts until `offered_until_at`.
    """

    erasure = {"guests": "blank", "answers": "blank"}

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting")
    places = models.PositiveSmallIntegerField(default=1, help_text="How many she waits for.")
    for_whom = models.CharField(max_length=5, default="self", help_text="self, child, group")
    guests = models.JSONField(
        default=list,
        blank=True,
        help_text="First names of her children; one empty for each who comes beside her.",
    )
    answers = models.JSONField(default=list, blank=True, help_text="As of a sign-up.")
    number = models.PositiveIntegerField(help_text="The order: who came first.")
    code = models.PositiveIntegerField(help_text="What she answers with by SMS: JA 20001.")
    joined_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until_at = models.DateTimeField(null=True, blank=True)
    picked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the organiser gave her the place she has."
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=12, blank=True, help_text="withdrew, declined, too_late, merge")
    sign_up = models.OneToOneField(
        SignUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="waited"
    )

    def is_offered(self, at: dt.datetime) -> bool:
        """Whether a place is hers if she says so now."""
        waits = self.left_at is None and self.sign_up_id is None
        return waits and self.offered_until_at is not None and self.offered_until_at > at

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "occurrence", "number", name="waiting_in_one_order"),
            models.UniqueConstraint(
                "municipality",
                "occurrence",
                "person",
                condition=Q(left_at__isnull=True, sign_up__isnull=True),
                name="waits_once",
            ),
            models.UniqueConstraint("municipality", "code", name="waiting_code_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="waits_for_a_place"),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_until_at__isnull=True)
                | Q(offered_at__isnull=False, offered_until_at__isnull=False),
                name="an_offer_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "person"], name="waiting_by_person"),
            models.Index(
                fields=["municipality", "offered_until_at"],
                condition=Q(left_at__isnull=True, sign_up__isnull=True, offered_until_at__isnull=False),
                name="waiting_offers_by_end",
            ),
        ]
