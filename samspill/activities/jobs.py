"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.activities import actions
from samspill.activities.actions import keeping as _rules  # noqa: F401 - importing it declares them.
from samspill.activities.actions.choosing import tell_who_chooses
from samspill.activities.actions.fairs import ask_hosts_how_many_joined, draw_fairs_that_wait
from samspill.activities.actions.fairs import keeping as _pupils  # noqa: F401 - likewise.
from samspill.activities.actions.subscriptions import send_week_letters
from samspill.activities.actions.waiting import move_lines_to_the_next_time
from samspill.foundation.changes import number_changes_everywhere
from samspill.foundation.jobs import every


@every(minutes=15)
def refresh_calendars(at: dt.datetime) -> None:
    """Fetch the calendars that are due."""
    actions.refresh_subscriptions(at)


@every(hours=12)
def extend_horizon(at: dt.datetime) -> None:
    """Make rows of the times that have come within sight."""
    actions.extend_horizon(at)


@every(minutes=10)
def remind_those_who_signed_up(at: dt.datetime) -> None:
    """It is tomorrow."""
    actions.send_due_sign_up_reminders(at)


@every(minutes=5)
def pass_on_what_nobody_answered(at: dt.datetime) -> None:
    """A place that was offered goes to the next; who waits for all the times waits at the next. Where the organiser
    chooses, she is told.
    """
    move_lines_to_the_next_time(at)
    actions.end_offers_that_ran_out(at)
    tell_who_chooses(at)


@every(seconds=5, across=True)
def number_what_changed(at: dt.datetime) -> None:
    """So that those who follow what is public hear of it."""
    number_changes_everywhere(at=at)


@every(minutes=10)
def write_letters_about_the_week(at: dt.datetime) -> None:
    """Tell those who asked what happens, once a week or the day before."""
    send_week_letters(at)


@every(seconds=5)
def draw_places_at_fairs(at: dt.datetime) -> None:
    """A fair was too large to be drawn while somebody waited for the page."""
    draw_fairs_that_wait(at)


@every(hours=6)
def ask_how_many_joined_after_fairs(at: dt.datetime) -> None:
    """Two weeks have gone since a fair."""
    ask_hosts_how_many_joined(at)
