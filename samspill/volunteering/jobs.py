"""What the clock asks of volunteering."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.digests import send_weekly_digests
from samspill.volunteering.actions.interests import tell_those_who_wait
from samspill.volunteering.actions.mailings import queue_mailings
from samspill.volunteering.actions.mondays import send_monday_letters
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
def see_to_those_a_mailing_is_to(at: dt.datetime) -> None:
    """Somebody pressed «Send»: bit by bit the messages are put into the outbox."""
    queue_mailings(at)


@every(minutes=20)
def send_what_goes_once_a_week(at: dt.datetime) -> None:
    """On Mondays: to volunteers who have chosen it, and to staff whom something waits for."""
    send_weekly_digests(at)
    send_monday_letters(at)
