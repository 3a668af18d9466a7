"""What tests of what comes back share: its times, in order and by the wall clock, and how one says yes."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.volunteering.actions import answer_offer
from samspill.volunteering.models import Assignment, Need, Offer, Shift


def times(need: Need) -> list[Shift]:
    """What is not called off, in order."""
    return list(need.shifts.filter(cancelled_at__isnull=True).order_by("starts_at", "role__number"))


def local(shift: Shift) -> str:
    """When it begins by the wall clock: `10.03 17:00`."""
    return f"{clock.local(shift.starts_at):%d.%m %H:%M}"


def book(offer: Offer, at: dt.datetime) -> Assignment | None:
    """Whoever is asked says yes."""
    return answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at).assignment
