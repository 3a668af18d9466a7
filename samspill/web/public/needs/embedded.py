"""The open tasks on the pages of others: what stands in their frame (0026)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from samspill.foundation import clock
from samspill.insight.rules.visits import ALL_NEEDS, FRAME
from samspill.volunteering import queries
from samspill.volunteering.queries.square import MOST, OpenNeed, choices, looked_for_in
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
    found = queries.open_needs(at=now, limit=MOST, looked_for=looked_for)
    root = request.build_absolute_uri("/").rstrip("/")
    return {
        "chosen": looked_for_in_words(looked_for, choices(at=now)) if looked_for.is_narrowed else "",
        "count": len(found),
        "has_more": len(found) > MOST_TASKS,
        "lines": [_line(need, root, language) for need in found[:MOST_TASKS]],
        "everything": root + reverse("public:needs:list"),
        "looked_for": looked_for.to_query(),
    }


def _line(need: OpenNeed, root: str, language: str) -> dict[str, str]:
    when = rhythm_of(need, language) or shift_in_words(need.shift, language)
    return {
        "day": short_date(clock.local_day(need.shift.starts_at), language),
        "address": root + reverse("public:needs:need", args=[need.id]),
        "title": need.title,
        "about": " · ".join(filter(None, (when[:1].upper() + when[1:], need.area, need.unit))),
    }
