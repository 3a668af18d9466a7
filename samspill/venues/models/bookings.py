"""Who has borrowed a space when, and the quarters of an hour that decide that nobody else has."""

from __future__ import annotations

import uuid

from django.db import models

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person
from samspill.venues.models.lending import Borrowed
from samspill.venues.models.spaces import Space


class Booking(Borrowed):
    """A space for a time."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookings")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    wants = CodesField(help_text="What of the room's equipment is to be ready: projector …")
    series: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(
        null=True, blank=True, help_text="The same for all that were asked for together."
    )

    class Meta(Borrowed.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["municipality", "space", "starts_at"], name="booking_of_space"),
            models.Index(fields=["municipality", "person"], name="booking_by_person"),
        ]


class BookedQuarter(Owned):
    """A quarter of an hour in a space that is taken. The database lets nobody else have it (0028)."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="quarters")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "space", "starts_at", name="quarter_booked_once")
        ]
