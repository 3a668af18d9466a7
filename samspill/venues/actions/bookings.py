"""Somebody borrows a space, once or many times. A time is lent once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.keys import new_key
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import NotLent, Who, answer_by, check_may, is_at_once
from samspill.venues.actions.halls import TimeTaken, lent_hours, lock_space, take
from samspill.venues.actions.telling import tell, tell_of_several
from samspill.venues.models import Booking, Space
from samspill.venues.queries import clashes

MOST_AT_ONCE = 60


@dataclass(frozen=True)
class Order:
    """What somebody wants: a space, a time, for what, and for whom. `on_behalf_of` is a group we do not know.

    `wants` is what of the room's equipment is to be ready.
    """

    space_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str
    organisation: Organisation | None = None
    on_behalf_of: str = ""
    wants: tuple[str, ...] = ()


@transaction.atomic
def book(order: Order, person: Person, *, channel: str, by: Who, at: dt.datetime) -> Booking:
    """Borrow a space, at once or as a request that holds the time until it is answered; the borrower is told.

    Pressing twice gives the one booking. Raises `NotLent`, `MayNotBorrow`, `TimeTaken` and `HoldsNationalId`.
    """
    space = lock_space(order.space_id)
    standing = _standing(space, order, person)
    if standing is not None:
        return standing
    booking = _booked(space, order, person, channel=channel, by=by, at=at, series=None)
    say = wording.booked if booking.approved_at else wording.asked
    tell(booking, say, key=f"booking:{booking.pk}", at=at, answers_now=True)
    return booking


@transaction.atomic
def book_several(
    order: Order,
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    person: Person,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
) -> tuple[list[Booking], list[tuple[dt.datetime, str]]]:
    """Borrow a space many times; gives the bookings, and the times that could not be had with why, as a code.

    Those that are free are booked: the codes are `taken` and those of `rules.Objection`. One message tells of them all.
    Raises `MayNotBorrow` and `HoldsNationalId`.
    """
    space = lock_space(order.space_id)
    series, made, left = new_key(), list[Booking](), list[tuple[dt.datetime, str]]()
    taken = clashes(space, times)
    for starts_at, ends_at in times[:MOST_AT_ONCE]:
        one = replace(order, starts_at=starts_at, ends_at=ends_at)
        try:
            if starts_at in taken:
                raise TimeTaken
            made.append(_booked(space, one, person, channel=channel, by=by, at=at, series=series))
        except TimeTaken:
            left.append((starts_at, "taken"))
        except NotLent as error:
            left.append((starts_at, error.objection.value))
    if made:
        tell_of_several(made, at=at)
    return made, left


def _standing(space: Space, order: Order, person: Person) -> Booking | None:
    return Booking.objects.filter(
        space=space, person=person, starts_at=order.starts_at, ends_at=order.ends_at,
        refused_at__isnull=True, given_back_at__isnull=True, cancelled_at__isnull=True,
    ).first()  # fmt: skip


def _booked(
    space: Space,
    order: Order,
    person: Person,
    *,
    channel: str,
    by: Who,
    at: dt.datetime,
    series: uuid.UUID | None,
) -> Booking:
    check_may(space, order)
    hours = lent_hours(space, order.starts_at, order.ends_at, by=by, at=at)
    at_once = is_at_once(space, order, person, by=by, hours_say_so=hours.at_once)
    booking = Booking(
        space=space, person=person, organisation=order.organisation, on_behalf_of=order.on_behalf_of,
        purpose=order.purpose, wants=order.wants, starts_at=order.starts_at, ends_at=order.ends_at,
        series=series, asked_at=at, channel=channel, entered_by=by if isinstance(by, StaffMember) else None,
        approved_at=at if at_once else None,
        answer_by_on=None if at_once else answer_by(space, order.starts_at, at),
    )  # fmt: skip
    take(booking, space, is_new=True)
    note("book_space", booking, by=by, channel=channel, at=at, person=str(person.pk), space=str(space.pk))
    return booking
