"""What waits for a person at the desk, in the one order of urgency there is."""

from __future__ import annotations

import datetime as dt

from samspill.volunteering.rules.next_step import Step

#: The most urgent first. What stands on the same step is told by how long it has waited, or how soon it is.
ORDER = (
    "callout",  # people are called out just now: lead
    "call",  # a task is soon, or a question did not arrive: call
    "callers",  # whoever asked must hear that somebody is missing: call
    "reopened",  # somebody could not after all: ask others
    "unclear",  # an answer we could not read for sure: read it
    "interests_late",  # somebody who wants to help has waited for two weeks: call
    "claim_late",  # somebody used her rights, and the month is nearly over: answer
    "ask",  # nobody is asked yet: ask
    "request",  # somebody asks for help on the square: read, and call
    "swaps",  # volunteers want to change with each other: ask somebody, or approve
    "ask_more",  # nobody has said yes: ask the next
    "claim",  # somebody wants something corrected, or to be forgotten: answer
    "interests",  # people want to help: call
    "attendance",  # something is over, and nobody has noted who came: note it
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


def rank(what: str) -> int:
    """How urgent it is, 0 the most."""
    return ORDER.index(what)
