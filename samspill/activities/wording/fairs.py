"""Words for Foreningenes dag: what became of a wish, how far a drawing has come, what is wrong in a class list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.activities.wording.sign_ups import day_words

Words = Mapping[str, str | Promise]

STEPS: Words = {
    "": gettext_lazy("Waiting to begin"),
    "wishes": gettext_lazy("Looking at the wishes"),
    "rounds": gettext_lazy("Finding the rounds"),
    "filling": gettext_lazy("Finding something for those who have a round left"),
    "writing": gettext_lazy("Writing the lists"),
}
LIST_PROBLEMS: Words = {
    "no_class": gettext_lazy("There is no class."),
    "no_name": gettext_lazy("There is no name."),
    "name_long": gettext_lazy("The name is too long. A first name is enough."),
    "class_long": gettext_lazy("The name of the class is too long."),
    "twice": gettext_lazy("This pupil is in the list twice. Write one more letter, or take one away."),
}


def reason_words(code: str, facts: Mapping[str, Any]) -> str:
    """Why a wish was met or not, in a sentence to the pupil; "" while nothing is drawn."""
    if code == "granted":
        return _("You got it in round %(round)s.") % {"round": facts["round"]}
    if code == "full" and facts["wished"] <= facts["room"]:
        return _("It is full in the rounds in which you could come.")
    if code == "full":
        return ngettext(
            "It is full. %(wished)s pupil wished for it, and there was room for %(room)s. Lots were drawn.",
            "It is full. %(wished)s pupils wished for it, and there was room for %(room)s. Lots were drawn.",
            facts["wished"],
        ) % {"wished": facts["wished"], "room": facts["room"]}
    return str(_REASONS.get(code, ""))


def who_comes(fair: str, day: dt.date, coming: Sequence[tuple[str, int]], link: str) -> tuple[str, str]:
    """Subject and text of what an association is told when places are published; (what it offers, how many come)."""
    counts = ", ".join(
        ngettext("%(title)s: one pupil", "%(title)s: %(n)s pupils", many) % {"title": title, "n": many}
        for title, many in coming
    )
    body = _("%(fair)s %(day)s. %(counts)s. When they come, and who, the day before: %(link)s")
    return fair, body % {"fair": fair, "day": day_words(day), "counts": counts, "link": link}


def how_many_joined(fair: str, link: str) -> tuple[str, str]:
    """Subject and text of the question to an association two weeks after a fair."""
    body = _("Did any pupils join you after %(fair)s? Write how many here; 0 counts too: %(link)s")
    return fair, body % {"fair": fair, "link": link}


def proof_words(figures: Mapping[str, Any]) -> str:
    """How good a drawing is, in a sentence or two."""
    if figures.get("is_proven"):
        return _(
            "No other drawing gives more pupils something they wished for, or dearer wishes. This is proven."
        )
    return _("The search was ended before all was tried. A somewhat better drawing may exist.")


_REASONS: Words = {
    "enough": gettext_lazy("You got others of your wishes in every round."),
    "no_round": gettext_lazy("It had room only in rounds in which you got another wish."),
    "closed": gettext_lazy("It does not take place."),
    "not_for_grade": gettext_lazy("It is not for your grade."),
}
