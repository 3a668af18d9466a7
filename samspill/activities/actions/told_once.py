"""Two persons are one: what is said about the place they both had is said once, and so is that she is reminded."""

from __future__ import annotations

import datetime as dt

from samspill.activities.models import SignUp, Waiting
from samspill.foundation.actions import subject_of
from samspill.messaging.actions import cancel_message
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries import reach_of
from samspill.people.models import Person

#: What a reminder's key begins with.
REMINDER = "sign_up_reminder"


def say_it_once(kept: SignUp, double: SignUp, *, at: dt.datetime) -> None:
    """Of what is said about both places, what has gone out stands, and what waits to say it again is called off. What
    was to be said of the double alone is still said: its code and its link lead to the place that is kept
    (`queries.sign_ups.standing_place`). Where she was reminded of neither, she will be.
    """
    mine, theirs = _said(kept), _said(double)
    for what in mine.keys() & theirs.keys():
        if not cancel_message(theirs[what], at=at):
            cancel_message(mine[what], at=at)
    reminded = [
        kept.reminded_at if REMINDER in mine else None,
        double.reminded_at if REMINDER in theirs else None,
    ]
    kept.reminded_at = min((one for one in reminded if one), default=None)
    kept.save(update_fields=["reminded_at"])


def call_off_what_is_said_of(row: Waiting, *, at: dt.datetime) -> None:
    """She waits by another row, or has a place: nothing is said of this one any more."""
    for message in _said(row).values():
        cancel_message(message, at=at)


def remind_who_is_reached_now(*persons: Person, at: dt.datetime) -> None:
    """Nobody could write to one of them, and now that they are one somebody can: she is reminded of what is to come."""
    reached = [person for person in persons if reach_of(person) is not None]
    if not reached:
        return
    silent = [person for person in persons if person not in reached]
    coming = SignUp.objects.filter(person__in=silent, cancelled_at__isnull=True, occurrence__starts_at__gt=at)
    coming.update(reminded_at=None)


def _said(row: SignUp | Waiting) -> dict[str, OutboundMessage]:
    """What is said of it, or waits to be: by its key without the row's own."""
    rows = OutboundMessage.objects.filter(
        about=subject_of(row), cancelled_at__isnull=True, failed_at__isnull=True
    )
    return {message.key.replace(f":{row.pk}", ""): message for message in rows.order_by("queued_at")}
