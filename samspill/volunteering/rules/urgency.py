"""What waits for a person at the desk, in the one order of urgency there is."""

from __future__ import annotations

import datetime as dt

from samspill.volunteering.rules.next_step import Step

#: The most urgent first. What stands on the same step is told by how long it has waited, or how soon it is.
ORDER = (
    "callout",  # people are called out just now: lead
    "pair_low",  # one of a pair is not well, or asks for help: read, and call
    "call",  # a task is soon, or a question did not arrive: call
    "callers",  # whoever asked must hear that somebody is missing: call
    "reopened",  # somebody could not after all: ask others
    "unclear",  # an answer we could not read for sure: read it
    "talk",  # a first conversation is today: hold it, in time
    "review",  # a pair should have been reviewed by now: hold it
    "interests_late",  # somebody who wants to help has waited for two weeks: call
    "claim_late",  # somebody used her rights, and the month is nearly over: answer
    "plan_soon",  # a plan for today or tomorrow on is made, and nobody has approved it: approve it
    "too_few",  # equipment is gone, and loans to come cannot be kept: find something else, or say so
    "closed_rooms",  # a room is booked on a day its house is closed: move it, cancel it, or let them in
    "closed_doors",  # equipment is to be fetched or brought back while the house is closed: change it, or say so
    "choose",  # a place is free at something of ours, and people wait for it: choose who gets it
    "request",  # somebody asks for help on the square: read, and call
    "ask",  # nobody is asked yet: ask
    "swaps",  # volunteers want to change with each other: ask somebody, or approve
    "ask_more",  # nobody has said yes: ask the next
    "plan",  # a plan is made, and nobody has approved it: approve it
    "reports",  # readers say that something on the square is wrong: look
    "readings",  # associations want to show something, and nobody has read it: read
    "claim",  # somebody wants something corrected, or to be forgotten: answer
    "interests",  # people want to help: call
    "talk_after",  # the time of a first conversation is over: say what came of it
    "pair_answers",  # an answer may be about several pairs: place it
    "pairs",  # words to read, first meetings to arrange, people to call: see the pairs
    "attendance",  # something is over, and nobody has noted who came: note it
    "course",  # a course is over, and nobody has noted who came: note it
    "papers",  # papers soon run out, or are not signed: remind
    "capability",  # nobody knows whether an organisation still stands by: call
    "wait",  # people are thinking: nothing to do yet
)


def urgency_of_shift(step: Step, *, withdrew: bool) -> str:
    """Which of `ORDER` an open shift is; `step` is what to do about it (`rules.next_step`)."""
    if withdrew and step in ("ask", "ask_more"):
        return "reopened"
    return step


def urgency_of_claim(asked_at: dt.datetime, at: dt.datetime, answered_within: dt.timedelta) -> str:
    """A claim grows urgent a week before its time is over."""
    return "claim_late" if at - asked_at > answered_within - dt.timedelta(days=7) else "claim"


def urgency_of_plan(from_on: dt.date, today: dt.date) -> str:
    """A plan grows urgent the day before its first day."""
    return "plan_soon" if from_on <= today + dt.timedelta(days=1) else "plan"


def rank(what: str) -> int:
    """How urgent it is, 0 the most."""
    return ORDER.index(what)
