"""Persons, how they are reached, what they consented to; units, staff and their roles."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.folding import FoldedField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned, OwnedManager


class Unit(Owned):
    """A municipal service with its own staff and recipients: the volunteer centre, home care, refugee services."""

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    receives_the_public = models.BooleanField(
        default=False, help_text="Requests and interest from the square land here when no unit is named."
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", name="unit_name_once")]

    def __str__(self) -> str:
        return self.name


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

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = StaffManager()  # type: ignore[misc]
    everywhere = models.Manager()  # type: ignore[misc]

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "email", name="staff_email_once")]

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

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "staff", "unit", "role", condition=Q(until_on__isnull=True), name="role_once"
            )
        ]


class Presence(Owned):
    """That a member of staff has a page about something open: one row for each of both, renewed while she looks."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80, help_text="What is open, as the trail names it.")
    seen_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "subject", "staff", name="presence_once")]


class Channel(models.TextChoices):
    SMS = "sms"
    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"


class Person(Owned):
    """Somebody who volunteers, gets help, or speaks for an association. Has neither account nor, perhaps, e-mail."""

    erasure = {
        "name": "blank",
        "search_name": "blank",
        "birth_year": "null",
        "gender": "blank",
        "languages": "blank",
        "address": "blank",
        "postcode": "blank",
        "area": "null",
    }

    name = models.CharField(max_length=120)
    search_name = FoldedField(of="name", max_length=160)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    gender = models.CharField(max_length=1, blank=True, help_text="f, m, x, or empty where not told")
    language = models.CharField(max_length=5, default="nb", help_text="The language messages are written in.")
    languages = CodesField(help_text="Languages spoken, ISO 639 codes.")
    preferred_channel = models.CharField(max_length=6, choices=Channel, default=Channel.SMS)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    came_through = models.CharField(max_length=12, help_text="web, sms, phone, email, letter, paper, import")
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "search_name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class ContactPoint(Owned):
    """A phone, e-mail or postal address of a person. Never unique: couples share them."""

    erasure = {"value": "delete row", "label": "delete row"}

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"
        POST = "post"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=254, help_text="E.164 for phones, lower case for e-mail.")
    label = models.CharField(max_length=40, blank=True, help_text="'work', 'husband's phone' …")
    is_preferred = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    unusable_at = models.DateTimeField(null=True, blank=True, help_text="Delivery failed for good.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "person", "kind", "value", name="contact_point_once")
        ]
        indexes = [models.Index(fields=["municipality", "value"], name="contact_point_by_value")]


class Consent(Owned):
    """That a person said we may contact her, by which channel she said it, when, and when she took it back."""

    erasure = {"words": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, default="contact")
    source = models.CharField(max_length=12, help_text="sms, phone, paper, web, email, letter, import")
    words = models.CharField(max_length=200, blank=True, help_text="What was said or ticked.")
    given_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_source = models.CharField(max_length=12, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "person",
                "purpose",
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_source=""),
                name="consent_withdrawn_has_source",
            ),
        ]
