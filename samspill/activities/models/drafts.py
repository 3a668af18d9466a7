"""What somebody has begun to write about a new activity."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember, Unit


class ActivityDraft(Owned):
    """An activity that is not published yet, as it stands in the form. It belongs to its organiser: whoever acts for it
    may go on. `person` or `written_by` wrote in it last. Published, it becomes an activity of the same id.
    """

    erasure = {"typed": "keep: the organiser's text about an activity, deleted after 90 days"}

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict, help_text='What was typed, field by field: {"title_nb": ["Kor"]}')
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, unit__isnull=True)
                | Q(organisation__isnull=True, unit__isnull=False),
                name="draft_has_one_organiser",
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "organisation", "saved_at"], name="draft_of_organisation"),
            models.Index(fields=["municipality", "unit", "saved_at"], name="draft_of_unit"),
        ]
