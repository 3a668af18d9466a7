"""How long a sheet of contacts is kept."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import MONTH, Rows, Rule, keep
from samspill.foundation.tenancy import Owned
from samspill.organisations.actions.sheets import abandon_sheet
from samspill.organisations.models import SheetImport


def _waiting(before: dt.datetime) -> list[Rows]:
    """Those that nobody brought in, and rows left out that nobody mended."""
    return [SheetImport.objects.filter(abandoned_at__isnull=True, received_at__lt=before).defer("content")]


def _drop(row: Owned, at: dt.datetime) -> None:
    abandon_sheet(cast(SheetImport, row), by="system", at=at)


keep(
    Rule(
        "sheets",
        tables=("organisations.SheetImport",),
        what=_("Spreadsheets with contacts in associations, and rows of them that could not be brought in"),
        since=_("the day the file came"),
        then=_("The file is deleted."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_waiting,
        end=_drop,
        person="",
    )
)
