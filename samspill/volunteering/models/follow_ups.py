"""How it goes, asked of each side of a pair by itself. What one side says is never shown to the other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.messaging.models import InboundMessage
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.volunteering.models.pairings import Pairing


class PairingFollowUp(Owned):
    """The question «how does it go?», put to one side of a pair, and the answer.

    `person` is whose side it is, `asked_person` who is asked: she herself, or the one who speaks for her. Because both
    are named, the row is shown to them alone, and forgotten with either.
    """

    erasure = {"address": "blank", "words": "blank"}

    class Side(models.TextChoices):
        VOLUNTEER = "volunteer"
        RECIPIENT = "recipient"

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="follow_ups")
    side = models.CharField(max_length=9, choices=Side)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(max_length=254, blank=True, help_text="Where the question was sent.")
    asked_at = models.DateTimeField()
    undelivered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_channel = models.CharField(max_length=12, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 (badly) to 5 (well)")
    words = models.TextField(blank=True)
    calls_for_help = models.BooleanField(default=False, help_text="A word in it says that somebody must act.")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="A coordinator has read what needed a person, and acted on it."
    )
    read_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lapsed_at = models.DateTimeField(
        null=True, blank=True, help_text="Not answered before the next, or the end."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "pairing", "side", "due_on", name="follow_up_once_for_each_date"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5),
                name="follow_up_score_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True,
                    score__isnull=True,
                    words="",
                    answer_channel="",
                    read_at__isnull=True,
                    calls_for_help=False,
                )
                | (Q(answered_at__isnull=False) & ~Q(answer_channel="")),
                name="follow_up_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(lapsed_at__isnull=True),
                name="follow_up_answered_or_lapsed",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "address"], name="follow_up_by_address")]


class UnplacedAnswer(Owned):
    """An answer that may belong to more than one pair: nothing is guessed, and a person of this unit places it."""

    inbound = models.ForeignKey(InboundMessage, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    placed_on = models.ForeignKey(
        PairingFollowUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "inbound", "unit", name="unplaced_answer_once"),
            models.CheckConstraint(
                condition=Q(placed_on__isnull=True) | Q(settled_at__isnull=False),
                name="unplaced_answer_placed_is_settled",
            ),
        ]
