"""Certificates of what somebody did, and the habit of saying thank you."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit


class Attest(Owned):
    """A certificate as it was given: what stands on it, and the code by which anybody may ask whether it is genuine."""

    erasure = {"facts": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="Who confirms it.")
    code = models.CharField(max_length=14, help_text="K7QM-3XPA-9TBC, printed on it.")
    language = models.CharField(max_length=2, default="nb")
    facts = models.JSONField(default=dict, help_text="What stands on it, and nothing more.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(max_length=12, default="web")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="It was wrong, and no longer counts."
    )
    withdrawn_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "code", name="attest_code_once")]


class ThanksHabit(Owned):
    """That a unit thanks its volunteers after a task; off until somebody turns it on."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="thanks_habits")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "unit", condition=Q(ended_at__isnull=True), name="thanks_habit_once"
            )
        ]
