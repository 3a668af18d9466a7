"""Who has borrowed a space when, and the quarters of an hour that decide that nobody else has."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.venues.models.spaces import Space


class Booking(Owned):
    """A space for a time. It is live until it is refused, given back or cancelled; a live one holds its time.

    Whether it is booked or waits for an answer is told by `approved_at`.
    """

    erasure = {"on_behalf_of": "blank", "purpose": "blank", "reason": "blank"}

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookings")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    on_behalf_of = models.CharField(max_length=160, blank=True, help_text="A group we do not know.")
    purpose = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    series: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(
        null=True, blank=True, help_text="The same for all that were asked for together."
    )
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_by_on = models.DateField(null=True, blank=True, help_text="When a request is answered by.")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moved_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="Why it was refused or cancelled, as she was told.")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When she was told how to open.")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_in_order"),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, cancelled_at__isnull=True) | ~Q(reason=""),
                name="booking_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True, cancelled_at__isnull=True)
                | Q(given_back_at__isnull=True, refused_at__isnull=True)
                | Q(cancelled_at__isnull=True, refused_at__isnull=True),
                name="booking_ends_once",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "space", "starts_at"], name="booking_of_space"),
            models.Index(fields=["municipality", "person"], name="booking_by_person"),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it holds its time."""
        return not (self.refused_at or self.given_back_at or self.cancelled_at)

    @property
    def borrower(self) -> str:
        """Who borrows, as staff see it: the association, else the group, else the person."""
        return (self.organisation.name if self.organisation else self.on_behalf_of) or self.person.name


class BookedQuarter(Owned):
    """A quarter of an hour in a space that is taken. The database lets nobody else have it (0028)."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="quarters")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "space", "starts_at", name="quarter_booked_once")
        ]
