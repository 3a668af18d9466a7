"""Somebody borrows a space, moves it, gives it back; staff answer. A time is lent once.

Whatever takes or frees time begins with the lock of the hall (the whole, for a part of one); then each quarter of an
hour in the space and in its parts is a row that the database keeps unique (0028).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.keys import new_key
from samspill.organisations.models import Organisation
from samspill.organisations.queries.acting import acting_posts
from samspill.people.actions import ReasonMissing, refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.venues import rules, wording
from samspill.venues.actions.telling import tell, tell_of_several
from samspill.venues.models import BookedQuarter, Booking, Space
from samspill.venues.queries import booking_of_link, clashes, taken_with, terms_of
from samspill.venues.rules import Objection
from samspill.venues.signals import booking_cancelled

Who = StaffMember | Person
MOST_AT_ONCE = 60


class TimeTaken(RuntimeError):
    """Somebody has the space, the hall it is part of or a part of it, in some of that time."""


class NotLent(ValueError):
    """The space is not lent at that time. `objection` says why."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.value)
        self.objection = objection


class MayNotBorrow(ValueError):
    """The space is lent to associations, or to registered ones, and this is none."""


@dataclass(frozen=True)
class Order:
    """What somebody wants: a space, a time, for what, and for whom. `on_behalf_of` is a group we do not know."""

    space_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str
    organisation: Organisation | None = None
    on_behalf_of: str = ""


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
        one = Order(order.space_id, starts_at, ends_at, order.purpose, order.organisation, order.on_behalf_of)
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


@transaction.atomic
def move(
    booking: Booking, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> Booking:
    """Give a booking another time in the same space; it waits for an answer again where that time demands one.

    Raises `NotLent` and `TimeTaken`, and then it stands as it stood.
    """
    space, booking = _locked(booking)
    if not booking.is_live or booking.starts_at <= at:
        raise NotLent(Objection.PAST)
    hours = _hours(space, starts_at, ends_at, by=by, at=at)
    booking.quarters.all().delete()
    booking.starts_at, booking.ends_at = starts_at, ends_at
    _take(booking, space)
    if not (hours.at_once or isinstance(by, StaffMember)):
        booking.approved_at, booking.answer_by_on = None, _answer_by(space, starts_at, at)
    booking.moved_at, booking.reminded_at = at, None
    booking.save()
    facts = {"person": str(booking.person_id), "starts": starts_at.isoformat()}
    note("move_booking", booking, by=by, channel=_channel(by), at=at, **facts)
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
    reason = _reason(reason)
    lock_halls(booking.space_id, space_id)
    space, booking = lock_space(space_id), booking_of_link(booking.pk)
    if not booking.is_live or booking.starts_at <= at:
        raise NotLent(Objection.PAST)
    _hours(space, starts_at, ends_at, by=by, at=at)
    booking.quarters.all().delete()
    booking.space, booking.starts_at, booking.ends_at = space, starts_at, ends_at
    _take(booking, space)
    booking.moved_at, booking.reminded_at = at, None
    booking.save(update_fields=["space", "starts_at", "ends_at", "moved_at", "reminded_at"])
    facts = {"person": str(booking.person_id), "space": str(space.pk), "starts": starts_at.isoformat()}
    note("move_booking", booking, by=by, channel="web", at=at, **facts)
    key = f"booking_moved:{booking.pk}:{at.isoformat()}"
    tell(booking, lambda told: wording.moved_for(told, reason), key=key, at=at)
    return booking


@transaction.atomic
def give_back(booking: Booking, *, by: Who, at: dt.datetime) -> bool:
    """The borrower does not need it: others can have it, and she is thanked. False where it was settled or is over."""
    _space, booking = _locked(booking)
    if not booking.is_live or booking.ends_at <= at:
        return False
    _free(booking, "given_back_at", by, at)
    note("give_back_space", booking, by=by, channel=_channel(by), at=at, person=str(booking.person_id))
    tell(booking, wording.given_back, key=f"booking_back:{booking.pk}", at=at, answers_now=True)
    return True


@transaction.atomic
def approve(booking: Booking, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say yes to a request; False where a colleague has answered or the borrower gave it back."""
    _space, booking = _locked(booking)
    if not booking.is_live or booking.approved_at:
        return False
    booking.approved_at, booking.approved_by = at, by
    booking.save(update_fields=["approved_at", "approved_by"])
    note("approve_booking", booking, by=by, channel="web", at=at, person=str(booking.person_id))
    tell(booking, wording.booked, key=f"booking_approved:{booking.pk}:{at.isoformat()}", at=at)
    return True


@transaction.atomic
def refuse(booking: Booking, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Say no to a request, with the reason she is told; False where it is answered. Raises `ReasonMissing`."""
    _space, booking = _locked(booking)
    reason = _reason(reason)
    if not booking.is_live or booking.approved_at:
        return False
    _free(booking, "refused_at", by, at, reason)
    note("refuse_booking", booking, by=by, channel="web", at=at, person=str(booking.person_id))
    tell(booking, wording.refused, key=f"booking_refused:{booking.pk}", at=at)
    return True


@transaction.atomic
def cancel(booking: Booking, reason: str, *, by: StaffMember, at: dt.datetime) -> bool:
    """Take back what was booked, with the reason she is told; False where it is settled. Raises `ReasonMissing`."""
    _space, booking = _locked(booking)
    reason = _reason(reason)
    if not booking.is_live or booking.ends_at <= at:
        return False
    _free(booking, "cancelled_at", by, at, reason)
    note("cancel_booking", booking, by=by, channel="web", at=at, person=str(booking.person_id))
    tell(booking, wording.cancelled, key=f"booking_cancelled:{booking.pk}", at=at)
    return True


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


def _locked(booking: Booking) -> tuple[Space, Booking]:
    space = lock_space(booking.space_id)
    return space, booking_of_link(booking.pk)


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
    refuse_national_ids(purpose=order.purpose, on_behalf_of=order.on_behalf_of)
    _may(space, order)
    hours = _hours(space, order.starts_at, order.ends_at, by=by, at=at)
    at_once = isinstance(by, StaffMember) or (hours.at_once and _is_shown(space, order, person))
    booking = Booking(
        space=space, person=person, organisation=order.organisation, on_behalf_of=order.on_behalf_of,
        purpose=order.purpose, starts_at=order.starts_at, ends_at=order.ends_at, series=series, asked_at=at,
        channel=channel, entered_by=by if isinstance(by, StaffMember) else None, approved_at=at if at_once else None,
        answer_by_on=None if at_once else _answer_by(space, order.starts_at, at),
    )  # fmt: skip
    _take(booking, space, is_new=True)
    note("book_space", booking, by=by, channel=channel, at=at, person=str(person.pk), space=str(space.pk))
    return booking


def _may(space: Space, order: Order) -> None:
    if space.lends_to == Space.Lends.ASSOCIATIONS and not (order.organisation or order.on_behalf_of):
        raise MayNotBorrow(space.lends_to)
    if space.lends_to == Space.Lends.REGISTERED and order.organisation is None:
        raise MayNotBorrow(space.lends_to)


def _is_shown(space: Space, order: Order, person: Person) -> bool:
    """Whether she may borrow it without anybody looking: for all, or for an association that she acts for."""
    if space.lends_to == Space.Lends.EVERYBODY:
        return True
    return acting_posts().filter(person=person, organisation=order.organisation).exists()


def _hours(
    space: Space, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Who, at: dt.datetime
) -> rules.Hours:
    terms = terms_of(space)
    why = rules.objection(starts_at, ends_at, terms, at=at, by_staff=isinstance(by, StaffMember))
    hours = None if why else rules.hours_that_hold(starts_at, ends_at, terms)
    if hours is None or space.closed_at:
        raise NotLent(why or Objection.OUTSIDE)
    return hours


def _take(booking: Booking, space: Space, *, is_new: bool = False) -> None:
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


def _free(booking: Booking, how: str, by: Who, at: dt.datetime, reason: str = "") -> None:
    booking.quarters.all().delete()
    setattr(booking, how, at)
    booking.reason, booking.ended_by = reason, by if isinstance(by, StaffMember) else None
    booking.save(update_fields=[how, "reason", "ended_by"])
    verb = {
        "given_back_at": "give_back_space",
        "refused_at": "refuse_booking",
        "cancelled_at": "cancel_booking",
    }
    note(verb[how], booking, by=by, channel=_channel(by), at=at)
    if how != "refused_at":
        booking_cancelled.send(Booking, booking=booking, at=at)


def _answer_by(space: Space, starts_at: dt.datetime, at: dt.datetime) -> dt.date:
    promised = clock.local_day(at) + dt.timedelta(days=space.answer_days)
    return min(promised, clock.local_day(starts_at))


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    refuse_national_ids(reason=reason)
    return reason


def _channel(by: Who) -> str:
    return "phone" if isinstance(by, StaffMember) else "web"
