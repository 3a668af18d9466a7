"""Rows that are kept past their time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models.persons import Person
from samspill.people.models.staff import StaffMember


class Hold(Owned):
    """That somebody's rows are kept past their time, for a reason, until a day."""

    erasure = {"reason": "delete row"}
    #: That we kept her is no sign that she is still there (`people.queries.keeping`).
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]
