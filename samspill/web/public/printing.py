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
from samspill.web.access.visitors import address_of
from samspill.web.public.reading import read_choice

#: Where the templates of the square stand.
TEMPLATES = Path(__file__).resolve().parent / "data"
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


def document(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    """The template of this name, filled in, as PDF to look at; it is saved as `name`."""
    response = HttpResponse(pdf(TEMPLATES / template, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
