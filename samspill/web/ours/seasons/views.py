"""The seasons one can ask for hours in, what the association has asked for, and what it got."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.venues.actions.season_requests import (
    Asker,
    ask_for_hours,
    bring_back_request,
    change_request,
    withdraw_request,
)
from samspill.venues.models import Season
from samspill.venues.queries.seasons import (
    breaks_of,
    open_seasons,
    season_request_of,
    season_requests_of,
    season_to_ask_in,
    spaces_of,
)
from samspill.web.access.seasons import EXPECTED, HopesForm, complain, rules_told, sentence_for
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_safe
@for_an_association
def seasons(request: ActingRequest, token: str) -> HttpResponse:
    """What it has asked for, and where it can ask."""
    page = {
        "requests": season_requests_of(request.organisation),
        "open": open_seasons(today=clock.today()),
        "today": clock.today(),
    }
    return render(request, "ours/seasons/list.html", heading_of(request, token, "seasons:list") | page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def asking(request: ActingRequest, token: str, season_id: uuid.UUID) -> HttpResponse:
    """A season with its rules, and the form for one group of the association."""
    season, at = season_to_ask_in(season_id), clock.now()
    form = _form(request, season)
    if form.is_valid():
        try:
            asker = Asker(request.person, request.organisation)
            ask_for_hours(season, form.ask(), asker, channel="web", by=request.person, at=at)
            messages.success(request, _("It is written down, and we have sent you a message."))
            return redirect("ours:seasons:list", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = heading_of(request, token, "seasons:list") | _told(season) | {"form": form}
    return render(request, "ours/seasons/asking.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def request(request: ActingRequest, token: str, season_request_id: uuid.UUID) -> HttpResponse:
    """One request: changed until the deadline, then read, with what came of it."""
    row = season_request_of(request.organisation, season_request_id)
    form = _form(request, row.season, row)
    if form.is_valid():
        try:
            change_request(row, form.ask(), by=request.person, at=clock.now())
            messages.success(request, _("It is changed."))
            return redirect("ours:seasons:list", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = heading_of(request, token, "seasons:list") | _told(row.season) | {"form": form, "row": row}
    return render(request, "ours/seasons/request.html", page, status=422 if form.errors else 200)


@require_POST
@for_an_association
def withdrawal(request: ActingRequest, token: str, season_request_id: uuid.UUID) -> HttpResponse:
    """It is not needed, or it is after all."""
    row, at = season_request_of(request.organisation, season_request_id), clock.now()
    turn = bring_back_request if "back" in request.POST else withdraw_request
    try:
        turn(row, by=request.person, at=at)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("ours:seasons:list", token, request.organisation.pk)


def _form(request: ActingRequest, season: Season, row: Any = None) -> HopesForm:
    typed = request.POST if request.method == "POST" else None
    return HopesForm(typed, spaces=spaces_of(season), season=season, row=row)


def _told(season: Season) -> dict[str, Any]:
    today = clock.today()
    return {
        "season": season,
        "spaces": spaces_of(season),
        "breaks": breaks_of(season),
        "rules": rules_told(season),
        "lot_is_shown": today > season.ask_by_on,
        "is_open": season.decided_at is None and today <= season.ask_by_on,
    }
