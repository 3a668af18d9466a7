"""What associations want to show and the municipality reads first: who waits, who is trusted, and by which rule."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import Person, StaffMember

WAITING = Q(approved_at__isnull=True, returned_at__isnull=True, undone_at__isnull=True)


class Review(Owned):
    """Somebody at the desk reads something, or has taken it off the square: it may stand there, or is sent back.

    A row is one reading and is never used again: what is undone is marked, and the thing waits in a new row. So the
    rows of one subject are its history.
    """

    erasure = {
        "reason": "blank",
        "facts": "blank",
        "title": "blank",
        "subject": "keep: the key of an activity, a picture, a story or an association",
    }

    class Kind(models.TextChoices):
        GROUP = "group"
        PAGE = "page"
        PICTURE = "picture"
        ACTIVITY = "activity"
        STORY = "story"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.UUIDField(help_text="The row it is about, in the table of its kind.")
    title = models.CharField(max_length=200)
    facts = models.JSONField(default=dict, blank=True, help_text="What a page shall say once it is approved.")
    is_shown = models.BooleanField(default=False, help_text="It stands on the square while it waits.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who is told; empty where the municipality took it up itself.",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was sent back, and what to do.")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "kind", "subject", condition=WAITING, name="review_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(returned_at__isnull=True), name="review_one_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "asked_at"], condition=WAITING, name="review_waiting"),
            models.Index(fields=["municipality", "kind", "subject"], name="review_by_subject"),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered."""
        return self.approved_at is None and self.returned_at is None and self.undone_at is None

    @property
    def is_returned(self) -> bool:
        """Whether it was sent back, or taken off the square, and that stands."""
        return self.returned_at is not None and self.undone_at is None


class TrustDecision(Owned):
    """A person has said whether an association may publish unread. It stands until it is ended."""

    erasure = {"reason": "keep: why an association is trusted or not, written by staff"}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="trust_decisions")
    is_trusted = models.BooleanField()
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "organisation",
                condition=Q(ended_at__isnull=True),
                name="trust_decided_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="trust_has_reason"),
        ]


class PublishingRule(Owned):
    """Whose words the municipality reads before they are shown. Where there is no row, `rules.reviews` has the rule."""

    erasure = {"reader": "keep: who reads, as the municipality wants it said to associations"}

    reads = models.CharField(max_length=10, help_text="A code of `rules.reviews.READS`.")
    enough = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="So many approved things, and it is trusted."
    )
    usual_days = models.PositiveSmallIntegerField(
        help_text="How long it usually takes, as associations are told."
    )
    reader = models.CharField(max_length=80, blank=True, help_text="Who reads; empty: the municipality.")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", name="publishing_rule_once")]
