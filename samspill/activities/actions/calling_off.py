"""An activity is called off, with every time still to come, or takes place after all."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.actions.occurrences import cancel_rows, restore_rows
from samspill.activities.actions.waiting import move_up_at_all
from samspill.activities.models import Activity
from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned


@transaction.atomic
def cancel_activity(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Call an activity off: it and every time still to come. It stays on the square, marked as cancelled."""
    if not Activity.objects.filter(pk=activity.pk, cancelled_at__isnull=True).update(
        cancelled_at=at, changed_at=at
    ):
        return
    coming = activity.occurrences.filter(starts_at__gte=at, cancelled_at__isnull=True)
    cancel_rows(list(coming.select_for_update()), at=at, decided_here=True)
    note("cancel_activity", activity, by=by, channel=channel, at=at)


@transaction.atomic
def restore_activity(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """It takes place after all: it and the times to come that were called off with it. Who had a place is told."""
    row = Activity.objects.select_for_update().get(pk=activity.pk)
    if row.cancelled_at is None:
        return
    with_it = row.occurrences.filter(cancelled_at=row.cancelled_at, starts_at__gt=at)
    row.cancelled_at, row.changed_at = None, at
    row.save(update_fields=["cancelled_at", "changed_at"])
    restore_rows(list(with_it.select_for_update()), at=at)
    move_up_at_all(row, at=at)
    note("restore_activity", activity, by=by, channel=channel, at=at)
