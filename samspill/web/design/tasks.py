"""What an open need is called and when it is, in the reader's language: for paper, feeds and pages of others."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.recurrence import in_words
from samspill.volunteering.queries.square import Choices, NextShift, OpenNeed
from samspill.volunteering.rules.square import LookedFor
from samspill.web.design.dates import day, span
from samspill.web.design.words import KIND_WORDS, word_for


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
    told = (
        word_for(looked_for.kind, KIND_WORDS) if looked_for.kind else "",
        *(name for key, name in choices.areas if key == looked_for.area),
        *(name for key, name in choices.units if key == looked_for.unit),
    )
    return " · ".join(filter(None, told))


def whom_to_ask(need: OpenNeed, town: Municipality) -> tuple[str, str]:
    """Who answers, and the number as one dials it: the unit's own, else the municipality's; "" where none is known."""
    number = need.phone or town.contact_phone
    return need.unit, formatted(number) if number else ""
