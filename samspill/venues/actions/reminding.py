"""When the time is near, whoever borrows is told how to open. Not before: a code that lies about is no lock."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.venues import wording
from samspill.venues.actions.telling import tell
from samspill.venues.models import Booking
from samspill.venues.queries import to_remind


def send_due_reminders(at: dt.datetime) -> int:
    """Tell everybody whose time is within a day, once; how many."""
    return sum(_remind(booking, at) for booking in to_remind(at=at))


@transaction.atomic
def _remind(booking: Booking, at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time."""
    due = Booking.objects.filter(
        pk=booking.pk, reminded_at__isnull=True, given_back_at__isnull=True, cancelled_at__isnull=True
    )
    if not due.update(reminded_at=at):
        return False
    key = f"booking_near:{booking.pk}:{booking.starts_at.isoformat()}"
    return tell(booking, wording.reminder, key=key, at=at)
