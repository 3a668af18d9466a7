"""What those are written who change with each other."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.volunteering.wording.messages import (
    Meeting,
    Task,
    answer_to,
    details,
    first_name,
    signed,
    way_out,
    what,
)


def wished(task: Task) -> str:
    """To one who wants to change: we look for somebody, and until then it is hers."""
    words = _(
        "Thank you, we will find out if somebody can take over: %(what)s. Until you hear from us it is yours."
    )
    return _joined(words % {"what": what(task)}, signed(task.unit, task.phone))


def question(task: Task, name: str, other: str, in_return: str) -> str:
    """To one who may take over; `in_return` is what she is rid of if they change with each other."""
    facts = {"name": first_name(name), "other": first_name(other), "what": what(task), "theirs": in_return}
    if in_return:
        asked = _(
            "Hi %(name)s! Can you change with %(other)s? You take %(what)s, and %(other)s takes %(theirs)s."
        )
    else:
        asked = _("Hi %(name)s! %(other)s cannot after all. Can you take over? %(what)s.")
    return _joined(asked % facts, answer_to(task), signed(task.unit, task.phone))


def agreed(task: Task) -> str:
    """To one who said yes: the coordinator must say that it is all right."""
    words = _("Thank you! We will tell you as soon as it is settled: %(what)s.")
    return _joined(words % {"what": what(task)}, signed(task.unit, task.phone))


def settled(task: Task, given: str, meeting: Meeting | None, details_on: str) -> str:
    """She has it now. `given` is what she is rid of instead, or ""."""
    words = _("It is settled. It is yours now: %(what)s.") % {"what": what(task)}
    off = _("You are off %(what)s.") % {"what": given} if given else ""
    private = details(meeting) if meeting is not None else ""
    if meeting is None and details_on:
        private = _("The address comes %(day)s.") % {"day": details_on}
    return _joined(words, off, private, way_out(task), signed(task.unit, task.phone))


def given_away(task: Task, other: str) -> str:
    """Somebody else has it now, and she takes nothing instead."""
    words = _("It is settled. %(other)s takes over, and you are off %(what)s. Thank you!")
    told = words % {"other": first_name(other), "what": what(task)}
    return _joined(told, signed(task.unit, task.phone))


def is_off(task: Task) -> str:
    """To one who was asked: there is nothing to take over any more."""
    words = _("There is nothing to take over any more: %(what)s. Thank you all the same!")
    return _joined(words % {"what": what(task)}, signed(task.unit, task.phone))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
