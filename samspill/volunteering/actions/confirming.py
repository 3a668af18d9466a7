"""Telling somebody that she has a place, or waits for one, with what she may know now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from samspill.messaging.queries import language_of
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import Assignment, Shift
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.tasks import details_day, meeting, opens_at
from samspill.volunteering.wording import messages, rotas
from samspill.volunteering.wording.messages import Meeting, Task

Wording = Callable[[Task, Meeting | None, str], str]


def tell_that_it_is_hers(assignment: Assignment, shift: Shift, *, channel: str, at: dt.datetime) -> None:
    """She has a place."""
    _tell(assignment, shift, messages.booked, "booked", at, answers_now=channel in CARRIED)


def words_of_booking(assignment: Assignment, shift: Shift, private: Meeting | None) -> Callable[[Task], str]:
    """What tells her that it is hers, with the private part she may know now."""
    return _words(messages.booked, assignment, shift, private)


def tell_that_she_moved_up(assignment: Assignment, shift: Shift, *, at: dt.datetime) -> None:
    """She was a reserve, and has a place now. That the private part is told is written down."""
    if opens_at(shift) <= at:
        assignment.details_told_at = at
        assignment.save(update_fields=["details_told_at"])
    _tell(assignment, shift, rotas.moved_up, "moved_up", at, must_hear=True)


def tell_that_she_is_reserve(assignment: Assignment, shift: Shift, *, channel: str, at: dt.datetime) -> None:
    """The places were taken, and she waits behind them."""
    key = f"reserve:{assignment.pk}"
    tell(
        assignment.person, shift, rotas.reserve, key=key, about=assignment, at=at,
        answers_now=channel in CARRIED,
    )  # fmt: skip


def _tell(
    assignment: Assignment,
    shift: Shift,
    wording: Wording,
    what: str,
    at: dt.datetime,
    *,
    answers_now: bool = False,
    must_hear: bool = False,
) -> None:
    private = meeting(shift.need) if opens_at(shift) <= at else None
    words, key = _words(wording, assignment, shift, private), f"{what}:{assignment.pk}"
    tell(
        assignment.person, shift, words, key=key, about=assignment, at=at, answers_now=answers_now,
        must_hear=must_hear,
    )  # fmt: skip


def _words(
    wording: Wording, assignment: Assignment, shift: Shift, private: Meeting | None
) -> Callable[[Task], str]:
    day = details_day(shift, language_of(assignment.person))
    return lambda task: wording(task, private, day)
