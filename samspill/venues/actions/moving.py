"""A booking gets another time, or staff give it another room. Where that is taken it stands as it stood."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import NotLent, Who, answer_by, channel_of, reason_of
from samspill.venues.actions.halls import lent_hours, lock_halls, lock_space, locked, take
from samspill.venues.actions.telling import tell
from samspill.venues.models import Booking
from samspill.venues.queries import booking_of_link
from samspill.venues.rules import Objection


@transaction.atomic
def move(
    booking: Booking, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> Booking:
    """Give a booking another time in the same space; it waits for an answer again where that time demands one.

    Raises `NotLent` and `TimeTaken`, and then it stands as it stood.
    """
    space, booking = locked(booking)
    if not booking.is_live or booking.starts_at <= at:
        raise NotLent(Objection.PAST)
    hours = lent_hours(space, starts_at, ends_at, by=by, at=at)
    booking.quarters.all().delete()
    booking.starts_at, booking.ends_at = starts_at, ends_at
    take(booking, space)
    if not (hours.at_once or isinstance(by, StaffMember)):
        booking.approved_at, booking.answer_by_on = None, answer_by(space, starts_at, at)
    booking.moved_at, booking.reminded_at = at, None
    booking.save()
    facts = {"person": str(booking.person_id), "starts": starts_at.isoformat()}
    note("move_booking", booking, by=by, channel=channel_of(by), at=at, **facts)
    say = wording.moved if booking.approved_at else wording.asked
    tell(booking, say, key=f"booking_moved:{booking.pk}:{at.isoformat()}", at=at, answers_now=True)
    return booking


@transaction.atomic
def move_for(
    booking: Booking,
    space_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    reason: str,
    *,
    by: StaffMember,
    at: dt.datetime,
) -> Booking:
    """Staff give a booking another time, another space or both; the borrower is told, with the reason.

    A request that waits for an answer goes on waiting. Raises `NotLent`, `TimeTaken` and `ReasonMissing`, and then it
    stands as it stood.
    """
    reason = reason_of(reason)
    lock_halls(booking.space_id, space_id)
    space, booking = lock_space(space_id), booking_of_link(booking.pk)
    if not booking.is_live or booking.starts_at <= at:
        raise NotLent(Objection.PAST)
    lent_hours(space, starts_at, ends_at, by=by, at=at)
    booking.quarters.all().delete()
    booking.space, booking.starts_at, booking.ends_at = space, starts_at, ends_at
    take(booking, space)
    booking.moved_at, booking.reminded_at = at, None
    booking.save(update_fields=["space", "starts_at", "ends_at", "moved_at", "reminded_at"])
    facts = {"person": str(booking.person_id), "space": str(space.pk), "starts": starts_at.isoformat()}
    note("move_booking", booking, by=by, channel="web", at=at, **facts)
    key = f"booking_moved:{booking.pk}:{at.isoformat()}"
    tell(booking, lambda told: wording.moved_for(told, reason), key=key, at=at)
    return booking
