"""Rooms and halls that are lent out, the parts of a hall that divides, and the hours of each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.venues.models.lending import HoursOfDay, Lent
from samspill.venues.models.places import Place


class Space(Lent):
    """A room or a hall. A part of a hall is a space with a `whole`; a part has no parts of its own."""

    erasure = {"name": "keep: what a room is called"}

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="spaces")
    whole = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="How many it holds.")
    equipment = CodesField(help_text="projector, kitchen, piano …")
    accessibility = CodesField(help_text="What this space has beside what the whole place has.")
    door = models.TextField(blank=True, help_text="How to open; told only when the time is near.")
    longest_minutes = models.PositiveIntegerField(default=240)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "place", "name", name="space_once"),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | ~Q(whole=F("id")), name="space_is_no_part_of_itself"
            ),
            models.CheckConstraint(condition=Q(longest_minutes__gte=15), name="space_is_lent_for_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.place.name}"


class LendingHours(HoursOfDay):
    """From when until when a space is lent on a day of the week, and whether it is booked at once."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="hours")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "space", "weekday", "opens", name="lending_hours_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6) & Q(closes__gt=F("opens")) & Q(closes__lte=1440),
                name="lending_hours_in_order",
            ),
        ]
