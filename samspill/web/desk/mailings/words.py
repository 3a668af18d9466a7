"""What criteria, ways and reasons are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation.queries import areas
from samspill.people.queries.staff import open_units
from samspill.volunteering.rules.selections import read_criteria
from samspill.web.design.language_names import language_name
from samspill.web.design.words import (
    CHANNEL_WORDS,
    KIND_WORDS,
    PART_WORDS,
    QUALIFICATION_WORDS,
    SKILL_WORDS,
    WEEKDAY_WORDS,
    word_for,
)
from samspill.web.desk.mailings.forms import ACTIVITY_WORDS

WAY_WORDS: dict[str, str | Promise] = {
    "sms": gettext_lazy("By SMS"),
    "email": gettext_lazy("By e-mail"),
    "letter": gettext_lazy("By letter, to be printed"),
    "phone": gettext_lazy("Must be called"),
}
STATE_WORDS: dict[str, str | Promise] = {
    "waiting": gettext_lazy("Waiting to leave"),
    "sent": gettext_lazy("Sent"),
    "delivered": gettext_lazy("Delivered"),
    "failed": gettext_lazy("Did not arrive"),
    "unknown": gettext_lazy("Nobody knows whether it arrived"),
    "cancelled": gettext_lazy("Called off"),
}
COLOURS = {"delivered": "success", "failed": "danger", "unknown": "warning", "cancelled": "neutral"}


def names_of_places() -> dict[str, str]:
    """What areas and units are called, by id: asked for once for a whole page. Two queries."""
    named = {str(area.pk): area.name for area in areas()}
    return named | {str(unit.pk): unit.name for unit in open_units()}


def criteria_words(kept: Mapping[str, Any], named: Mapping[str, str]) -> list[str]:
    """What a selection asks for, a sentence each; `named` as `names_of_places` gives it."""
    asked = read_criteria(kept)
    found = [
        (_("Wants to: %(what)s"), [word_for(code, KIND_WORDS) for code in asked.wishes]),
        (_("Can or has: %(what)s"), [word_for(code, SKILL_WORDS) for code in asked.skills]),
        (_("Speaks: %(what)s"), [language_name(code) for code in asked.languages]),
        (_("Lives in or goes to: %(what)s"), [named.get(key, "–") for key in asked.areas]),
        (_("Has: %(what)s"), [word_for(code, QUALIFICATION_WORDS) for code in asked.holds]),
        (_("Lacks: %(what)s"), [word_for(code, QUALIFICATION_WORDS) for code in asked.lacks]),
        (_("Followed up by: %(what)s"), [named.get(key, "–") for key in asked.units]),
        (_("Prefers: %(what)s"), [word_for(code, CHANNEL_WORDS) for code in asked.channels]),
        (_("Can: %(what)s"), [_time(code) for code in asked.can]),
    ]
    lines = [words % {"what": ", ".join(what)} for words, what in found if what]
    if asked.activity:
        lines.append(str(ACTIVITY_WORDS[asked.activity]))
    if asked.with_paused:
        lines.append(_("Also those who are having a break"))
    return lines or [_("All volunteers")]


def _time(code: str) -> str:
    day, _dash, part = code.partition("-")
    return f"{word_for(day, WEEKDAY_WORDS)} {word_for(part, PART_WORDS)}".lower()
