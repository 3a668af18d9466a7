"""Municipalities, the host names that lead to them, and their neighbourhoods."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class Municipality(models.Model):
    """A tenant, keyed by its official number: names are not unique (two Herøy, two Våler) and change.

    The facts are those of the national list; `opened_at` tells that this installation serves it.
    """

    number = models.CharField(primary_key=True, max_length=6)
    name = models.CharField(max_length=120, help_text="Official name, all languages, as the state writes it.")
    name_nb = models.CharField(max_length=80)
    name_se = models.CharField(max_length=80, blank=True, help_text="Sámi name, northern, Lule or southern.")
    sami_language = models.CharField(max_length=3, blank=True, help_text="se, smj or sma")
    name_fkv = models.CharField(max_length=80, blank=True, help_text="Kven name")
    county_number = models.CharField(max_length=2)
    county = models.CharField(max_length=80)
    opened_at = models.DateTimeField(null=True, blank=True)
    is_fictional = models.BooleanField(default=False, help_text="A demo town; pages say so.")
    contact_phone = models.CharField(max_length=16, blank=True, help_text="Shown on every page, E.164.")
    contact_hours = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    standard_language = models.CharField(max_length=5, default="nb", help_text="nb or nn")

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Host(models.Model):
    """A host name that leads to a municipality. Looked up before any municipality is entered."""

    name = models.CharField(primary_key=True, max_length=253, help_text="Lower case, without port.")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="hosts")

    def __str__(self) -> str:
        return self.name


class Area(Owned):
    """A neighbourhood that people in the municipality would name: where somebody lives or something happens."""

    name = models.CharField(max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", name="area_name_once")]

    def __str__(self) -> str:
        return self.name
