"""What comes back: the roles a rota has at each of its times."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.volunteering.models.needs import Need


class NeedRole(Owned):
    """What somebody does at each time of a rota: a leader, three helpers, a cook."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="roles")
    number = models.PositiveSmallIntegerField(help_text="The order they are told in.")
    title = models.CharField(max_length=60, blank=True, help_text="Empty: the rota has only this one.")
    places = models.PositiveSmallIntegerField(default=1)
    minimum = models.PositiveSmallIntegerField(
        default=0, help_text="With fewer than this it cannot take place."
    )
    reserves = models.PositiveSmallIntegerField(default=0)
    demands = CodesField(help_text="Beside what the need demands (rules.codes.QUALIFICATIONS).")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="No new time has it.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "need", "title", condition=Q(ended_at__isnull=True), name="role_title_once"
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=500, minimum__lte=F("places")),
                name="role_places_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.title
