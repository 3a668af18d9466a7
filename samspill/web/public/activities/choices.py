"""What the filter offers, in the reader's language, with what was chosen marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.queries import PARTS_OF_DAY, Choices, choices
from samspill.activities.queries.standing_areas import heir_id_of
from samspill.activities.rules.filters import KILOMETRES
from samspill.activities.wording import category_words, part_of_day_words
from samspill.foundation.models import Area
from samspill.foundation.remembering import remembered
from samspill.organisations.queries.square import norwegian_order
from samspill.organisations.wording import audience_words
from samspill.web.design.language_names import language_name
from samspill.web.public.activities.wishes import Wish

Options = Sequence[tuple[str, str]]


def filter_choices(wish: Wish, language: str, *, with_days: bool = True) -> SafeString:
    """The lists of the filter as form fields, with what was chosen marked; without the days for what has none."""
    chosen = {
        "when": wish.span,
        "time": wish.looked_for.part_of_day,
        "where": str(wish.looked_for.area or ""),
        "within": str(wish.looked_for.within_km or ""),
        "for": wish.looked_for.audience,
        "what": wish.looked_for.category,
        "language": wish.looked_for.language,
    }
    offered = _offered(language) if with_days else _offered(language)[1:]
    chosen["where"] = _standing(wish, offered) or chosen["where"]
    fields = (select_field(name, label, options, chosen[name]) for name, label, options in offered)
    return SafeString("".join(fields))


def _standing(wish: Wish, offered: Sequence[tuple[str, str, Options]]) -> str:
    """The part of town that took over from one in an old address; "" where there is none to ask for."""
    known = {key for name, _label, options in offered if name == "where" for key, _said in options}
    area = wish.looked_for.area
    return "" if area is None or str(area) in known else str(heir_id_of(area) or "")


def span_links(wish: Wish) -> SafeString:
    """Today, tomorrow, the weekend, seven days: one press each, with the rest of the filter kept."""
    kept = f"&{wish.kept_address}" if wish.kept_address else ""
    links = (
        f'<li><a href="?when={span}{escape(kept)}"{_MARK if span == wish.span else ""}>{escape(said)}</a></li>'
        for span, said in _spans()
    )
    return SafeString("".join(links))


_MARK = ' aria-current="true"'


@remembered(seconds=60)
def _offered(language: str) -> tuple[tuple[str, str, Options], ...]:
    """Name, label and options of each list: only what exists in this municipality. Two queries."""
    exists = choices()
    return (
        ("when", _("Days"), _spans()),
        ("time", _("Time of day"), _parts_of_day()),
        ("where", _("Where"), _areas(exists.areas)),
        *([("within", _("How far away"), distances())] if _have_middles(exists.areas) else []),
        ("for", _("For whom"), _audiences(exists)),
        ("what", _("What"), _any(_("Everything"), exists.categories, category_words)),
        ("language", _("Language spoken"), _languages(exists)),
    )


def _spans() -> Options:
    return [
        ("week", _("Seven days")),
        ("today", _("Today")),
        ("tomorrow", _("Tomorrow")),
        ("weekend", _("The weekend")),
    ]


def _parts_of_day() -> Options:
    return _any(_("All day long"), PARTS_OF_DAY, part_of_day_words)


def _areas(areas: Iterable[Area]) -> Options:
    in_order = sorted(areas, key=lambda area: norwegian_order(area.name))
    return [("", _("Everywhere")), *((str(area.pk), area.name) for area in in_order)]


def _have_middles(areas: Iterable[Area]) -> bool:
    """Whether anything can be said of how far it is."""
    return any(area.latitude is not None for area in areas)


def distances() -> Options:
    """How far around a part of town one may look."""
    return [
        ("", _("Only there")),
        *((str(km), _("At most %(km)s km away") % {"km": km}) for km in KILOMETRES),
    ]


def _audiences(exists: Choices) -> Options:
    """Without "everyone": what is for everyone is found whatever one chooses."""
    return _any(_("For all"), (code for code in exists.audiences if code != "everyone"), audience_words)


def _languages(exists: Choices) -> Options:
    return _any(_("All languages"), exists.languages, language_name)


def _any(anything: str, codes: Iterable[str], words: Callable[[str], str]) -> Options:
    return [("", anything), *((code, words(code)) for code in codes)]


def select_field(name: str, label: str, options: Options, chosen: str) -> str:
    """A list to choose from, as a form field; `chosen` is marked."""
    written = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(said)}</option>'
        for value, said in options
    )
    return (
        f'<div class="ds-field"><label class="ds-label" for="{name}">{escape(label)}</label>'
        f'<select class="ds-input" id="{name}" name="{name}">{written}</select></div>'
    )
