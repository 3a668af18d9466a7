"""A season on the square: when and where, how the hours are shared out, and the lot for everybody to check."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.venues.models import Season
from samspill.venues.queries.seasons import breaks_of, season_to_ask_in, spaces_of
from samspill.web.access.seasons import rules_told


@require_safe
def season(request: HttpRequest, season_id: uuid.UUID) -> HttpResponse:
    """One season. Who asks for what is not told here."""
    try:
        found = season_to_ask_in(season_id)
    except Season.DoesNotExist as error:
        raise Http404 from error
    page = {
        "here": "rooms",
        "season": found,
        "spaces": spaces_of(found),
        "breaks": breaks_of(found),
        "rules": rules_told(found),
        "lot_is_shown": clock.today() > found.ask_by_on,
    }
    return render(request, "public/rooms/season.html", page)
