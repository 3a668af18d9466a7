"""Staff, what they may do in a unit, who stands in for whom, and who has a page open."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned, OwnedManager
from samspill.people.models.units import Unit


class StaffManager(OwnedManager["StaffMember"]):
    def get_by_natural_key(self, email: str) -> StaffMember:
        return self.get(email__iexact=email)


class StaffMember(AbstractBaseUser, Owned):
    """Somebody who signs in: municipal staff and nobody else. The account opens no door in another municipality."""

    erasure = {"name": "blank", "email": "blank", "phone": "blank"}

    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=5, default="nb")
    invited_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="How to reach her was erased; the name goes some years after she left.",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = StaffManager()  # type: ignore[misc]
    everywhere = models.Manager()  # type: ignore[misc]

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "email", condition=~Q(email=""), name="staff_email_once")
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether she may sign in; one who left may not."""
        return self.left_at is None

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    COORDINATOR = "coordinator"
    SUBSTITUTE = "substitute"
    LEADER = "leader"
    CRISIS = "crisis"
    OFFICER = "officer"
    READER = "reader"


class UnitRole(Owned):
    """What a member of staff may do in a unit, from a day until a day."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=12, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    stand_in = models.ForeignKey(
        "people.StandIn", null=True, blank=True, on_delete=models.SET_NULL, related_name="roles"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "staff", "unit", "role", condition=Q(until_on__isnull=True), name="role_once"
            )
        ]


class StandIn(Owned):
    """That a colleague looks after what another follows up in a unit, from a day until a day, both included.

    Nothing is copied: whoever looks is told who it is today, and it ends by itself.
    """

    erasure = {"words": "blank"}

    from_staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="handed_over")
    to_staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="stands_in")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    words = models.CharField(max_length=300, blank=True, help_text="What the colleague should know.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_staff=models.F("to_staff")), name="stand_in_is_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "until_on"], name="stand_in_by_end")]


class Presence(Owned):
    """That a member of staff has a page about something open: one row for each of both, renewed while she looks."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80, help_text="What is open, as the trail names it.")
    seen_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "subject", "staff", name="presence_once")]
