"""Stories: what an association, or a unit of the municipality, tells of what it has done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.people.models import StaffMember, Unit


class Story(Owned):
    """A title and a text, in one language, and how others may use them. A draft until it is published (0033)."""

    erasure = {"title": "blank", "text": "blank", "credit": "blank"}

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="stories"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=120)
    text = models.TextField(help_text="Plain text; an empty line parts paragraphs.")
    happened_on = models.DateField(null=True, blank=True, help_text="The day it tells of.")
    credit = models.CharField(max_length=120, blank=True, help_text="Who wrote it; shown with it.")
    licence = models.CharField(max_length=8, help_text="A code of `rules.stories`.")
    contact_key = models.UUIDField(
        null=True,
        blank=True,
        help_text="The post of whom a newspaper may ask, shown as long as the association shows that post. No foreign "
        "key: a story is not about its contact, and is not erased with her.",
    )
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last said that those it tells of have said yes."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where the municipality took it down.",
    )
    taken_down = models.BooleanField(
        default=False, help_text="By the municipality: the association cannot put it back."
    )

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "published_at"], name="story_by_publication")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, unit__isnull=True)
                | Q(organisation__isnull=True, unit__isnull=False),
                name="story_told_by_one",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(agreed_at__isnull=False),
                name="story_agreed_before_shown",
            ),
            models.CheckConstraint(
                condition=Q(taken_down=False) | Q(removed_at__isnull=False),
                name="story_taken_down_is_removed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown(self) -> bool:
        """Whether it is out, as far as the story itself decides."""
        return self.published_at is not None and self.removed_at is None

    @property
    def teller(self) -> Organisation | Unit:
        """Who tells it."""
        found = self.organisation or self.unit
        assert found is not None, "`story_told_by_one` says so"
        return found
