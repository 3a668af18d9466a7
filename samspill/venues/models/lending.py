"""What rooms and things that are lent have in common, and what is kept of one who borrows, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember

if TYPE_CHECKING:
    from samspill.organisations.models import Organisation
    from samspill.people.models import Person


class Lent(Owned):
    """Who may borrow it and for what, how long before, what it costs and demands."""

    class Lends(models.TextChoices):
        """Who may borrow it."""

        EVERYBODY = "everybody"
        ASSOCIATIONS = "associations"
        REGISTERED = "registered"

    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    lends_to = models.CharField(max_length=12, choices=Lends, default=Lends.EVERYBODY)
    purposes = models.CharField(max_length=300, blank=True, help_text="What one may use it for.")
    price = models.CharField(max_length=120, blank=True, help_text="In words; empty: it costs nothing.")
    duties = models.TextField(blank=True, help_text="What the borrower must do.")
    notice_hours = models.PositiveIntegerField(default=2, help_text="How long before, at least.")
    ahead_days = models.PositiveIntegerField(default=180, help_text="How long before, at most.")
    answer_days = models.PositiveIntegerField(
        default=3, help_text="When a request is answered, at the latest."
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is not lent any more.")

    class Meta(Owned.Meta):
        abstract = True


class HoursOfDay(Owned):
    """From when until when on a day of the week, and whether what begins then is booked at once."""

    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    opens = models.PositiveSmallIntegerField(help_text="Minutes after midnight, on the clock on the wall.")
    closes = models.PositiveSmallIntegerField(help_text="1440 is midnight.")
    at_once = models.BooleanField(default=True, help_text="Booked at once; otherwise somebody answers.")

    class Meta(Owned.Meta):
        abstract = True


class Borrowed(Owned):
    """Something for a time, for somebody. It is live until it is refused, given back or cancelled.

    Whether it is booked or waits for an answer is told by `approved_at`. Those that inherit have a `person` and an
    `organisation`.
    """

    erasure = {"on_behalf_of": "blank", "purpose": "blank", "reason": "blank"}

    if TYPE_CHECKING:
        person: Person
        organisation: Organisation | None

    on_behalf_of = models.CharField(max_length=160, blank=True, help_text="A group we do not know.")
    purpose = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
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
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="%(class)s_in_order"),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, cancelled_at__isnull=True) | ~Q(reason=""),
                name="%(class)s_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True, cancelled_at__isnull=True)
                | Q(given_back_at__isnull=True, refused_at__isnull=True)
                | Q(cancelled_at__isnull=True, refused_at__isnull=True),
                name="%(class)s_ends_once",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it holds its time."""
        return not (self.refused_at or self.given_back_at or self.cancelled_at)

    @property
    def borrower(self) -> str:
        """Who borrows, as staff see it: the association, else the group, else the person."""
        return (self.organisation.name if self.organisation else self.on_behalf_of) or self.person.name
