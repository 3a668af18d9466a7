"""Pictures an association shows on its own page, or with a story."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.organisations.models.stories import Story
from samspill.people.models import StaffMember


class Picture(Owned):
    """What is said of a picture. What it looks like is in `PictureFile`, so that no list reads it."""

    erasure = {"alt": "blank", "taken_by": "blank"}

    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="pictures",
        help_text="On whose page it stands; empty where it goes with a story.",
    )
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="pictures")
    place = models.PositiveSmallIntegerField(help_text="Its place in the row, from 1.")
    alt = models.CharField(max_length=300, help_text="What one sees, for those who do not.")
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The one it came in the place of, or will when it has been read.",
    )
    taken_by = models.CharField(max_length=120, blank=True, help_text="Who took it; shown with it.")
    agreed_at = models.DateTimeField(help_text="When it was said that those in it have said yes.")
    digest = models.CharField(max_length=16, help_text="Stands in its addresses, so that they can be kept.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
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
        indexes = [models.Index(fields=["municipality", "organisation", "place"], name="picture_by_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, story__isnull=True)
                | models.Q(organisation__isnull=True, story__isnull=False),
                name="picture_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_down=False) | models.Q(removed_at__isnull=False),
                name="picture_taken_down_is_removed",
            ),
        ]

    @property
    def owner(self) -> Organisation | Story:
        """Whose page, or which story, it stands in."""
        found = self.organisation or self.story
        assert found is not None, "`picture_of_one` says so"
        return found


class PictureFile(Owned):
    """A picture in one width, as we wrote it."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=4, help_text="webp or jpeg")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "picture", "kind", "width", name="picture_file_once")
        ]
