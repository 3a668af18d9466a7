"""Sharing the hours out, waiting for it, looking at it, putting times by hand, and deciding."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.venues.actions.deciding import decide, undo_decision
from samspill.venues.actions.sharing import ask_for_sharing, lock_time, put_time, remove_time
from samspill.venues.queries.season_dates import dates_of
from samspill.venues.queries.season_tables import week_tables
from samspill.venues.queries.seasons import (
    last_sharing,
    season_for,
    season_request_for,
    season_time_for,
    shared,
)
from samspill.venues.wording.seasons import STEPS
from samspill.web.access.seasons import EXPECTED, sentence_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.seasons.forms import PutForm


@at_the_desk
@require_POST
def sharing(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Share the hours out, or anew: what is locked stands."""
    found = season_for(request.asker, season_id)
    _try(request, lambda: ask_for_sharing(found, by=request.user, at=clock.now()))
    return redirect("desk:rooms:seasons:season", found.pk)


@at_the_desk
def progress(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """How far it has come, for the page that waits; once it is there the page is loaded anew."""
    found = season_for(request.asker, season_id)
    last = last_sharing(found)
    if last is None or not last.is_under_way:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    page = {"season": found, "step": STEPS.get(last.step, "")}
    return render(request, "desk/rooms/seasons/progress.html", page)


@at_the_desk
def table(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """A week in each room, and the dates that are left out."""
    found = shared(season_for(request.asker, season_id))
    dates = [] if found.season.decided_at else dates_of(found, at=clock.now())
    page = {
        "here": "rooms",
        "season": found.season,
        "tables": week_tables(found),
        "left_out": [one for one in dates if one.why],
        "dates": sum(not one.why for one in dates),
    }
    return render(request, "desk/rooms/seasons/table.html", page)


@at_the_desk
@require_POST
def putting(request: DeskRequest, season_id: uuid.UUID, season_request_id: uuid.UUID) -> HttpResponse:
    """A time that is put down by hand, and locked."""
    row = season_request_for(request.asker, season_id, season_request_id)
    found = shared(row.season)
    form = PutForm(request.POST, season=row.season, spaces=found.spaces)
    if form.is_valid():
        _try(request, lambda: put_time(row, *form.place(), by=request.user, at=clock.now()))
        return redirect("desk:rooms:seasons:request", season_id, row.pk)
    page = {"here": "rooms", "season": row.season, "row": row, "form": form}
    return render(request, "desk/rooms/seasons/request.html", page, status=422)


@at_the_desk
@require_POST
def locking(request: DeskRequest, season_id: uuid.UUID, season_time_id: uuid.UUID) -> HttpResponse:
    """It stands when the hours are shared anew, or does not any more."""
    time = season_time_for(request.asker, season_id, season_time_id)
    _try(request, lambda: lock_time(time, "lock" in request.POST, by=request.user, at=clock.now()))
    return redirect("desk:rooms:seasons:request", season_id, time.request_id)


@at_the_desk
@require_POST
def removal(request: DeskRequest, season_id: uuid.UUID, season_time_id: uuid.UUID) -> HttpResponse:
    """Take a time away."""
    time = season_time_for(request.asker, season_id, season_time_id)
    _try(request, lambda: remove_time(time, by=request.user, at=clock.now()))
    return redirect("desk:rooms:seasons:request", season_id, time.request_id)


@at_the_desk
@require_POST
def decision(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Book it all, and tell everybody."""
    found = season_for(request.asker, season_id)
    made = _try(request, lambda: decide(found, by=request.user, at=clock.now()))
    if made is not None:
        words = ngettext(
            "Booked: one date. Left out: %(left)s. Everybody is told.",
            "Booked: %(booked)s dates. Left out: %(left)s. Everybody is told.",
            made.booked,
        )
        messages.success(request, words % {"booked": made.booked, "left": made.left_out})
    return redirect("desk:rooms:seasons:season", found.pk)


@at_the_desk
@require_POST
def undoing(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Take the decision back."""
    found = season_for(request.asker, season_id)
    if _try(request, lambda: undo_decision(found, by=request.user, at=clock.now())) is not None:
        messages.success(request, _("The decision is taken back, and everybody is told."))
    return redirect("desk:rooms:seasons:season", found.pk)


def _try(request: DeskRequest, act: Callable[[], Any]) -> Any:
    """What it gives, or None with a message of what was wrong."""
    try:
        return act()
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return None
