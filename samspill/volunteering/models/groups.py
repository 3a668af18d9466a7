"""An association that takes part as a group."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models.needs import Shift


class GroupBooking(Owned):
    """So many of an association come to a shift. One contact person speaks for them and gets the messages."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="groups")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="group_bookings")
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="group_bookings")
    size = models.PositiveSmallIntegerField(help_text="How many of them come.")
    made_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    details_told_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_reason = models.CharField(max_length=20, blank=True, help_text="withdrew, cancelled")
    released_channel = models.CharField(max_length=12, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "shift",
                "organisation",
                condition=Q(released_at__isnull=True),
                name="group_once_per_shift",
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="group_has_members"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_reason=""),
                name="group_release_has_reason",
            ),
        ]


class GroupSeat(Owned):
    """One of a group's seats: numbered as those of single volunteers are, and never the same as one of theirs.

    The lock of the shift keeps the two apart; that no two groups share a seat is held by the constraint as well.
    """

    booking = models.ForeignKey(GroupBooking, on_delete=models.CASCADE, related_name="seats")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="group_seats")
    seat = models.PositiveSmallIntegerField(help_text="1 … places")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "shift",
                "seat",
                condition=Q(released_at__isnull=True),
                name="group_seat_taken_once",
            )
        ]
