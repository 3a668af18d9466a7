"""What an organisation can offer in a crisis, and whom to call for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember


class OrganisationCapability(Owned):
    """Something an organisation says it can offer in a crisis, until a day; it says so anew each year.

    It stands here and not with the organisations, since it is answered by SMS in one series of codes with shifts and
    call-outs.
    """

    erasure = {
        "words": "keep: what an organisation offers",
        "contact": "null",
        "asked_address": "blank",
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="capabilities")
    kind = models.CharField(max_length=20, help_text="rules.capabilities.CAPABILITIES")
    words = models.CharField(max_length=300, blank=True, help_text="As they say it.")
    number = models.PositiveIntegerField(null=True, blank=True, help_text="How many people, boats, beds …")
    place = models.CharField(max_length=120, blank=True, help_text="Where it is kept.")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers_for"
    )
    paid_by = models.CharField(max_length=120, blank=True, help_text="Who pays for what.")
    turn = models.PositiveSmallIntegerField(default=5, help_text="Called in this order: 1 first.")
    code = models.PositiveIntegerField(
        null=True, blank=True, help_text="What the yearly question is answered by."
    )
    asked_at = models.DateTimeField(null=True, blank=True, help_text="Asked whether it still stands.")
    asked_address = models.CharField(max_length=254, blank=True)
    assured_on = models.DateField(help_text="They said so on this day.")
    assured_channel = models.CharField(max_length=12)
    valid_until_on = models.DateField()
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    used_at = models.DateTimeField(
        null=True, blank=True, help_text="Asked for in earnest or at a drill; the latest."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "code", name="capability_code_once"),
            models.CheckConstraint(
                condition=Q(valid_until_on__gte=F("assured_on")), name="capability_valid_after_assured"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "kind"], name="capability_by_kind")]
