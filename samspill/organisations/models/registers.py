"""What is read from the national registers."""

from __future__ import annotations

from django.db import models

from samspill.foundation.codes import CodesField


class VoluntaryRow(models.Model):
    """One row of Frivillighetsregisteret, kept for the whole country so that the registers join in either order.

    Public data without names, keyed by organisation number; owned by no municipality.
    """

    number = models.CharField(primary_key=True, max_length=9)
    categories = CodesField(help_text="ICNPO codes, the main one first.")
    entered_on = models.DateField(null=True, blank=True)
    deleted_on = models.DateField(null=True, blank=True)


class RegisterRun(models.Model):
    """One reading of a national register, for all municipalities of the installation; hence owned by none."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=20, help_text="entities, entities-csv, search, voluntary, sync-…")
    origin = models.CharField(max_length=300, help_text="File name or address.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_reason = models.TextField(blank=True)
    cursor = models.CharField(max_length=300, blank=True, help_text="Where to go on after a break.")
    counts = models.JSONField(
        default=dict, help_text="read, new, changed, unchanged, closed, skipped, rejected"
    )


class RegisterRejection(models.Model):
    """A row of a register that could not be used, and why. Register rows are public data."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(RegisterRun, on_delete=models.CASCADE, related_name="rejections")
    row = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=60, help_text="A code; its words are in the interface's language.")
    excerpt = models.CharField(max_length=300, blank=True)
