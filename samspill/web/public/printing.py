"""What the papers of the square share: in which language, how many from one network, and how a PDF goes out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.foundation.phones import formatted
from samspill.web.access.visitors import address_of
from samspill.web.design.dates import moment
from samspill.web.design.square_codes import square_code
from samspill.web.public.reading import read_choice

#: Where the templates of the square stand.
TEMPLATES = Path(__file__).resolve().parent / "data"
#: What a list may stand on: paper, points, columns, how wide the time is (em) and the square code (cm).
LIST_PAPERS: dict[str, tuple[str, int, int, float, float]] = {
    "list": ("a4", 11, 1, 4.2, 2.6),
    "large": ("a4", 18, 1, 4.4, 3.2),
    "poster": ("a3", 18, 2, 4.4, 4.5),
}
#: A sheet of paper holds no more than this, and nobody reads it.
MOST_LINES = 400
#: To make a document costs as much as a hundred pages. A library prints a handful.
FROM_ONE_ADDRESS = Limit(burst=30, refill=dt.timedelta(seconds=20))


def language_on_paper(request: HttpRequest) -> str:
    """`in` and not `language`, which in a filter is what is spoken there."""
    return read_choice(request.GET, "in", list(dict(settings.LANGUAGES))) or get_language() or "nb"


def may_print(request: HttpRequest) -> bool:
    """Whether one more may be made for this network; counts it."""
    try:
        spend("print from", address_of(request), FROM_ONE_ADDRESS, at=clock.now())
    except TooOften:
        return False
    return True


def too_many() -> HttpResponse:
    """That they must wait."""
    words = _("Many have been printed from your network just now. Try again in a minute.")
    return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8")


def list_as_told(
    request: HttpRequest, language: str, *, address: str, found: int, lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """What `week.typ` is told of any list: its paper, the way to what it is now at `address`, and whom one may ask.

    `lines`: headings, each with its `times`. `found`: how many there are, of which at most `MOST_LINES` are shown.
    """
    paper, points, columns, when_width, square_width = LIST_PAPERS[
        read_choice(request.GET, "paper", list(LIST_PAPERS)) or "list"
    ]
    made = _("Printed %(when)s. Things may have changed since: %(address)s")
    said = [made % {"when": moment(clock.now(), language), "address": address.partition("?")[0]}]
    if found > MOST_LINES:
        said.append(_("The first %(count)s are shown.") % {"count": MOST_LINES})
    return {
        "language": language,
        "paper": paper,
        "points": points,
        "small": max(points - 1.5, 9.5) if points < 18 else points,
        "columns": columns if lines else 1,
        "when_width": when_width,
        "square": square_code(address),
        "square_width": square_width,
        "square_words": _("See the newest"),
        "list": lines,
        "made": " ".join(said),
        "ask": _ask(request.municipality),  # type: ignore[attr-defined]
    }


def _ask(town: Any) -> str:
    if not town.contact_phone:
        return ""
    hours = f" ({town.contact_hours})" if town.contact_hours else ""
    return _("Would you rather ask a person?") + f" {formatted(town.contact_phone)}{hours}"


def document(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    """The template of this name, filled in, as PDF to look at; it is saved as `name`."""
    response = HttpResponse(pdf(TEMPLATES / template, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
