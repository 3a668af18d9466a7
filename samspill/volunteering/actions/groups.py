"""An association takes part as a group: its seats count as places, and its contact person gets the messages."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.queries import language_of
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import calling_off, seats
from samspill.volunteering.actions.answers import NotBooked
from samspill.volunteering.actions.asking_next import fill_again
from samspill.volunteering.actions.callers import note_the_cover
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.actions.waves import AlreadyCovered
from samspill.volunteering.models import GroupBooking, GroupSeat, Shift
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.tasks import details_day, meeting, opens_at
from samspill.volunteering.wording import groups
from samspill.volunteering.wording.messages import Task


class NoRoomForAll(RuntimeError):
    """There are fewer places open than the group needs. The argument is how many there are."""


class GroupIsBooked(RuntimeError):
    """The association has places here already."""


@transaction.atomic
def book_group(
    shift_id: uuid.UUID,
    organisation: Organisation,
    size: int,
    *,
    contact: Person,
    channel: str,
    by: StaffMember,
    at: dt.datetime,
) -> GroupBooking:
    """So many of an association come. The contact person is told, and the others asked that it is covered if it is.

    Raises `AlreadyCovered` where it is over, `NoRoomForAll` and `GroupIsBooked`; then nothing is booked.
    """
    shift = seats.lock_shift(shift_id)
    if seats.is_over(shift, at):
        raise AlreadyCovered(shift_id)
    if GroupBooking.objects.filter(shift=shift, organisation=organisation, released_at__isnull=True).exists():
        raise GroupIsBooked(organisation.pk)
    free = seats.free_seats(shift)
    if len(free) < size:
        raise NoRoomForAll(len(free))
    booking = _write(shift, organisation, size, contact, channel, by, at)
    rows = [GroupSeat(booking=booking, shift=shift, seat=seat) for seat in free[:size]]
    GroupSeat.objects.bulk_create(rows)
    note("book_group", shift.need, by=by, channel=channel, at=at, shift=str(shift.pk), asked=size)
    if len(free) == size:
        note_the_cover(shift, at=at)
    if not seats.open_seats(shift):
        seats.tell_that_it_is_covered(shift, at=at)
    _confirm(booking, shift, at)
    return booking


@transaction.atomic
def withdraw_group(booking_id: uuid.UUID, *, channel: str, by: StaffMember, at: dt.datetime) -> None:
    """The group cannot after all: its seats are free, reserves move up, the next are asked. Raises `NotBooked`."""
    shift = seats.lock_shift(GroupBooking.objects.values_list("shift_id", flat=True).get(pk=booking_id))
    booking = GroupBooking.objects.select_related("organisation", "contact").get(pk=booking_id)
    if booking.released_at is not None:
        raise NotBooked(booking_id)
    calling_off.release_group(booking, "withdrew", channel=channel, at=at)
    note("release_group", shift.need, by=by, channel=channel, at=at, shift=str(shift.pk))
    if not seats.is_over(shift, at):
        name, key = booking.organisation.name, f"group_released:{booking.pk}"
        tell(
            booking.contact, shift, lambda task: groups.released(task, name), key=key, about=booking, at=at,
            answers_now=channel in CARRIED,
        )  # fmt: skip
        fill_again(shift, at=at)


def _write(
    shift: Shift,
    organisation: Organisation,
    size: int,
    contact: Person,
    channel: str,
    by: StaffMember,
    at: dt.datetime,
) -> GroupBooking:
    return GroupBooking.objects.create(
        shift=shift,
        organisation=organisation,
        contact=contact,
        size=size,
        made_at=at,
        channel=channel,
        entered_by=by,
        details_told_at=at if opens_at(shift) <= at else None,
    )


def _confirm(booking: GroupBooking, shift: Shift, at: dt.datetime) -> None:
    private = meeting(shift.need) if booking.details_told_at else None
    day = details_day(shift, language_of(booking.contact))

    def words(task: Task) -> str:
        return groups.booked(task, private, booking.organisation.name, booking.size, day)

    tell(booking.contact, shift, words, key=f"group_booked:{booking.pk}", about=booking, at=at)
