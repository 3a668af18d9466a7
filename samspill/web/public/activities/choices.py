"""What the filter offers, in the reader's language, with what was chosen marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.queries import PARTS_OF_DAY, choices
from samspill.activities.wording import audience_words, category_words, part_of_day_words
from samspill.foundation.models import Area
from samspill.organisations.queries.square import norwegian_order
from samspill.web.design.language_names import language_name
from samspill.web.public.activities.wishes import SPANS, Wish

Options = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from: its name in the address, its label, and its options as HTML."""

    name: str
    label: str
    options: SafeString


def filter_choices(wish: Wish) -> list[Choice]:
    """The lists of the filter: only what exists in this municipality. Two queries."""
    chosen, exists = wish.looked_for, choices()
    areas = sorted(exists.areas, key=lambda area: norwegian_order(area.name))
    audiences = [code for code in exists.audiences if code != "everyone"]
    return [
        _choice("when", _("Days"), _spans(), wish.span),
        _choice(
            "time",
            _("Time of day"),
            _any(_("All day long"), PARTS_OF_DAY, part_of_day_words),
            chosen.part_of_day,
        ),
        _choice("where", _("Where"), _areas(areas), str(chosen.area or "")),
        _choice("for", _("For whom"), _any(_("For all"), audiences, audience_words), chosen.audience),
        _choice("what", _("What"), _any(_("Everything"), exists.categories, category_words), chosen.category),
        _choice(
            "language",
            _("Language spoken"),
            _any(_("All languages"), exists.languages, language_name),
            chosen.language,
        ),
    ]


def _spans() -> Options:
    words = {
        "week": _("Seven days"),
        "today": _("Today"),
        "tomorrow": _("Tomorrow"),
        "weekend": _("The weekend"),
    }
    return [(span, words[span]) for span in SPANS]


def _areas(areas: Iterable[Area]) -> Options:
    return [("", _("Everywhere")), *((str(area.pk), area.name) for area in areas)]


def _any(anything: str, codes: Iterable[str], words: Callable[[str], str]) -> Options:
    return [("", anything), *((code, words(code)) for code in codes)]


def _choice(name: str, label: str, options: Options, chosen: str) -> Choice:
    written = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(said)}</option>'
        for value, said in options
    )
    return Choice(name, label, SafeString("".join(written)))
