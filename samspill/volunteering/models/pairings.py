"""Pairs: one volunteer and one recipient for a long time. From a yes by way of a first meeting to a good end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models.needs import Need
from samspill.volunteering.models.recipients import Recipient
from samspill.volunteering.models.volunteers import Volunteer


class Pairing(Owned):
    """A volunteer and a recipient who meet. What stands here both of them may read; what one of them said does not.

    agreed → first meeting arranged → started → paused and resumed → ended: each is a fact with a day.
    """

    #: The pairing tells of both, so the one who is forgotten first takes the words along. Dates and scores stay.
    erasure = {
        "first_meeting_place": "blank",
        "first_meeting_with": "blank",
        "rhythm_words": "blank",
        "ended_words": "blank",
    }

    class Ended(models.TextChoices):
        """Why a pair ended. The last three are not chosen by anybody: they follow from something else."""

        DONE = "done"
        VOLUNTEER = "volunteer"
        RECIPIENT = "recipient"
        MOVED = "moved"
        ILLNESS = "illness"
        DEATH = "death"
        MATCH = "match"
        OTHER = "other"
        WITHDREW = "withdrew"
        LEFT = "left"
        MERGED = "merged"

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="pairings")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="pairings")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="pairings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pairings")
    agreed_at = models.DateTimeField(help_text="The volunteer said yes.")
    agreed_channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    first_meeting_at = models.DateTimeField(null=True, blank=True)
    first_meeting_place = models.CharField(max_length=200, blank=True)
    first_meeting_with = models.CharField(
        max_length=120, blank=True, help_text="Who is there, beside the two."
    )
    introduced_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_on = models.DateField(null=True, blank=True)
    rhythm_words = models.CharField(max_length=120, blank=True, help_text="As they agreed on it.")
    pattern = models.JSONField(null=True, blank=True, help_text="The rhythm as rules.rhythms keeps it.")
    review_every_weeks = models.PositiveSmallIntegerField(default=12)
    next_review_on = models.DateField(null=True, blank=True)
    follow_up_every_weeks = models.PositiveSmallIntegerField(default=8)
    next_follow_up_on = models.DateField(
        null=True, blank=True, help_text="Both sides are asked how it goes on this day."
    )
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until_on = models.DateField(null=True, blank=True, help_text="As far as is known.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=10, blank=True, choices=Ended)
    ended_words = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_seen_at = models.DateTimeField(
        null=True, blank=True, help_text="A coordinator knows that it ended; else it stands on the desk."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "need", condition=Q(ended_at__isnull=True), name="pairing_once_per_need"
            ),
            models.UniqueConstraint(
                "municipality",
                "recipient",
                "volunteer",
                condition=Q(ended_at__isnull=True),
                name="pairing_once_for_two",
            ),
            models.CheckConstraint(
                condition=Q(
                    ended_at__isnull=True, ended_on__isnull=True, ended_reason="", end_seen_at__isnull=True
                )
                | (Q(ended_at__isnull=False, ended_on__isnull=False) & ~Q(ended_reason="")),
                name="pairing_end_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="pairing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(first_meeting_at__isnull=False)
                | Q(first_meeting_place="", first_meeting_with="", introduced_by__isnull=True),
                name="pairing_meeting_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=False)
                | Q(next_review_on__isnull=True, next_follow_up_on__isnull=True, paused_at__isnull=True),
                name="pairing_reviewed_when_started",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_at__isnull=False)
                | Q(next_review_on__isnull=False),
                name="pairing_live_has_next_review",
            ),
            models.CheckConstraint(
                condition=Q(paused_until_on__isnull=True) | Q(paused_at__isnull=False),
                name="pairing_pause_has_start",
            ),
            models.CheckConstraint(
                condition=Q(review_every_weeks__gte=1, review_every_weeks__lte=104)
                & Q(follow_up_every_weeks__gte=1, follow_up_every_weeks__lte=52),
                name="pairing_rhythms_in_bounds",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "unit", "ended_at"], name="pairing_by_unit")]


class PairingReview(Owned):
    """A talk about how the pair goes on. `note` is what was agreed; both may read it. What each said is a follow-up."""

    erasure = {"note": "blank"}

    class With(models.TextChoices):
        BOTH = "both"
        VOLUNTEER = "volunteer"
        RECIPIENT = "recipient"
        CONTACT = "contact"

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField()
    held_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_with = models.CharField(max_length=9, choices=With)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "pairing", "due_on", name="review_once_for_each_date")
        ]
