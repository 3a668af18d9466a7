"""Words for what plans tell in codes: what is missing, why nobody was asked, how good a plan is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.volunteering.models import Plan
from samspill.volunteering.rules.plans import most_missing
from samspill.web.design.words import DROPPED_WORDS, PASSED_OVER_WORDS, QUALIFICATION_WORDS, word_for

FAILURES: dict[str, str | Promise] = {
    "nothing_open": gettext_lazy("Nothing was open on these days any more when the plan was to be made."),
    "too_large": gettext_lazy("There is too much to plan at once. Choose fewer days or units."),
    "fault": gettext_lazy("Something went wrong on our side. It is written down. Try once more."),
}
FIGURES: dict[str, str | Promise] = {
    "shifts": gettext_lazy("Tasks"),
    "places": gettext_lazy("Places"),
    "planned": gettext_lazy("Places with somebody"),
    "people": gettext_lazy("People to be asked"),
}


def missing_words(lacks: Mapping[str, int], fits: int) -> list[str]:
    """Why places stay open, in short phrases, the most common first."""
    if fits:
        told = ngettext(
            "the one who fits is needed elsewhere", "the %(n)s who fit are needed elsewhere", fits
        )
        return [told % {"n": fits}]
    return [_missing(code, number) for code, number in most_missing(lacks)]


def dropped_words(code: str) -> str:
    """Why somebody planned was not asked after all."""
    return str(DROPPED_WORDS.get(code, _("cannot be asked any more")))


def passed_over_words(code: str) -> str:
    """Why nobody was asked about a shift, or ""."""
    return str(PASSED_OVER_WORDS.get(code, ""))


def proof_words(plan: Plan) -> str:
    """How good the plan is, in a sentence or two."""
    figures = plan.figures
    if not figures.get("is_proven"):
        return _("The search was ended before all was tried. A somewhat better plan may exist.")
    words = _(
        "No plan covers more, and of those that cover as much none follows people's wishes better. This is proven."
    )
    if figures.get("is_narrowed"):
        words = _(
            "Of the best for each task, no plan covers more or follows people's wishes better. This is proven."
        )
    if figures.get("is_changed"):
        words += " " + _("It has been changed by hand since; that part is your choice.")
    return words


def _missing(code: str, number: int) -> str:
    kind, _colon, what = code.partition(":")
    words = MISSING.get(kind)
    if words is None:
        return ngettext("one cannot", "%(n)s cannot", number) % {"n": number}
    return str(words) % {"n": number, "what": word_for(what, QUALIFICATION_WORDS).lower() if what else ""}


MISSING: dict[str, Any] = {
    "missing": gettext_lazy("%(n)s lack: %(what)s"),
    "expired": gettext_lazy("%(n)s have one that runs out: %(what)s"),
    "not_available": gettext_lazy("%(n)s cannot at that time"),
    "busy": gettext_lazy("%(n)s have another task then"),
    "absent": gettext_lazy("%(n)s are away"),
    "paused": gettext_lazy("%(n)s have a break"),
    "declined": gettext_lazy("%(n)s have said no"),
    "asked": gettext_lazy("%(n)s have been asked"),
    "booked": gettext_lazy("%(n)s have it already"),
    "gender": gettext_lazy("%(n)s are not of the gender wished for"),
    "gender_untold": gettext_lazy("of %(n)s we do not know the gender"),
    "too_young": gettext_lazy("%(n)s are too young"),
    "turns_this_year": gettext_lazy("%(n)s may be too young"),
    "age_untold": gettext_lazy("of %(n)s we do not know the age"),
}
