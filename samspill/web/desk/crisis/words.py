"""Words for what a call-out's log, criteria and costs tell in codes."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.volunteering.queries.calling import Reckoning
from samspill.volunteering.queries.standing import Happening
from samspill.web.desk.needs.words import kroner

HAPPENINGS: dict[str, str | Promise] = {
    "start_callout": gettext_lazy("The call-out was decided; %(wanted)s are needed"),
    "send_callout_wave": gettext_lazy("Wave %(number)s: %(asked)s were asked"),
    "callout_yes": gettext_lazy("%(person)s comes"),
    "callout_no": gettext_lazy("%(person)s cannot"),
    "callout_later": gettext_lazy("%(person)s can come later"),
    "callout_set_out": gettext_lazy("%(person)s is on the way"),
    "callout_arrived": gettext_lazy("%(person)s is there"),
    "callout_not_answered": gettext_lazy("%(person)s was called and did not answer"),
    "write_to_those_who_come": gettext_lazy("Those who come were written to (%(told)s)"),
    "say_enough": gettext_lazy("Enough: %(told)s were thanked"),
    "end_callout": gettext_lazy("It was ended; %(told)s were told"),
    "typed": "%(text)s",
    "went_wrong": gettext_lazy("To do better: %(text)s"),
}
ANSWER_WORDS: dict[str, str | Promise] = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "later": gettext_lazy("Later"),
}
COLOURS = {
    "callout_yes": "success",
    "callout_arrived": "success",
    "send_callout_wave": "info",
    "write_to_those_who_come": "info",
    "say_enough": "accent",
    "end_callout": "accent",
    "went_wrong": "danger",
    "typed": "info",
}


def happening_words(line: Happening) -> str:
    """A line of the log, in a sentence without who did it."""
    facts = line.facts or {}
    words = HAPPENINGS.get(line.verb)
    if words is None:
        return line.verb.replace("_", " ")
    told = {name: facts.get(name, "") for name in ("wanted", "number", "asked", "told")}
    sentence = str(words) % {**told, "person": line.person or _("somebody"), "text": line.text}
    return ", ".join([sentence, *_beside(facts)])


def _beside(facts: dict[str, Any]) -> list[str]:
    """What stands behind the sentence: minutes, and what was set aside at which cost."""
    told = []
    if facts.get("minutes") is not None:
        told.append(_("%(n)s minutes") % {"n": facts["minutes"]})
    if facts.get("ore"):
        told.append(kroner(facts["ore"]))
    if facts.get("despite_quiet_hours"):
        told.append(_("in spite of quiet hours"))
    if facts.get("despite_budget"):
        told.append(_("in spite of the budget"))
    return told


def money_of(found: Reckoning) -> dict[str, Any]:
    """What a wave costs, beside what is left."""
    return {
        "each": kroner(found.estimate.cost_ore),
        "total": kroner(found.cost_ore),
        "spent": kroner(found.budget.spent_ore),
        "limit": kroner(found.budget.limit_ore) if found.budget.limit_ore else "",
    }
