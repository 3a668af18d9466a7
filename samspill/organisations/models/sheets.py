"""Spreadsheets of contacts on their way in."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember


class SheetImport(Owned):
    """A spreadsheet of contacts on its way in: received, columns confirmed, imported. The file goes when it is done."""

    erasure = {"content": "null", "filename": "keep: the name of a file", "problems": "blank"}

    filename = models.CharField(max_length=200)
    content = models.BinaryField(null=True, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    sheet_name = models.CharField(max_length=80, blank=True)
    heading_row = models.PositiveIntegerField(null=True, blank=True)
    columns = models.JSONField(default=dict, help_text="Column number → field, as confirmed.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(
        default=list, help_text="Row number, cells and reason code of each row left out."
    )
