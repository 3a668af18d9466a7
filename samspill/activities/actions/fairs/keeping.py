"""How long it is kept what pupils are called: until the associations have said who joined, and no longer."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Pupil
from samspill.foundation import clock
from samspill.foundation.retention import MONTH, Rows, Rule, keep
from samspill.people.actions import erase_row


def _over(before: dt.datetime) -> list[Rows]:
    return [Pupil.objects.exclude(name="", code=None).filter(fair__held_on__lt=clock.local_day(before))]


keep(
    Rule(
        "fair_pupils",
        tables=("activities.Pupil",),
        what=_("Pupils at Foreningenes dag"),
        since=_("the day it took place"),
        then=_("First name and code are deleted. How many went where stays."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_over,
        end=erase_row,
        person="",
    )
)
