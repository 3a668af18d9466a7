"""Requests for hours at the desk: typed in for one who phones, changed, withdrawn; one with all that is known of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person
from samspill.venues.actions.season_requests import (
    Asker,
    ask_for_hours,
    bring_back_request,
    change_request,
    withdraw_request,
)
from samspill.venues.models import Season
from samspill.venues.queries import named_organisation
from samspill.venues.queries.seasons import season_for, season_request_for, shared, spaces_of
from samspill.web.access.seasons import EXPECTED, HopesForm, complain, sentence_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import complaints
from samspill.web.desk.rooms.seasons.forms import HopesForOneForm, PutForm


@at_the_desk
def new(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Somebody phones."""
    season = season_for(request.asker, season_id)
    form = HopesForOneForm(request.POST or None, spaces=spaces_of(season), season=season)
    if request.method == "POST" and form.is_valid() and _asked(request, season, form):
        messages.success(request, _("It is written down, and the one who asked is told."))
        return redirect("desk:rooms:seasons:season", season.pk)
    page = {"here": "rooms", "season": season, "form": form}
    return render(request, "desk/rooms/seasons/new_request.html", page, status=422 if form.errors else 200)


@at_the_desk
def request(request: DeskRequest, season_id: uuid.UUID, season_request_id: uuid.UUID) -> HttpResponse:
    """One request: its wishes, what it has and why not more, and a time to put down by hand."""
    row = season_request_for(request.asker, season_id, season_request_id)
    found = shared(row.season)
    is_live = str(row.pk) in found.asked
    page = {
        "here": "rooms",
        "season": row.season,
        "row": row,
        "reasons": found.reasons_for(row) if is_live and found.given else [],
        "form": PutForm(season=row.season, spaces=found.spaces),
    }
    return render(request, "desk/rooms/seasons/request.html", page)


@at_the_desk
def facts(request: DeskRequest, season_id: uuid.UUID, season_request_id: uuid.UUID) -> HttpResponse:
    """Change what is asked for."""
    row = season_request_for(request.asker, season_id, season_request_id)
    form = HopesForm(request.POST or None, spaces=spaces_of(row.season), season=row.season, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            change_request(row, form.ask(), by=request.user, at=clock.now())
            messages.success(request, _("It is changed."))
            return redirect("desk:rooms:seasons:request", season_id, row.pk)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "season": row.season, "row": row, "form": form}
    return render(request, "desk/rooms/seasons/new_request.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def withdrawal(request: DeskRequest, season_id: uuid.UUID, season_request_id: uuid.UUID) -> HttpResponse:
    """It is not needed, or it is after all."""
    row = season_request_for(request.asker, season_id, season_request_id)
    turn = bring_back_request if "back" in request.POST else withdraw_request
    try:
        turn(row, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:rooms:seasons:request", season_id, row.pk)


def _asked(request: DeskRequest, season: Season, form: HopesForOneForm) -> bool:
    given, at, staff = form.cleaned_data, clock.now(), request.user
    words = " ".join(given["association"].split())
    known = named_organisation(words)
    try:
        with transaction.atomic():
            phones = [given["phone"]] if given["phone"].strip() else []
            person = find_or_add_person(given["name"], phones, by=staff, at=at, channel="phone")
            asker = Asker(person, known, "" if known else words)
            ask_for_hours(season, form.ask(), asker, channel="phone", by=staff, at=at)
    except EXPECTED as error:
        complain(form, error)
        return False
    except complaints.EXPECTED as error:
        form.add_error("phone", complaints.sentence_for(error))
        return False
    return True
