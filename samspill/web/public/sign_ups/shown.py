"""What the pages tell of a place, or of a place in line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, ngettext

from samspill.activities.models import Activity, SignUp, Waiting
from samspill.activities.queries.appointments import appointment_of
from samspill.activities.queries.sign_ups import together_with
from samspill.activities.queries.waiting import place_in_line
from samspill.activities.queries.whole import is_whole, times_to_come
from samspill.activities.rules.parties import CHILD, names_in_words
from samspill.activities.rules.questions import read_questions
from samspill.foundation import clock
from samspill.web.public.activities.shown import told_in


def title_of(activity: Activity) -> str:
    """What the activity is called, in the reader's language where it is told in it."""
    return told_in(activity.title, get_language() or "nb")[1]


def what_is_taken(row: SignUp | Waiting) -> dict[str, Any]:
    """What the pages tell of a place, or of a place in line."""
    if isinstance(row, Waiting):
        return _facts(row) | {"waiting": row, "number": place_in_line(row)}
    return _facts(row) | {"sign_up": row, "appointment": appointment_of(row)}


def lacks_words(row: SignUp) -> bool:
    """Whether the names of the children, or answers one must give, are gone: they were deleted when the place was given
    back, and it was taken again.
    """
    rows = together_with(row)
    if not rows:
        return False
    answered = {asked for asked, _answer in rows[0].answers}
    must = {one.words for one in read_questions(row.occurrence.activity.questions) if one.must}
    return bool(must - answered) or (row.for_whom == CHILD and not any(one.guest_name for one in rows))


def _facts(row: SignUp | Waiting) -> dict[str, Any]:
    activity = row.occurrence.activity
    return {
        "here": "week",
        "all_times": _all_times(row),
        "who": _who(row),
        "time": row.occurrence,
        "title": title_of(activity),
        "where": row.occurrence.where,
    }


def _all_times(row: SignUp | Waiting) -> list[Any]:
    """The times to come of what she has signed up for once, or waits for; none where it is one time."""
    if not row.occurrence.activity.for_all_times or (isinstance(row, SignUp) and not is_whole(row)):
        return []
    coming = times_to_come(row.occurrence.activity, at=clock.now())
    return [time for time in coming if time.cancelled_at is None]


def _who(row: SignUp | Waiting) -> str:
    """Who comes besides, or in place of, the one who signed up: names of children, or how many. "" for oneself."""
    if isinstance(row, Waiting):
        names, places = list(row.guests), row.places
    else:
        rows = together_with(row)
        names, places = [one.guest_name for one in rows], len(rows)
    many = ngettext("%(n)s place", "%(n)s places", places) % {"n": places} if places > 1 else ""
    return names_in_words(names) or many
