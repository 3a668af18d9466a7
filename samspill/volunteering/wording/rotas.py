"""What those are written who take part in what comes back: reserves, several times at once, a series that ends."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.volunteering.wording.messages import Meeting, Task, details, signed, way_out, what

#: So many times are told one by one.
MOST_TIMES = 20


def reserve(task: Task) -> str:
    """The places were taken when she said yes, and she waits behind them."""
    words = _(
        "Thank you! All places are taken, so you are reserve: %(what)s. If somebody cannot, the place is yours and we"
        " tell you at once."
    )
    return _joined(words % {"what": what(task)}, way_out(task), _signed(task))


def moved_up(task: Task, meeting: Meeting | None, details_on: str) -> str:
    """She was a reserve, and has a place now."""
    words = _("You were reserve, and now the place is yours: %(what)s.") % {"what": what(task)}
    private = details(meeting) if meeting is not None else ""
    if meeting is None and details_on:
        private = _("The address comes %(day)s.") % {"day": details_on}
    return _joined(words, private, way_out(task), _signed(task))


def several(tasks: Sequence[Task]) -> str:
    """She has taken on several times of it."""
    words = _("Thank you! These times are yours: %(title)s, %(times)s.")
    told = words % {"title": tasks[0].title, "times": times(tasks)}
    return _joined(told, _way_out_of_one(tasks), _signed(tasks[0]))


def off_several(tasks: Sequence[Task]) -> str:
    """She is away, and is off all she had taken on in those days."""
    told = _many([f"{task.title} {task.when}" for task in tasks])
    words = _("Thank you for telling us. You are off this: %(what)s. We will ask somebody else.")
    return _joined(words % {"what": told}, _signed(tasks[0]))


def stopped(tasks: Sequence[Task]) -> str:
    """It does not come back; the times she had, or was asked about, are off."""
    words = _("Cancelled: %(title)s, %(times)s. You do not need to do anything.")
    return _joined(words % {"title": tasks[0].title, "times": times(tasks)}, _signed(tasks[0]))


def moved_several(tasks: Sequence[Task]) -> str:
    """The times she had come at another hour or on another day from now on."""
    words = _("Changed: %(title)s is now %(times)s.")
    told = words % {"title": tasks[0].title, "times": times(tasks)}
    return _joined(told, _way_out_of_one(tasks), _signed(tasks[0]))


def times(tasks: Sequence[Task]) -> str:
    """«tirsdag 1. desember kl. 17.00 (101), tirsdag 8. desember kl. 17.00 (103)»."""
    return _many([f"{task.when} ({task.code})" for task in tasks])


def _way_out_of_one(tasks: Sequence[Task]) -> str:
    if tasks[0].by_hand:
        return _("Call us if there is one you cannot. The number behind it is the number of the task.")
    out = _("If there is one you cannot: CANCEL and the number behind it, for instance CANCEL %(code)s.")
    return out % {"code": tasks[0].code}


def _many(lines: Sequence[str]) -> str:
    more = len(lines) - MOST_TIMES
    told = list(lines[:MOST_TIMES])
    if more > 0:
        told.append(_("and %(n)s more") % {"n": more})
    return ", ".join(told)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _signed(task: Task) -> str:
    return signed(task.unit, task.phone)
