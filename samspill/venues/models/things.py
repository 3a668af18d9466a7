"""Things that are lent alone, so many of each, and who has how many of them when."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.venues.models.lending import Borrowed, HoursOfDay, Lent
from samspill.venues.models.places import Place


class Thing(Lent):
    """Forty chairs, two projectors, a tent: kept in a house, where they are fetched and brought back."""

    erasure = {"name": "keep: what a thing is called"}

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="things")
    pieces = models.PositiveIntegerField(default=1, help_text="How many there are to lend.")
    fetching = models.TextField(blank=True, help_text="Where and how; told only when the time is near.")
    longest_days = models.PositiveIntegerField(default=7)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "place", "name", name="thing_once"),
            models.CheckConstraint(condition=Q(longest_days__gte=1), name="thing_is_lent_for_a_while"),
        ]

    def __str__(self) -> str:
        return self.name


class FetchingHours(HoursOfDay):
    """When a thing can be fetched and brought back on a day of the week, and whether it is lent at once then."""

    thing = models.ForeignKey(Thing, on_delete=models.CASCADE, related_name="hours")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "thing", "weekday", "opens", name="fetching_hours_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6) & Q(closes__gt=F("opens")) & Q(closes__lte=1440),
                name="fetching_hours_in_order",
            ),
        ]


class Loan(Borrowed):
    """So many pieces of a thing, fetched at `starts_at` and back at `ends_at`.

    A live loan holds its pieces in all that time; the database lets nobody have more than there is (0045).
    """

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="loans")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="loans")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="loans"
    )
    pieces = models.PositiveIntegerField(default=1)
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetched_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    brought_back_at = models.DateTimeField(
        null=True, blank=True, help_text="When the borrower said that it is back."
    )
    returned_at = models.DateTimeField(null=True, blank=True, help_text="When the house saw that it is back.")
    returned_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    missing = models.PositiveIntegerField(default=0, help_text="How many did not come back.")
    return_reminded_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True, help_text="When she was told that it is late.")
    series: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(
        null=True, blank=True, help_text="The same for all that were asked for together."
    )

    instead_of = models.ForeignKey(
        Thing,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="What was promised before staff lent this in its place.",
    )
    short_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When the house was told that this cannot be kept."
    )
    short_told_left = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many were left for it then."
    )

    class Meta(Borrowed.Meta):
        abstract = False
        constraints = [
            *Borrowed.Meta.constraints,
            models.CheckConstraint(condition=Q(pieces__gte=1), name="loan_of_something"),
            models.CheckConstraint(
                condition=Q(missing=0) | Q(returned_at__isnull=False, missing__lte=F("pieces")),
                name="loan_misses_what_was_lent",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "thing", "ends_at"], name="loan_of_thing"),
            models.Index(fields=["municipality", "person"], name="loan_by_person"),
            models.Index(fields=["municipality", "series"], name="loan_of_series"),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it holds its pieces."""
        return super().is_live and not (self.brought_back_at or self.returned_at)
