"""How often a page of the square was opened in a week."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned


class Visits(Owned):
    """So many times was this page opened in the week that begins on this Monday. By whom is not known."""

    class What(models.TextChoices):
        PAGE = "page", "a page by name"
        ACTIVITY = "activity", "an activity"
        NEED = "need", "a need"
        ORGANISATION = "organisation", "an association"
        FRAME = "frame", "the calendar on a page of others"

    week = models.DateField(help_text="Its Monday.")
    what = models.CharField(max_length=12, choices=What.choices)
    key = models.CharField(max_length=36, help_text="The key of the row, or the name of the page.")
    number = models.PositiveIntegerField(default=0)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "week", "what", "key", name="visits_counted_once"),
            models.CheckConstraint(
                condition=Q(what__in=["page", "activity", "need", "organisation", "frame"]),
                name="visits_of_something",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "what", "key", "week"], name="visits_of_one")]
