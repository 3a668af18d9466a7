"""How long each kind of thing is kept here, and what went when its time was over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned


class KeepingPeriod(Owned):
    """The municipality's own time for a rule (`foundation.retention`), where it chose another than the usual."""

    rule = models.CharField(max_length=40)
    days = models.PositiveIntegerField()
    set_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "rule", name="keeping_period_once"),
            models.CheckConstraint(condition=Q(days__gte=1), name="keeping_period_lasts"),
        ]


class KeepingRun(Owned):
    """One time that things went because their time was over: by which rule, when, and how many."""

    rule = models.CharField(max_length=40)
    ran_at = models.DateTimeField()
    erased = models.PositiveIntegerField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "ran_at"], name="keeping_run_by_time")]
