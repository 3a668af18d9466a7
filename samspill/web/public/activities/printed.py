"""For the wall: the week a reader looks at, and one activity, as accessible PDF with the way back to the square."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.activities import queries
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.web.access.page_cache import for_everybody
from samspill.web.design.dates import day as day_in_words
from samspill.web.design.dates import span
from samspill.web.design.square_codes import square_code
from samspill.web.public.activities.rows import Line, week_in_words
from samspill.web.public.activities.shown import Shown
from samspill.web.public.activities.views import still_to_come
from samspill.web.public.activities.wishes import Wish, read_wish
from samspill.web.public.printing import (
    MOST_LINES,
    document,
    language_on_paper,
    list_as_told,
    may_print,
    too_many,
)

PAPER_WORDS = {
    "list": gettext_lazy("A list on A4"),
    "large": gettext_lazy("A list on A4 in large print"),
    "poster": gettext_lazy("A poster on A3 in large print"),
}
LONGEST_TEXT = 420


@require_safe
@for_everybody(60)
def choices(request: HttpRequest) -> HttpResponse:
    """Which paper and which language, for the days and the filter one stands in."""
    wish = read_wish(request.GET, clock.today())
    page = {
        "here": "week",
        "wish": wish,
        "chosen": queries.filter_in_words(wish.looked_for),
        "papers": PAPER_WORDS.items(),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("paper", "in")],
        "language": get_language() or "nb",
        "languages": settings.LANGUAGES,
    }
    return render(request, "public/activities/print.html", page)


@require_safe
@for_everybody(300)
def week(request: HttpRequest) -> HttpResponse:
    """The week as PDF. `?paper=list|large|poster`, `?in=nn`, and the week's own filter."""
    language = language_on_paper(request)
    if not may_print(request):
        return too_many()
    with translation.override(language):
        wish = read_wish(request.GET, clock.today())
        times = still_to_come(queries.week(wish.looked_for, language=language), clock.now())
        data = _week_told(request, wish, times, language)
    return document("week.typ", data, f"uka-{wish.first_on.isoformat()}-{language}.pdf")


@require_safe
@for_everybody(300)
def activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity as a poster. `?paper=a3`, `?in=nn`."""
    try:
        found = queries.activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    language = language_on_paper(request)
    if not may_print(request):
        return too_many()
    with translation.override(language):
        data = _activity_told(request, found, language)
    return document("poster.typ", data, f"plakat-{found.pk}-{language}.pdf")


def _week_told(
    request: HttpRequest, wish: Wish, times: list[queries.ListedTime], language: str
) -> dict[str, Any]:
    days = week_in_words(times[:MOST_LINES], wish.first_on)
    lines = [
        {"name": day_in_words(day, language).capitalize(), "times": list(map(_line, lines))}
        for day, lines in days
    ]
    address = _week_address(request, wish)
    title = _("This week in %(town)s") if wish.is_the_coming_week else _("What happens in %(town)s")
    return {
        "title": title % {"town": request.municipality.name_nb},  # type: ignore[attr-defined]
        "days": _days(wish, language),
        "chosen": queries.filter_in_words(wish.looked_for),
        "empty": _("Nothing is planned on these days."),
        **list_as_told(request, language, address=address, found=len(times), lines=lines),
    }


def _activity_told(request: HttpRequest, found: Activity, language: str) -> dict[str, Any]:
    times = queries.next_times(found, at=clock.now(), limit=6)
    address = request.build_absolute_uri(reverse("public:activities:activity", args=[found.pk]))
    town = request.municipality  # type: ignore[attr-defined]
    shown = Shown(found, times, language, address, town.name_nb)
    large = request.GET.get("paper") == "a3"
    title = shown.title or town.name_nb
    whens = [
        span(time.starts_at, time.ends_at, language, is_all_day=time.is_all_day)
        for time in times
        if not time.cancelled_at
    ]
    price = _("Free") if found.is_free else found.price
    asks = " ".join(
        filter(None, (found.contact_name, formatted(found.contact_phone) if found.contact_phone else ""))
    )
    where = ", ".join(filter(None, (shown.place, shown.address)))
    facts = (
        (_("When"), [one[:1].upper() + one[1:] for one in whens], True),
        (_("Where"), [_("On the internet")] if found.is_online and not where else [where], True),
        (_("Price"), [price], False),
        (_("For whom"), [shown.audiences], False),
        (_("Who arranges it"), [shown.organiser], False),
        (_("Ask"), [asks], False),
    )
    return {
        "language": language,
        "paper": "a3" if large else "a4",
        "points": 28 if large else 19,
        "heading": 2.6 if len(title) <= 40 else 1.9 if len(title) <= 80 else 1.35,
        "town": town.name_nb,
        "title": title,
        "off": _("This is cancelled.") if found.cancelled_at else "",
        "facts": [[name, said, big] for name, said, big in facts if any(said)],
        "text": Truncator(shown.text).chars(LONGEST_TEXT),
        "square": square_code(address),
        "square_width": 5 if large else 3.4,
        "square_words": _("Read more and see the newest"),
        "address": address.partition("//")[2].partition("/")[0],
    }


def _line(line: Line) -> dict[str, Any]:
    mark = _("Free") if line.is_free else ""
    return {
        "when": line.when,
        "title": line.title,
        "about": line.about,
        "mark": mark,
        "off": line.is_cancelled,
    }


def _days(wish: Wish, language: str) -> str:
    first, last = (day_in_words(day, language) for day in (wish.first_on, wish.last_on))
    return first if wish.first_on == wish.last_on else f"{first} – {last}"


def _week_address(request: HttpRequest, wish: Wish) -> str:
    chosen = f"?{wish.filter_address}" if wish.is_narrowed else ""
    return request.build_absolute_uri(reverse("public:activities:week") + chosen)
