"""Those who said "I want to help", by whatever door they came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models.links import IntakeLink


class Interest(Owned):
    """Somebody said "I want to help". Waits for a person to call; no answer in 14 days is told.

    How she said it (`channel`, `signed_on`) is how she consented to being called.
    """

    erasure = {
        "name": "blank",
        "phone": "blank",
        "email": "blank",
        "words": "blank",
        "wishes": "blank",
        "brings_words": "blank",
        "call_back_words": "blank",
        "once_key": "blank",
    }

    name = models.CharField(
        max_length=120, blank=True, help_text="Empty where only a number is known: an SMS."
    )
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    email = models.EmailField(blank=True)
    words = models.TextField(blank=True)
    wishes = CodesField(help_text="Kinds of help she ticked (rules.codes.KINDS).")
    brings_words = models.CharField(max_length=120, blank=True, help_text="Whom she would like to bring.")
    how_many = models.PositiveSmallIntegerField(default=1, help_text="More than one: a class or a group.")
    language = models.CharField(max_length=5, default="nb")
    channel = models.CharField(max_length=12, default="web")
    signed_on = models.DateField(null=True, blank=True, help_text="The day on the paper slip.")
    link = models.ForeignKey(
        IntakeLink,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interests",
        help_text="The link she came by, if she did.",
    )
    owner = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who calls her.",
    )
    taken_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who took the call or typed in the slip.",
    )
    call_back_words = models.CharField(max_length=120, blank=True, help_text="When she wants to be called.")
    need = models.ForeignKey(
        "volunteering.Need", null=True, blank=True, on_delete=models.SET_NULL, related_name="interests"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField()
    once_key = models.CharField(
        max_length=64, blank=True, help_text="A digest of who and what on which day: the same twice is one."
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="interests"
    )
    told_to_wait_at = models.DateTimeField(
        null=True, blank=True, help_text="Nobody had called within 14 days, and she was told."
    )
    passed_on_at = models.DateTimeField(
        null=True, blank=True, help_text="Her unit had not called: went to the one that receives the public."
    )
    told_not_reached_at = models.DateTimeField(
        null=True, blank=True, help_text="We called several times; she was told how to reach us."
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(
        max_length=20, blank=True, help_text="welcomed, declined, not_reached, duplicate"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email="") | Q(name=""), name="interest_can_be_reached"
            ),
            models.CheckConstraint(condition=Q(how_many__gte=1), name="interest_of_somebody"),
            models.UniqueConstraint(
                "municipality", "once_key", condition=~Q(once_key=""), name="interest_told_once"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "received_at"], name="interest_by_received"),
            models.Index(fields=["municipality", "phone"], name="interest_by_phone"),
        ]
