"""Places, and how one gets in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned


class Place(Owned):
    """A place where something happens, with an address one can find."""

    erasure = {
        "address": "keep: a public place's address, not a person's",
        "name": "keep: a public place's name",
        "contact_phone": "keep: the number of a house, published by whoever runs it",
        "contact_email": "keep: the address of a house, published by whoever runs it",
    }

    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    town = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accessibility = CodesField(help_text="step_free, lift, toilet, hearing_loop, parking …")
    about = models.TextField(blank=True)
    way_in = models.CharField(max_length=300, blank=True, help_text="Which door, for everybody to read.")
    contact_phone = models.CharField(max_length=16, blank=True)
    contact_email = models.EmailField(blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", "address", name="place_once")]

    def __str__(self) -> str:
        return self.name


class ClosedDays(Owned):
    """Days on which nothing in a place is lent, whatever its hours say."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="closed_days")
    from_on = models.DateField()
    until_on = models.DateField(help_text="The last day, itself closed.")
    reason = models.CharField(max_length=120, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="closed_days_in_order")
        ]
        indexes = [models.Index(fields=["municipality", "place", "until_on"], name="closed_days_of_place")]
