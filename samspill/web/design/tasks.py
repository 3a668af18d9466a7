"""What an open need is called and when it is, in the reader's language: for paper, feeds and pages of others."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.wording import part_of_day_words
from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.recurrence import in_words
from samspill.volunteering.queries.square import Choices, NextShift, OpenNeed
from samspill.volunteering.rules.square import LookedFor
from samspill.web.design.dates import day, span
from samspill.web.design.language_names import language_name
from samspill.web.design.words import KIND_WORDS, Words, word_for

SPAN_WORDS: Words = {
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
    "weekend": gettext_lazy("The weekend"),
    "week": gettext_lazy("Seven days"),
}
MINUTES_WORDS: Words = {
    "60": gettext_lazy("One hour at most"),
    "120": gettext_lazy("Two hours at most"),
    "240": gettext_lazy("Half a day at most"),
}
HOW_OFTEN_WORDS: Words = {
    "once": gettext_lazy("One time"),
    "regular": gettext_lazy("Many times"),
}


def shift_in_words(shift: NextShift, language: str) -> str:
    """«torsdag 12. mars kl. 10.00–12.00»; of a window that it is some time within it, of a pair from when."""
    if shift.is_pair:
        return _("From %(day)s, for a longer time") % {"day": day(clock.local_day(shift.starts_at), language)}
    when = span(shift.starts_at, shift.ends_at, language)
    return _("Some time in this period: %(when)s") % {"when": when} if shift.is_window else when


def rhythm_of(need: OpenNeed, language: str) -> str:
    """How it comes back: «hver tirsdag kl. 17.00»; "" where it does not."""
    return in_words(need.pattern, language[:2]) if need.pattern else ""


def looked_for_in_words(looked_for: LookedFor, choices: Choices) -> str:
    """«Hage og snø · Hamna»; "" for everything. A part of town or a unit that wants nobody now is passed over."""
    return " · ".join(words for _name, words in asked_in_words(looked_for, choices))


def asked_in_words(looked_for: LookedFor, choices: Choices) -> list[tuple[str, str]]:
    """Each thing that is looked for, by its name in an address and in words. How far away is told with where."""
    said = {
        "q": f"«{looked_for.words}»" if looked_for.words else "",
        "what": word_for(looked_for.kind, KIND_WORDS) if looked_for.kind else "",
        "where": _where(looked_for, choices),
        "near": _at_most_away(round(looked_for.near.metres / 1000)) if looked_for.near else "",
        "when": word_for(looked_for.when, SPAN_WORDS) if looked_for.when else "",
        "time": time_words(looked_for.time) if looked_for.time else "",
        "takes": word_for(str(looked_for.takes), MINUTES_WORDS) if looked_for.takes else "",
        "how": word_for(looked_for.how, HOW_OFTEN_WORDS) if looked_for.how else "",
        "language": language_name(looked_for.language) if looked_for.language else "",
        "places": room_for(looked_for.places) if looked_for.places else "",
        "by": next((name for key, name in choices.units if key == looked_for.unit), ""),
    }
    return [(name, words) for name, words in said.items() if words]


def time_words(code: str) -> str:
    """«Om kvelden», «Lørdager og søndager»: one of `rules.square.TIMES`."""
    return _("On Saturdays and Sundays") if code == "weekends" else str(part_of_day_words(code))


def room_for(many: int) -> str:
    """That there is room for so many together."""
    return _("Room for %(n)s") % {"n": many}


def _where(looked_for: LookedFor, choices: Choices) -> str:
    area = next((name for key, name in choices.areas if key == looked_for.area), "")
    if not area or not looked_for.within_km:
        return area
    return _("%(area)s and at most %(km)s km around") % {"area": area, "km": looked_for.within_km}


def _at_most_away(km: int) -> str:
    return _("At most %(km)s km away") % {"km": km}


def whom_to_ask(need: OpenNeed, town: Municipality) -> tuple[str, str]:
    """Who answers, and the number as one dials it: the unit's own, else the municipality's; "" where none is known."""
    number = need.phone or town.contact_phone
    return need.unit, formatted(number) if number else ""
