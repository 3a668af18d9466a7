"""Cards of what stands on the square: an activity, a task, an association, drawn from what everybody may read (0047).

A card is in the language of the municipality, for whoever fetches it reads none. Its address holds a digest of its
words, so that it is new when they are.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.activities import queries
from samspill.foundation import clock
from samspill.foundation.cards import Busy, Card, png_of
from samspill.foundation.models import Municipality
from samspill.organisations.models import Organisation
from samspill.organisations.queries import square
from samspill.volunteering.queries.square import OpenNeed, open_need_for
from samspill.web.design.dates import day, span
from samspill.web.public.activities.shown import TIMES_SHOWN, card_of

A_DAY = 24 * 3600


def need_card(need: OpenNeed, town: Municipality) -> Card:
    """That somebody is wanted, for what, when, and in which part of town."""
    language = town.standard_language
    with translation.override(language):
        begins, ends = need.shift.starts_at, need.shift.ends_at
        when = span(begins, ends, language)
        if need.shift.is_pair:
            when = _("From %(day)s, for a longer time") % {"day": day(clock.local_day(begins), language)}
        return Card(town.name_nb, need.title, tuple(filter(None, (_("We need you"), when, need.area))))


def organisation_card(organisation: Organisation, town: Municipality) -> Card:
    """Its name, what it is about, and where it is."""
    language = town.standard_language
    kinds = ", ".join(kind.name(language) for kind in square.categories_of(organisation))
    where = organisation.place_text or (organisation.area.name if organisation.area else "")
    return Card(town.name_nb, organisation.name, tuple(filter(None, (kinds, where))))


@require_safe
def card(request: HttpRequest, of: str, row_id: uuid.UUID, digest: str) -> HttpResponse:
    """A card as PNG; an old address leads to the new one. Drawn anew only where nobody has asked lately."""
    try:
        found = CARDS[of](row_id, request.municipality)  # type: ignore[attr-defined]
    except (KeyError, ObjectDoesNotExist) as error:
        raise Http404 from error
    if digest != found.digest:
        return redirect("public:card", of, row_id, found.digest)
    etag = f'"{found.digest}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _kept(HttpResponseNotModified(), etag)
    try:
        return _kept(HttpResponse(png_of(found), content_type="image/png"), etag)
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})


def _kept(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


def _of_activity(key: uuid.UUID, town: Municipality) -> Card:
    found = queries.activity_for(None, key)
    return card_of(found, queries.next_times(found, at=clock.now(), limit=TIMES_SHOWN), town)


def _of_need(key: uuid.UUID, town: Municipality) -> Card:
    return need_card(open_need_for(None, key, at=clock.now()), town)


def _of_organisation(key: uuid.UUID, town: Municipality) -> Card:
    return organisation_card(square.organisation_for(None, key), town)


CARDS: dict[str, Callable[[uuid.UUID, Municipality], Card]] = {
    "activity": _of_activity,
    "need": _of_need,
    "organisation": _of_organisation,
}
