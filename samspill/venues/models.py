"""Places, and how one gets in."""

from __future__ import annotations

from django.db import models

from samspill.foundation.codes import CodesField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned


class Place(Owned):
    """A place where something happens, with an address one can find."""

    erasure = {
        "address": "keep: a public place's address, not a person's",
        "name": "keep: a public place's name",
    }

    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    town = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accessibility = CodesField(help_text="step_free, lift, toilet, hearing_loop, parking …")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", "address", name="place_once")]

    def __str__(self) -> str:
        return self.name
