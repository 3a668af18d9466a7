"""Who comes to a time of an activity."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.activities.models.occurrences import Occurrence
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember

#: Oneself, one's children, or oneself and others.
FOR_WHOM = ("self", "child", "group")


class SignUp(Owned):
    """A place at one time of an activity. Each live one has a seat: the database cannot sell a place twice.

    Who signs up children, or comes with others, holds one row for each: the first is the `head`less one, and the others
    belong to it. A child's row bears the child's name, and `person` is whom one calls.
    """

    erasure = {"guest_name": "blank", "answers": "blank"}

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ups")
    head = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="others",
        help_text="The first place of those that were taken together; empty: this is it.",
    )
    whole = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parts",
        help_text="Where one signs up once for all the times: her first place of them; empty: this is it.",
    )
    for_whom = models.CharField(max_length=5, default="self", help_text="self, child, group")
    guest_name = models.CharField(
        max_length=60, blank=True, help_text="First name of the child whose place it is."
    )
    answers = models.JSONField(
        default=list, blank=True, help_text='What was asked and answered: [["Allergies?", "Nuts"]].'
    )
    seat = models.PositiveIntegerField(help_text="1 … places")
    code = models.PositiveIntegerField(help_text="What she cancels with by SMS: AVBUD 20001.")
    signed_up_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_channel = models.CharField(max_length=12, blank=True)
    attended_at = models.DateTimeField(
        null=True, blank=True, help_text="That she came, and when it was noted."
    )
    attended_noted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "occurrence",
                "seat",
                condition=Q(cancelled_at__isnull=True),
                name="sign_up_seat_once",
            ),
            models.UniqueConstraint(
                "municipality",
                "occurrence",
                "person",
                condition=Q(cancelled_at__isnull=True, head__isnull=True),
                name="signed_up_once",
            ),
            models.UniqueConstraint("municipality", "code", name="sign_up_code_once"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="sign_up_has_seat"),
            models.CheckConstraint(condition=Q(for_whom__in=FOR_WHOM), name="sign_up_for_whom"),
            models.CheckConstraint(
                condition=Q(attended_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="who_cancelled_did_not_attend",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="sign_up_by_person")]

    @property
    def is_own(self) -> bool:
        """Whether it is the person herself who comes on this place."""
        return self.head_id is None and self.for_whom != "child"

    @property
    def who_comes(self) -> str:
        """The name of who comes; of somebody in a group that was not named, whom she comes with."""
        if self.guest_name:
            return self.guest_name
        return self.person.name if self.is_own else f"+ {self.person.name}"
