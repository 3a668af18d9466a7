"""A time parted into appointments: the n-th seat is the n-th appointment, all equally long (decision 0041)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

#: Minutes of an appointment.
SHORTEST, LONGEST = 5, 240


class NoRoomForAppointments(ValueError):
    """A time has no end, or is shorter than one appointment."""


@dataclass(frozen=True)
class Appointment:
    """The `number`-th appointment of a time."""

    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_all_day: bool = False


def how_many(lengths: Iterable[int | None], each: int) -> int:
    """How many appointments fit in every one of these times, in minutes. Raises `NoRoomForAppointments`."""
    fitting = [(minutes or 0) // each for minutes in lengths]
    if not fitting or min(fitting) < 1:
        raise NoRoomForAppointments
    return min(fitting)


def appointment(starts_at: dt.datetime, each: int, number: int) -> Appointment:
    """When the appointment of this number is, in a time that starts then."""
    begins = starts_at + dt.timedelta(minutes=each * (number - 1))
    return Appointment(number, begins, begins + dt.timedelta(minutes=each))
