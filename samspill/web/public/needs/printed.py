"""For the wall: one task as accessible PDF, in large print, and with slips to tear off; and the list of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.messaging.queries import policy
from samspill.volunteering import queries
from samspill.volunteering.models import Need
from samspill.volunteering.queries.square import OpenNeed, look, looked_for_in, needs_of
from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS
from samspill.volunteering.rules.square import LookedFor
from samspill.web.access.page_cache import for_everybody
from samspill.web.design.dates import short_date
from samspill.web.design.square_codes import square_code
from samspill.web.design.tasks import looked_for_in_words, rhythm_of, shift_in_words, whom_to_ask
from samspill.web.design.words import KIND_WORDS, QUALIFICATION_WORDS, word_for
from samspill.web.public.needs.closed import not_open
from samspill.web.public.printing import (
    MOST_LINES,
    document,
    language_on_paper,
    list_as_told,
    may_print,
    too_many,
)
from samspill.web.public.reading import read_choice

#: What one may print on: paper, points, how wide the square code is (cm), and how many slips.
PAPERS: dict[str, tuple[str, int, float, int]] = {
    "a4": ("a4", 19, 4, 0),
    "a3": ("a3", 28, 6, 0),
    "slips": ("a4", 18, 3, 8),
}
#: How much of the text is told: the most of these that there is room for.
LENGTHS = (420, 240, 120, 0)
LONGEST_ON_A_SLIP = 48
#: A longer word does not stand on one line of the heading.
LONGEST_WORD = 16


@require_safe
@for_everybody(60)
def poster(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    """One task as a poster. `?paper=a3`, `?paper=slips`, `?in=nn`. One that is not open has none."""
    try:
        found = queries.open_need_for(None, need_id, at=clock.now())
    except Need.DoesNotExist:
        return not_open(request)
    if not may_print(request):
        return too_many()
    language = language_on_paper(request)
    with translation.override(language):
        data = _told(request, found, language)
    return document("task.typ", data, f"oppdrag-{found.id}-{language}.pdf")


@require_safe
@for_everybody(300)
def tasks(request: HttpRequest) -> HttpResponse:
    """The list as PDF, kind by kind. `?paper=list|large|poster`, `?in=nn`, and the list's own filter."""
    language = language_on_paper(request)
    if not may_print(request):
        return too_many()
    with translation.override(language):
        data = _list_told(request, looked_for_in(request.GET.dict()), language)
    return document("week.typ", data, f"oppdrag-{language}.pdf")


def _list_told(request: HttpRequest, looked_for: LookedFor, language: str) -> dict[str, Any]:
    now = clock.now()
    looked = look(looked_for, at=now)
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for need in needs_of(looked.chosen[:MOST_LINES], at=now):
        by_kind.setdefault(need.kind, []).append(_line(need, language))
    lines = [
        {"name": word_for(kind, KIND_WORDS), "times": by_kind[kind]}
        for kind in (*KINDS, *PAIR_KINDS)
        if kind in by_kind
    ]
    chosen = looked_for.lasting.to_query()
    address = request.build_absolute_uri(reverse("public:needs:list") + (f"?{chosen}" if chosen else ""))
    return {
        "title": _("A hand is wanted in %(town)s") % {"town": request.municipality.name_nb},  # type: ignore[attr-defined]
        "days": "",
        "chosen": looked_for_in_words(looked_for, looked.choices),
        "empty": _("No task is open just now."),
        **list_as_told(request, language, address=address, found=len(looked.chosen), lines=lines),
    }


def _line(need: OpenNeed, language: str) -> dict[str, Any]:
    when = rhythm_of(need, language) or shift_in_words(need.shift, language)
    return {
        "when": short_date(clock.local_day(need.shift.starts_at), language),
        "title": need.title,
        "about": " · ".join(filter(None, (_capital(when), need.area, need.unit))),
        "mark": "",
        "off": False,
    }


def _told(request: HttpRequest, need: OpenNeed, language: str) -> dict[str, Any]:
    paper, points, square_width, slips = PAPERS[read_choice(request.GET, "paper", list(PAPERS)) or "a4"]
    town = request.municipality  # type: ignore[attr-defined]
    page = request.build_absolute_uri(reverse("public:needs:need", args=[need.id]))
    short = request.build_absolute_uri(reverse("public:needs:short", args=[need.code]))
    unit, phone = whom_to_ask(need, town)
    return {
        "language": language,
        "paper": paper,
        "points": points,
        "heading": (2.4 if len(need.title) <= 40 else 1.7 if len(need.title) <= 80 else 1.3)
        * (0.8 if slips else 1),
        "hyphenate": max(map(len, need.title.split()), default=0) > LONGEST_WORD,
        "town": town.name_nb,
        "wanted": _("We need you"),
        "title": need.title,
        "facts": [[name, said, big] for name, said, big in _facts(need, language) if any(said)],
        "texts": [Truncator(need.public_text).chars(length) if length else "" for length in LENGTHS],
        "square": square_code(page),
        "small_square": square_code(short),
        "square_width": square_width,
        "square_words": _("Read more, and say that you can"),
        "ways": list(_ways(need, unit, phone)),
        "address": short.partition("//")[2].rstrip("/"),
        "slips": slips,
        "short_title": Truncator(need.title).chars(LONGEST_ON_A_SLIP),
        "phone": phone,
    }


def _facts(need: OpenNeed, language: str) -> tuple[tuple[str, list[str], bool], ...]:
    """What it is called, what is said, and whether it is to be read from across the room."""
    demands = ", ".join(word_for(code, QUALIFICATION_WORDS) for code in need.demands)
    return (
        (_("When"), [_capital(rhythm_of(need, language) or shift_in_words(need.shift, language))], True),
        (_("Where"), [need.area], True),
        (_("Age"), [_("From age %(first)s") % {"first": need.min_age} if need.min_age else ""], False),
        (_("You must have"), [f"{demands}. {_('We help you to get it.')}" if demands else ""], False),
    )


def _ways(need: OpenNeed, unit: str, phone: str) -> Iterator[str]:
    """How one answers: with the camera, by phone, and by SMS where what the municipality sends from is a number."""
    number = policy().sender
    yield (
        _("Hold your phone over the square code, or call.")
        if phone
        else _("Hold your phone over the square code.")
    )
    yield f"{unit}: {phone}" if phone else unit
    if number.removeprefix("+").isdecimal():
        yield _("Or send FRIVILLIG %(code)s and your name by SMS to %(number)s") % {
            "code": need.code,
            "number": number,
        }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
