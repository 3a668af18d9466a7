"""Persons without accounts, how they are reached, and what was changed about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.folding import FoldedField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.people.models.staff import StaffMember


class Channel(models.TextChoices):
    SMS = "sms"
    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"


class Restriction(models.TextChoices):
    """Why nothing may be done with what we have of somebody (GDPR, article 18, 1 a–d)."""

    DISPUTED = "disputed"
    UNLAWFUL = "unlawful"
    LEGAL_CLAIM = "legal_claim"
    OBJECTION = "objection"


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
    restricted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nothing is done with what we have (GDPR, article 18)."
    )
    restricted_reason = models.CharField(max_length=12, blank=True, choices=Restriction)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(restricted_at__isnull=True, restricted_reason="")
                | (Q(restricted_at__isnull=False) & ~Q(restricted_reason="")),
                name="person_restricted_with_reason",
            )
        ]
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


class NotTheSame(Owned):
    """Two persons who look like one and are not: somebody at the desk has said so."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "first", "second", name="not_the_same_once"),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="not_the_same_are_two"),
        ]


class Change(Owned):
    """A fact about a person that was changed: what it was and what it became. The old value goes after a while."""

    erasure = {"was": "delete row", "became": "delete row"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40, help_text="The name of the fact, or the kind of a contact point.")
    was = models.CharField(max_length=300, blank=True)
    became = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Empty where she did it herself, or the system did.",
    )  # fmt: skip

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "person", "changed_at"], name="change_by_person")]
