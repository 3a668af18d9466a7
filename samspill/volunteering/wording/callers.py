"""What whoever asked for help is written when it does not go as agreed."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.volunteering.wording.messages import Task, first_name, signed


def lost(task: Task, name: str, missing: int, places: int) -> str:
    """Her volunteer cannot after all, and it is soon."""
    words = _(
        "Hi %(name)s! The volunteer who was to come (%(what)s) cannot after all. We are looking for somebody else, and"
        " will tell you."
    )
    return _said(words, task, name)


def nobody(task: Task, name: str, missing: int, places: int) -> str:
    """It is about to begin, and too few have said yes."""
    if missing < places:
        words = ngettext(
            "Hi %(name)s! We are one volunteer short: %(what)s. The others come.",
            "Hi %(name)s! We are %(missing)s volunteers short: %(what)s. The others come.",
            missing,
        )
        return _said(words, task, name, missing=missing)
    words = _("Hi %(name)s! We are sorry, but we have not found anybody who can come: %(what)s.")
    return _said(words, task, name)


def found(task: Task, name: str, missing: int, places: int) -> str:
    """Somebody comes after all."""
    return _said(_("Hi %(name)s! It worked out after all: somebody comes (%(what)s)."), task, name)


def _said(words: str, task: Task, name: str, **more: int) -> str:
    told = {"name": first_name(name), "what": f"{task.title}, {task.when}", **more}
    return f"{words % told} {signed(task.unit, task.phone)}"


Words = Callable[[Task, str, int, int], str]
WORDS: dict[str, Words] = {"lost": lost, "nobody": nobody, "found": found}
