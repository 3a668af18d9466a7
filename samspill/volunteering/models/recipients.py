"""Who gets help: known to one unit alone. What she would like, and who may be asked on her behalf."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit


class Recipient(Owned):
    """A person who gets help through a unit. Other units cannot find it; each look is logged."""

    erasure = {
        "note": "blank",
        "wishes": "blank",
        "wish_words": "blank",
        "interests": "blank",
        "interest_words": "blank",
        "helper_gender": "blank",
        "rhythm_words": "blank",
    }
    #: Nobody says when help ends: requests and pairs keep her, and when there are no more she is known no longer
    #: (`people.queries.keeping`).
    keeps_its_person = False

    class Asks(models.TextChoices):
        """Who is asked how it goes: herself, or the one who speaks for her."""

        SELF = "self"
        CONTACT = "contact"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="received_through")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="recipients")
    note = models.TextField(blank=True, help_text="What a helper must know. Not health details.")
    wishes = CodesField(help_text="Kinds of help she would like (rules.codes.KINDS).")
    wish_words = models.CharField(max_length=300, blank=True, help_text="As the person says it.")
    interests = CodesField(help_text="What she likes (rules.codes.INTERESTS).")
    interest_words = models.CharField(max_length=300, blank=True)
    helper_gender = models.CharField(max_length=1, blank=True, help_text="Whom she would like: f or m.")
    times = models.PositiveIntegerField(
        default=0, help_text="When a visit suits: 28 bits (rules.availability); 0: not told."
    )
    rhythm_words = models.CharField(
        max_length=120, blank=True, help_text="How often, as she says it; read by those who are asked."
    )
    asks = models.CharField(max_length=7, choices=Asks, default=Asks.SELF)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=1, help_text="Counts the changes, so that two colleagues do not overwrite each other."
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "person", "unit", name="recipient_once_per_unit")
        ]


class RecipientContact(Owned):
    """Next of kin, or somebody else who may be asked on a recipient's behalf. One at a time."""

    erasure = {"relation": "blank"}

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="speaks_for")
    relation = models.CharField(max_length=60, blank=True, help_text="daughter, neighbour, primary contact …")
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "recipient",
                condition=Q(ended_at__isnull=True),
                name="contact_of_recipient_once",
            )
        ]
