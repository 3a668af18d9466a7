"""What volunteers are wanted for, for those who follow along and for sites that show it: Atom (RFC 4287) and RSS 2.0.

An entry is a task, not each of its times. It keeps its id for good, is told anew when it changes, and is gone when it
is filled, called off or over.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from samspill.foundation import clock
from samspill.volunteering.queries.square import OpenNeed, looked_for_in, newest_needs
from samspill.web.api.feeds import writable, written
from samspill.web.design.tasks import rhythm_of, shift_in_words, whom_to_ask
from samspill.web.design.words import KIND_WORDS, word_for


@require_safe
@conditional_page
def needs(request: HttpRequest, form: str) -> HttpResponse:
    """The open tasks that fit the filter in the address, which reads as the list's; the newest first."""
    looked_for, language = looked_for_in(request.GET.dict()).lasting, get_language() or "nb"
    town = request.municipality  # type: ignore[attr-defined]
    chosen = f"?{looked_for.to_query()}" if looked_for.is_narrowed else ""
    found = newest_needs(at=clock.now(), looked_for=looked_for)
    return written(
        form,
        _("Volunteers are wanted in %(town)s") % {"town": town.name_nb},
        request.build_absolute_uri(reverse("public:needs:list") + chosen),
        request.build_absolute_uri(request.path + chosen),
        (_entry(request, need, language) for need in found),
    )


def _entry(request: HttpRequest, need: OpenNeed, language: str) -> dict[str, Any]:
    unit, phone = whom_to_ask(need, request.municipality)  # type: ignore[attr-defined]
    told = {
        "when": rhythm_of(need, language) or shift_in_words(need.shift, language),
        "area": need.area,
        "unit": unit,
        "phone": phone,
        "text": need.public_text,
    }
    return {
        "title": need.title,
        "link": request.build_absolute_uri(reverse("public:needs:need", args=[need.id])),
        "content": writable(render_to_string("api/need.html", told).strip()),
        "author_name": unit,
        "unique_id": need.id.urn,
        "pubdate": need.published_at,
        "updateddate": need.told_at,
        "categories": [word_for(need.kind, KIND_WORDS)],
    }
