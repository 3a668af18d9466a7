"""What the clock asks of volunteering."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.callers import tell_of_the_uncovered
from samspill.volunteering.actions.interests import tell_those_who_wait
from samspill.volunteering.actions.reminding import send_due_details_and_reminders
from samspill.volunteering.actions.rotas import extend_rotas


@every(minutes=1)
def ask_the_next_where_it_is_due(at: dt.datetime) -> None:
    """A wave has had its time, and the shift is still open."""
    send_due_waves(at)


@every(minutes=5)
def tell_those_who_are_booked(at: dt.datetime) -> None:
    """The private part opens, or it is tomorrow."""
    send_due_details_and_reminders(at)


@every(hours=6)
def tell_those_who_wait_for_a_call(at: dt.datetime) -> None:
    """Nobody called within two weeks."""
    tell_those_who_wait(at)


@every(minutes=5)
def tell_those_who_asked(at: dt.datetime) -> None:
    """What somebody asked for begins soon, and too few come."""
    tell_of_the_uncovered(at)


@every(hours=6)
def make_times_of_rotas(at: dt.datetime) -> None:
    """Times of what comes back have come within sight."""
    extend_rotas(at)
