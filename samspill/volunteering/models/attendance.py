"""Who came and for how long, as staff noted it; and those who came and are not known by name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.activities.models import Occurrence
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models.needs import Shift

#: A day and a night: nobody helps for longer at a time.
MOST_MINUTES = 24 * 60

_ONE_OF_BOTH = Q(shift__isnull=False, occurrence__isnull=True) | Q(
    shift__isnull=True, occurrence__isnull=False
)


class Attendance(Owned):
    """That a volunteer came, or did not: to a shift, on a day of a pair's, or to a time of an activity."""

    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.CASCADE, related_name="attendances"
    )
    occurrence = models.ForeignKey(
        Occurrence, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")
    happened_on = models.DateField(help_text="A pair meets on many days under one shift.")
    came = models.BooleanField()
    minutes = models.PositiveSmallIntegerField(default=0)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(max_length=12, default="web", help_text="How it was told: web, phone, paper …")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=_ONE_OF_BOTH, name="attendance_at_one_thing"),
            models.CheckConstraint(
                condition=Q(came=True) | Q(minutes=0), name="attendance_counts_who_came"
            ),
            models.CheckConstraint(condition=Q(minutes__lte=MOST_MINUTES), name="attendance_within_a_day"),
            models.UniqueConstraint(
                "municipality", "shift", "person", "happened_on",
                condition=Q(shift__isnull=False), name="attendance_once_at_shift",
            ),
            models.UniqueConstraint(
                "municipality", "occurrence", "person",
                condition=Q(occurrence__isnull=False), name="attendance_once_at_time",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["municipality", "person", "happened_on"], name="attendance_by_person")
        ]


class HeadCount(Owned):
    """«Twelve people, two hours»: those who came beside the named, as a number alone."""

    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.CASCADE, related_name="head_counts"
    )
    occurrence = models.ForeignKey(
        Occurrence, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    happened_on = models.DateField()
    people = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(help_text="Each.")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=_ONE_OF_BOTH, name="head_count_at_one_thing"),
            models.CheckConstraint(condition=Q(minutes__lte=MOST_MINUTES), name="head_count_within_a_day"),
            models.UniqueConstraint(
                "municipality", "shift", "happened_on",
                condition=Q(shift__isnull=False), name="head_count_once_at_shift",
            ),
            models.UniqueConstraint(
                "municipality", "occurrence",
                condition=Q(occurrence__isnull=False), name="head_count_once_at_time",
            ),
        ]  # fmt: skip
