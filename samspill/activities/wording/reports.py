"""Words about what readers say is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ABOUT_WORDS = {
    "activity": gettext_lazy("Activity"),
    "organisation": gettext_lazy("Association"),
    "picture": gettext_lazy("Picture"),
    "story": gettext_lazy("Story"),
}
REASON_WORDS = {
    "wrong": gettext_lazy("Something here is wrong"),
    "over": gettext_lazy("It is over, or called off"),
    "offends": gettext_lazy("It hurts or threatens somebody"),
    "spam": gettext_lazy("It is advertising or nonsense"),
    "other": gettext_lazy("Something else"),
}
PICTURE_REASON_WORDS = {
    "not_agreed": gettext_lazy("Somebody in it has not agreed to this"),
    "not_theirs": gettext_lazy("Somebody else took it, and has not agreed to this"),
    "wrong": gettext_lazy("It shows something else than it says"),
    "offends": REASON_WORDS["offends"],
    "spam": REASON_WORDS["spam"],
    "other": REASON_WORDS["other"],
}
STORY_REASON_WORDS = {
    "not_agreed": gettext_lazy("Somebody in the story has not agreed to this"),
    "wrong": REASON_WORDS["wrong"],
    "offends": REASON_WORDS["offends"],
    "spam": REASON_WORDS["spam"],
    "other": REASON_WORDS["other"],
}
OUTCOME_WORDS = {
    "hidden": gettext_lazy("Taken off the square"),
    "put_right": gettext_lazy("Put right"),
    "kept": gettext_lazy("Stays as it is"),
}


def thanks(title: str, outcome: str) -> tuple[str, str]:
    """Subject and text of what a reader is told when her report about this is dealt with."""
    told = {
        "hidden": _("We have taken it off the page."),
        "put_right": _("We have put it right."),
        "kept": _("We have looked at it, and it stays as it is."),
    }
    body = _("Thank you for telling us about «%(title)s». %(outcome)s")
    return _("What you told us"), body % {"title": title, "outcome": told[outcome]}


def reason_in_words(reason: str, kind: str) -> str:
    """What the reader chose, as the form said it. `kind`: `ReaderReport.kind`."""
    return str(words_for(kind).get(reason, reason))


def words_for(kind: str) -> Mapping[str, str | Promise]:
    """What a reader may choose between, of an activity, an association, a picture or a story."""
    return {"picture": PICTURE_REASON_WORDS, "story": STORY_REASON_WORDS}.get(kind, REASON_WORDS)
