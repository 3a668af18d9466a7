"""What the contact person of a group is written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.volunteering.wording.messages import Meeting, Task, details, signed, what


def booked(task: Task, meeting: Meeting | None, group: str, size: int, details_on: str) -> str:
    """The group has its places. With what is needed if it is time for it, else with the day that comes."""
    words = _("Thank you! %(group)s has %(n)s places: %(what)s.") % {
        "group": group,
        "n": size,
        "what": what(task),
    }
    private = details(meeting) if meeting is not None else ""
    if meeting is None and details_on:
        private = _("The address comes %(day)s.") % {"day": details_on}
    return _joined(words, private, _call_us(task), signed(task.unit, task.phone))


def reminder(task: Task, meeting: Meeting, group: str, size: int) -> str:
    """The day before."""
    words = _("Reminder for %(group)s (%(n)s): %(what)s.") % {"group": group, "n": size, "what": what(task)}
    return _joined(words, details(meeting), _call_us(task), signed(task.unit, task.phone))


def details_now(task: Task, meeting: Meeting, group: str) -> str:
    """The private part, when its time has come."""
    words = _("What %(group)s needs to know for %(what)s:") % {"group": group, "what": what(task)}
    return _joined(words, details(meeting), _call_us(task), signed(task.unit, task.phone))


def released(task: Task, group: str) -> str:
    """The group cannot after all."""
    words = _("Thank you for telling us. %(group)s is off %(what)s.") % {"group": group, "what": what(task)}
    return _joined(words, signed(task.unit, task.phone))


def _call_us(task: Task) -> str:
    return _("If the group cannot after all, or you become fewer: call us.") if task.phone else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
