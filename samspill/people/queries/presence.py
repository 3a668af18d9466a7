"""Who else is on the same page just now."""

from __future__ import annotations

import datetime as dt

from samspill.people.models import Presence, StaffMember

#: A page asks again long before this; one whose window is closed is gone by itself.
HERE_FOR = dt.timedelta(seconds=45)


def who_is_here(subject: str, *, at: dt.datetime, besides: StaffMember | None = None) -> list[StaffMember]:
    """Those who have the page about `subject` open, by name; `besides` is the one who asks. One query.

    The caller has come through the gate of what the page is about.
    """
    rows = Presence.objects.filter(subject=subject, seen_at__gt=at - HERE_FOR, staff__left_at__isnull=True)
    if besides is not None:
        rows = rows.exclude(staff=besides)
    return [row.staff for row in rows.select_related("staff").order_by("staff__name", "staff")]
