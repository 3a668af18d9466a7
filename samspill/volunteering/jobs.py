"""What the clock asks of volunteering."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.interests import tell_those_who_wait
from samspill.volunteering.actions.planning import solve_plans_that_wait
from samspill.volunteering.actions.plans import ask_for_approved_plans
from samspill.volunteering.actions.reminding import send_due_details_and_reminders


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


@every(seconds=2)
def make_plans_that_wait(at: dt.datetime) -> None:
    """A plan was too large to be made while somebody waited for the page."""
    solve_plans_that_wait(at)


@every(minutes=1)
def put_the_questions_of_plans(at: dt.datetime) -> None:
    """A plan is approved, and not everybody in it has been asked yet."""
    ask_for_approved_plans(at)
