"""How long visits are kept."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import YEAR, Rows, Rule, delete_row, keep
from samspill.insight.models import Visits


def _old(before: dt.datetime) -> list[Rows]:
    return [Visits.objects.filter(week__lt=before.date())]


keep(
    Rule(
        "visits",
        tables=("insight.Visits",),
        what=_("How many times a page was opened each week. Not by whom: that is never known"),
        since=_("the week"),
        then=_("The number is deleted."),
        days=3 * YEAR,
        shortest=YEAR,
        longest=10 * YEAR,
        due=_old,
        end=delete_row,
        person="",
    )
)
