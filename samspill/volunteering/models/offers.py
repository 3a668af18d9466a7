"""Asking and being answered: waves, offers, assignments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.models.needs import Shift


class Wave(Owned):
    """One round of asking: who decided it, how many were asked, and when the next may follow."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_size = models.PositiveSmallIntegerField()
    next_due_at = models.DateTimeField(null=True, blank=True, help_text="Ask the next if still open then.")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "shift", "number", name="wave_number_once")]


class Offer(Owned):
    """The question put to one person about one shift, by one channel. Asked at most once."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers")
    wave = models.ForeignKey(Wave, null=True, blank=True, on_delete=models.SET_NULL, related_name="offers")
    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(
        max_length=254, blank=True, help_text="Where it was sent; erased with the person."
    )
    reasons = models.JSONField(default=list, help_text="Why she was proposed: codes and values.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_channel = models.CharField(max_length=12, blank=True)
    answer_entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lapsed_at = models.DateTimeField(
        null=True, blank=True, help_text="Covered, cancelled or withdrawn before an answer."
    )
    undelivered_at = models.DateTimeField(null=True, blank=True, help_text="The question did not reach her.")

    erasure = {"address": "blank"}

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "shift", "person", name="offer_once_per_shift"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="offer_answer_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "address"], name="offer_by_address"),
            models.Index(fields=["municipality", "person", "asked_at"], name="offer_by_person"),
        ]


#: Of assignments: those who come. Reserves have a seat too, behind the places.
COMES = Q(released_at__isnull=True, seat__lte=F("shift__places"))


class Assignment(Owned):
    """The accepted result. Each live one has a seat of its own: the database cannot book two people on one place."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.PositiveSmallIntegerField(help_text="1 … places; behind them sit the reserves")
    made_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    details_told_at = models.DateTimeField(null=True, blank=True, help_text="She was sent the private part.")
    reminded_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_reason = models.CharField(
        max_length=20, blank=True, help_text="withdrew, cancelled, left, merged, swapped, did_not_come"
    )
    released_channel = models.CharField(max_length=12, blank=True)
    did_not_come_at = models.DateTimeField(null=True, blank=True, help_text="When it was noted.")
    did_not_come_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "shift", "person", condition=Q(released_at__isnull=True), name="assigned_once"
            ),
            models.UniqueConstraint(
                "municipality", "shift", "seat", condition=Q(released_at__isnull=True), name="seat_taken_once"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_reason=""), name="release_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(did_not_come_at__isnull=True) | Q(released_at__isnull=False),
                name="who_did_not_come_has_no_seat",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "person", "released_at"], name="assignment_by_person")
        ]
