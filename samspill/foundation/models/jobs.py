"""What the clock asks for: a lease per job, so that one worker does it and a dead worker's job is taken over."""

from __future__ import annotations

from django.db import models


class JobLease(models.Model):
    """A scheduled job of this installation, visited for every municipality; hence owned by none."""

    name = models.CharField(primary_key=True, max_length=200)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(
        max_length=60, blank=True, help_text="The worker that holds the lease: the fence."
    )
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
