"""How long what was said when somebody tried is kept."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import YEAR, Rows, Rule, keep
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import ContactTry


def _said(before: dt.datetime) -> list[Rows]:
    return [ContactTry.objects.filter(tried_at__lt=before).exclude(words="")]


def _forget_words(row: Owned, at: dt.datetime) -> None:
    ContactTry.objects.filter(pk=cast(ContactTry, row).pk).update(words="")


keep(
    Rule(
        "contact_tries",
        tables=("organisations.ContactTry",),
        what=_("Notes from when we tried to get in contact with an association"),
        since=_("the day of the try"),
        then=_("The words are erased. When and how we tried is kept."),
        days=2 * YEAR,
        shortest=30,
        longest=5 * YEAR,
        due=_said,
        end=_forget_words,
        person="",
    )
)
