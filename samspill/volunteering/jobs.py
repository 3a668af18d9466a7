"""What the clock asks of volunteering."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.volunteering.actions import keeping as _rules  # noqa: F401 - importing it declares them.
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.callers import tell_of_the_uncovered
from samspill.volunteering.actions.capabilities import ask_what_still_stands
from samspill.volunteering.actions.digests import send_weekly_digests
from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
from samspill.volunteering.actions.mailings import queue_mailings
from samspill.volunteering.actions.mondays import send_monday_letters
from samspill.volunteering.actions.planning import solve_plans_that_wait
from samspill.volunteering.actions.plans import ask_for_approved_plans
from samspill.volunteering.actions.reading_tasks import read_due_sources
from samspill.volunteering.actions.reminding import send_due_details_and_reminders
from samspill.volunteering.actions.rotas import extend_rotas
from samspill.volunteering.actions.running_out import remind_of_what_runs_out
from samspill.volunteering.actions.staying import ask_who_wants_to_stay
from samspill.volunteering.actions.talks import remind_of_talks
from samspill.volunteering.actions.thanking import thank_after_tasks
from samspill.volunteering.actions.waiting import tell_those_who_wait


@every(minutes=1)
def ask_the_next_where_it_is_due(at: dt.datetime) -> None:
    """A wave has had its time, and the shift is still open."""
    send_due_waves(at)


@every(minutes=5)
def tell_those_who_are_booked(at: dt.datetime) -> None:
    """The private part opens, or it is tomorrow."""
    send_due_details_and_reminders(at)


@every(hours=6)
def ask_what_organisations_stand_for(at: dt.datetime) -> None:
    """What an organisation offers in a crisis is about to run out."""
    ask_what_still_stands(at)


@every(hours=6)
def tell_those_who_wait_for_a_call(at: dt.datetime) -> None:
    """Nobody called within two weeks."""
    tell_those_who_wait(at)


@every(minutes=15)
def remind_those_we_talk_with(at: dt.datetime) -> None:
    """It is tomorrow that we talk."""
    remind_of_talks(at)


@every(hours=24)
def ask_those_not_heard_of_for_long(at: dt.datetime) -> None:
    """Their time is soon over: do they want to stay?"""
    ask_who_wants_to_stay(at)


@every(hours=6)
def tell_whose_papers_run_out(at: dt.datetime) -> None:
    """Two months before, and two weeks before."""
    remind_of_what_runs_out(at)


@every(hours=1)
def say_thank_you(at: dt.datetime) -> None:
    """Somebody helped a unit that has the habit of thanking."""
    thank_after_tasks(at)


@every(hours=1)
def ask_pairs_how_it_goes(at: dt.datetime) -> None:
    """Both sides of a pair are asked on the day that is set."""
    ask_due_follow_ups(at)


@every(seconds=2)
def make_plans_that_wait(at: dt.datetime) -> None:
    """A plan was too large to be made while somebody waited for the page."""
    solve_plans_that_wait(at)


@every(minutes=1)
def put_the_questions_of_plans(at: dt.datetime) -> None:
    """A plan is approved, and not everybody in it has been asked yet."""
    ask_for_approved_plans(at)


@every(seconds=2)
def see_to_those_a_mailing_is_to(at: dt.datetime) -> None:
    """Somebody pressed «Send»: bit by bit the messages are put into the outbox."""
    queue_mailings(at)


@every(minutes=20)
def send_what_goes_once_a_week(at: dt.datetime) -> None:
    """On Mondays: to volunteers who have chosen it, and to staff whom something waits for."""
    send_weekly_digests(at)
    send_monday_letters(at)


@every(minutes=5)
def tell_those_who_asked(at: dt.datetime) -> None:
    """What somebody asked for begins soon, and too few come."""
    tell_of_the_uncovered(at)


@every(hours=6)
def make_times_of_rotas(at: dt.datetime) -> None:
    """Times of what comes back have come within sight."""
    extend_rotas(at)


@every(minutes=15)
def read_tasks_of_others(at: dt.datetime) -> None:
    """Each list is read once a day, and sooner again while it fails."""
    read_due_sources(at)
