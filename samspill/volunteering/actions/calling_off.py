"""Shifts are called off: seats are freed, questions lapse, and everybody concerned is told once, whatever she had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import cancel_unsent_about
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.telling import News, tell_each_once
from samspill.volunteering.models import GroupBooking, GroupSeat, Offer, Shift, Wave
from samspill.volunteering.wording import messages, rotas


def call_off(shifts: Sequence[Shift], *, channel: str, by: StaffMember | str, at: dt.datetime) -> int:
    """Call off these shifts, which must be locked; how many are told. One who had several gets one message with all.

    Those booked are counted whether or not they can be written to: the others must be called.
    """
    keys = [shift.pk for shift in shifts]
    Shift.objects.filter(pk__in=keys, cancelled_at__isnull=True).update(cancelled_at=at)
    Wave.objects.filter(shift__in=keys, next_due_at__isnull=False).update(next_due_at=None)
    booked: list[News] = []
    asked: list[News] = []
    for shift in shifts:
        shift.cancelled_at = at
        booked += _those_booked(shift, channel, by, at)
        asked += _those_asked(shift, at)
    are_booked = {one.person.pk for one in booked}
    only_asked = [one for one in asked if one.person.pk not in are_booked]
    tell_each_once(booked, messages.cancelled, rotas.stopped, at=at, must_hear=True)
    return len(are_booked) + tell_each_once(only_asked, messages.cancelled, rotas.stopped, at=at)


def release_group(booking: GroupBooking, reason: str, *, channel: str, at: dt.datetime) -> None:
    """Free a group's seats, all of them. The shift must be locked."""
    booking.released_at, booking.released_reason, booking.released_channel = at, reason, channel
    booking.save(update_fields=["released_at", "released_reason", "released_channel"])
    GroupSeat.objects.filter(booking=booking, released_at__isnull=True).update(released_at=at)


def _those_booked(shift: Shift, channel: str, by: StaffMember | str, at: dt.datetime) -> Iterator[News]:
    for assignment in seats.live_assignments(shift).select_related("person", "shift__need"):
        seats.release(assignment, "cancelled", channel=channel, by=by, at=at)
        yield News(assignment.person, f"off:{assignment.pk}", assignment, shift)
    for group in GroupBooking.objects.filter(shift=shift, released_at__isnull=True).select_related("contact"):
        release_group(group, "cancelled", channel=channel, at=at)
        yield News(group.contact, f"off:{group.pk}", group, shift)


def _those_asked(shift: Shift, at: dt.datetime) -> Iterator[News]:
    """Those whose question had left, or who were called; a question that waits to be sent is called off instead."""
    asked = list(seats.open_offers(shift).select_related("person"))
    Offer.objects.filter(pk__in=[offer.pk for offer in asked]).update(lapsed_at=at)
    never_left = cancel_unsent_about([subject_of(offer) for offer in asked], at=at, reason="cancelled")
    for offer in asked:
        if subject_of(offer) not in never_left:
            yield News(offer.person, f"cancelled:{offer.pk}", offer, shift, seats.way_of(offer))
