"""Whoever asked for help and must hear that somebody is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from samspill.people.queries import Asker
from samspill.volunteering.queries.needs import shifts_for

#: After it is over the call still stands for a day: an apology is owed too.
STANDS_AFTER = dt.timedelta(days=1)


def what_waits_callers(asker: Asker, *, at: dt.datetime) -> QuerySet[Any]:
    """The shifts whose caller must be called, the next first; as `shifts_for` gives them. One query.

    What is urgent: somebody outside waits for help that does not come (`caller_owed_why`: lost, nobody), or does not
    know that it comes after all (found), and has no mobile we can write to. What to do next: call, then note it.
    """
    rows = shifts_for(asker).filter(
        need__unit__in=asker.caring_unit_ids, caller_owed_at__isnull=False, caller_told_at__isnull=True,
        cancelled_at__isnull=True, ends_at__gt=at - STANDS_AFTER,
    )  # fmt: skip
    return rows.order_by("starts_at", "code")
