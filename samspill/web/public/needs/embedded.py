"""The open tasks on the pages of others: what stands in their frame (0026)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from samspill.foundation import clock
from samspill.insight.rules.visits import ALL_NEEDS, FRAME
from samspill.volunteering.queries.square import OpenNeed, look, looked_for_in, needs_of
from samspill.volunteering.rules.square import LookedFor
from samspill.web.access.visits import count_as
from samspill.web.design.dates import short_date
from samspill.web.design.tasks import looked_for_in_words, rhythm_of, shift_in_words
from samspill.web.public.framing import for_a_frame, framed, language_there

#: A frame on a page of others is glanced at; the rest is on the square.
MOST_TASKS = 20


@for_a_frame
def tasks(request: HttpRequest) -> HttpResponse:
    """What volunteers are wanted for, for a frame. The list's own filter, `?in=nn` and `?theme=light|dark`."""
    language = language_there(request)
    with translation.override(language):
        page = _open_tasks(request, looked_for_in(request.GET.dict()), language)
        count_as(request, FRAME, ALL_NEEDS)
        return framed(request, "public/needs/embedded.html", page, language)


def _open_tasks(request: HttpRequest, looked_for: LookedFor, language: str) -> dict[str, Any]:
    now = clock.now()
    looked = look(looked_for.lasting, at=now)
    root = request.build_absolute_uri("/").rstrip("/")
    return {
        "chosen": looked_for_in_words(looked_for.lasting, looked.choices),
        "count": len(looked.chosen),
        "has_more": len(looked.chosen) > MOST_TASKS,
        "lines": [_line(need, root, language) for need in needs_of(looked.chosen[:MOST_TASKS], at=now)],
        "everything": root + reverse("public:needs:list"),
        "looked_for": looked_for.lasting.to_query(),
    }


def _line(need: OpenNeed, root: str, language: str) -> dict[str, str]:
    when = rhythm_of(need, language) or shift_in_words(need.shift, language)
    return {
        "day": short_date(clock.local_day(need.shift.starts_at), language),
        "address": root + reverse("public:needs:need", args=[need.id]),
        "title": need.title,
        "about": " · ".join(filter(None, (when[:1].upper() + when[1:], need.area, need.unit))),
    }
