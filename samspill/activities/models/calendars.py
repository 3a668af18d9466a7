"""Calendars that are read from elsewhere, and what came of each reading."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember, Unit


class CalendarSubscription(Owned):
    """Somebody else's calendar that we read regularly, or a file read once (`url` empty).

    `kind` is what came the last time it was read, one of `calendars.kinds.KINDS`; empty before the first.
    """

    erasure = {"name": "keep: the name of a calendar"}

    name = models.CharField(max_length=120)
    url = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="calendars"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_fetch_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", "url", name="calendar_once")]


class CalendarRun(Owned):
    """One reading of a calendar: what came of it."""

    subscription = models.ForeignKey(CalendarSubscription, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(
        default=dict, help_text="new, changed, unchanged, cancelled, same, over, problems"
    )


class CalendarProblem(Owned):
    """An event that could not be read, where it stands and why."""

    run = models.ForeignKey(CalendarRun, on_delete=models.CASCADE, related_name="problems")
    uid = models.CharField(max_length=255, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=60)
    excerpt = models.CharField(max_length=300, blank=True)
