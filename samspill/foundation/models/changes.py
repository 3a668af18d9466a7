"""In which order what is public has changed, for those who follow along."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class ChangeNote(Owned):
    """Something changed and has no number yet. Written by the database itself (`foundation.changes`)."""

    #: Not held by the database: a note is written also while the rows of a whole town are taken away.
    municipality = models.ForeignKey(
        "foundation.Municipality",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        editable=False,
    )
    kind = models.CharField(max_length=20, help_text="activity, occurrence, organisation, need")
    subject_id = models.UUIDField()


class ChangeNumber(Owned):
    """When each thing last changed, as a number that only grows. What is gone keeps its row: others must hear it."""

    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    numbered_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "subject_id"], name="change_of_subject_once"
            ),
            models.UniqueConstraint(fields=["municipality", "number"], name="change_number_once"),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "number"], name="change_by_kind")]
