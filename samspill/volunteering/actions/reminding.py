"""What those who are booked are told as the time draws near: the private part, and a reminder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, QuerySet

from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import Assignment, Need
from samspill.volunteering.queries.tasks import meeting, opens_at
from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import Task

REMINDED_BEFORE = dt.timedelta(hours=24)
#: Whoever has just been told everything is not reminded of it.
JUST_TOLD = dt.timedelta(hours=12)
LONGEST_LOOK_AHEAD = dt.timedelta(days=31)


def send_due_details_and_reminders(at: dt.datetime) -> int:
    """Tell everybody booked what is due: the private part when it opens, a reminder the day before; how many."""
    return sum(_send_details(one, at) for one in _untold(at)) + sum(
        _remind(one, at) for one in _unreminded(at)
    )


def _upcoming(at: dt.datetime) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(
        released_at__isnull=True, shift__cancelled_at__isnull=True, shift__ends_at__gt=at
    ).exclude(shift__need__form=Need.Form.PAIR)  # A pair is told when its first meeting is arranged.
    return rows.select_related("person", "shift__need__unit", "shift__need__area").order_by(
        "shift__starts_at"
    )


def _untold(at: dt.datetime) -> list[Assignment]:
    rows = _upcoming(at).filter(details_told_at__isnull=True, shift__starts_at__lt=at + LONGEST_LOOK_AHEAD)
    return [one for one in rows if opens_at(one.shift) <= at]


def _unreminded(at: dt.datetime) -> QuerySet[Assignment]:
    near = _upcoming(at).filter(
        reminded_at__isnull=True, details_told_at__isnull=False, shift__starts_at__lte=at + REMINDED_BEFORE
    )
    return near.filter(
        shift__starts_at__gt=at,
        made_at__lt=F("shift__starts_at") - REMINDED_BEFORE - JUST_TOLD,
        details_told_at__lt=at - JUST_TOLD,
    )


@transaction.atomic
def _send_details(assignment: Assignment, at: dt.datetime) -> bool:
    if not _first_time(assignment, "details_told_at", at):
        return False
    private = meeting(assignment.shift.need)
    if not messages.details(private):
        return False
    return _tell(assignment, lambda task: messages.details_now(task, private), "details", at)


@transaction.atomic
def _remind(assignment: Assignment, at: dt.datetime) -> bool:
    if not _first_time(assignment, "reminded_at", at):
        return False
    private = meeting(assignment.shift.need)
    return _tell(assignment, lambda task: messages.reminder(task, private), "reminder", at)


def _first_time(assignment: Assignment, fact: str, at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time."""
    standing = Assignment.objects.filter(
        pk=assignment.pk, released_at__isnull=True, **{f"{fact}__isnull": True}
    )
    return bool(standing.update(**{fact: at}))


def _tell(assignment: Assignment, words: Callable[[Task], str], what: str, at: dt.datetime) -> bool:
    shift = assignment.shift
    key = f"{what}:{assignment.pk}:{shift.need.version}"
    is_needed = what == "details"
    return tell(assignment.person, shift, words, key=key, about=assignment, at=at, must_hear=is_needed)
