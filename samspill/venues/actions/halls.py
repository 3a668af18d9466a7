"""What keeps a room from being lent twice: the lock of its hall, and each quarter of an hour as a row.

Whatever takes or frees time begins with the lock of the hall (the whole, for a part of one); then each quarter of an
hour in the space and in its parts is a row that the database keeps unique (0028).
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from samspill.people.models import StaffMember
from samspill.venues import rules
from samspill.venues.actions.borrowing import NotLent, Who
from samspill.venues.models import BookedQuarter, Booking, Space
from samspill.venues.queries import booking_of_link, taken_with, terms_of
from samspill.venues.rules import Objection


class TimeTaken(RuntimeError):
    """Somebody has the space, the hall it is part of or a part of it, in some of that time."""


def lock_space(space_id: uuid.UUID) -> Space:
    """A space with what it demands; the hall it belongs to is locked until the transaction ends.

    Raises `Space.DoesNotExist`.
    """
    whole_id = Space.objects.values_list("whole_id", flat=True).get(pk=space_id)
    Space.objects.select_for_update(no_key=True).get(pk=whole_id or space_id)
    rows = Space.objects.select_related("place").prefetch_related("parts", "hours", "place__closed_days")
    return rows.get(pk=space_id)


def take_for_part(part: Space, *, at: dt.datetime) -> None:
    """A new part of a hall is taken whenever the hall is. The hall is locked by the caller."""
    rows = BookedQuarter.objects.filter(space=part.whole_id, starts_at__gte=at)
    BookedQuarter.objects.bulk_create(
        BookedQuarter(booking_id=row.booking_id, space=part, starts_at=row.starts_at)
        for row in rows.order_by("starts_at")
    )


def lock_halls(*space_ids: uuid.UUID) -> None:
    """Lock the halls of several spaces in the order of their keys, so that nobody waits for each other."""
    rows = Space.objects.filter(pk__in=space_ids).values_list("pk", "whole_id")
    for key in sorted({whole or pk for pk, whole in rows}):
        Space.objects.select_for_update(no_key=True).get(pk=key)


def locked(booking: Booking) -> tuple[Space, Booking]:
    """A booking as it stands, and its space, whose hall is locked. Errors as `lock_space`."""
    space = lock_space(booking.space_id)
    return space, booking_of_link(booking.pk)


def lent_hours(
    space: Space, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> rules.Hours:
    """The hours a time lies within. Raises `NotLent`."""
    terms = terms_of(space)
    why = rules.objection(starts_at, ends_at, terms, at=at, by_staff=isinstance(by, StaffMember))
    hours = None if why else rules.hours_that_hold(starts_at, ends_at, terms)
    if hours is None or space.closed_at:
        raise NotLent(why or Objection.OUTSIDE)
    return hours


def take(booking: Booking, space: Space, *, is_new: bool = False) -> None:
    """Write the quarters down, in the order everybody does. Raises `TimeTaken`, and nothing is written."""
    starts = rules.quarters(booking.starts_at, booking.ends_at)
    try:
        with transaction.atomic():
            if is_new:
                booking.save(force_insert=True)
            BookedQuarter.objects.bulk_create(
                BookedQuarter(booking=booking, space_id=key, starts_at=one)
                for key in taken_with(space)
                for one in starts
            )
    except IntegrityError as error:
        raise TimeTaken from error
