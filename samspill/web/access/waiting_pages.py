"""Who waits for a place at one time of an activity, for its organiser: to see, to choose from, and to take off."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.activities.actions import (
    NoFreePlace,
    OfferIsOver,
    PickStands,
    leave_line,
    pick_from_line,
    undo_pick,
)
from samspill.activities.actions.lists import note_list_look
from samspill.activities.models import Waiting
from samspill.activities.queries.lists import beside_one_who_waits
from samspill.activities.queries.picking import picks_to_undo
from samspill.activities.queries.running import time_run_by
from samspill.activities.queries.waiting import one_in_line, waiting_of
from samspill.foundation import clock
from samspill.web.access.activity_door import Door


def line(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Those who wait, in their order, and what is offered to whom; and who was picked and may be put back."""
    time, at = time_run_by(door.organiser, occurrence_id), clock.now()
    rows, picks = waiting_of(time), picks_to_undo(time, at=at)
    note_list_look([*rows, *picks], by=door.by, at=at)
    page = {
        "activity": time.activity,
        "time": time,
        "rows": [(row, row.is_offered(at), beside_one_who_waits(row)) for row in rows],
        "picks": picks,
        "is_coming": time.starts_at > at and time.cancelled_at is None,
    }
    return render(
        request, "access/activities/line.html", {**door.facts, **page, "door": door, "frame": door.frame}
    )


def place(request: HttpRequest, door: Door, occurrence_id: uuid.UUID, waiting_id: uuid.UUID) -> HttpResponse:
    """Give somebody who waits a free place, and she is told; with `undo` she waits as before."""
    row = one_in_line(time_run_by(door.organiser, occurrence_id), waiting_id)
    if "undo" in request.POST:
        return _undo(request, door, row)
    try:
        pick_from_line(row, by=door.by, at=clock.now())
        messages.success(request, _("%(name)s has a place, and is told.") % {"name": row.person.name})
    except NoFreePlace:
        messages.error(
            request, _("No place is free. Somebody must give one back first, or you add more places.")
        )
    except OfferIsOver:
        messages.error(request, _("%(name)s waits no longer.") % {"name": row.person.name})
    return door.go("line", occurrence_id)


def _undo(request: HttpRequest, door: Door, row: Waiting) -> HttpResponse:
    name = {"name": row.person.name}
    try:
        undo_pick(row, by=door.by, at=clock.now())
        messages.success(
            request, _("%(name)s waits as before. If we had told of the place, we tell of this too.") % name
        )
    except PickStands:
        messages.error(
            request,
            _("%(name)s has had the place so long that this cannot be undone. Call, and agree.") % name,
        )
    return door.go("line", row.occurrence_id)


def removal(
    request: HttpRequest, door: Door, occurrence_id: uuid.UUID, waiting_id: uuid.UUID
) -> HttpResponse:
    """She said that she waits no longer."""
    row = one_in_line(time_run_by(door.organiser, occurrence_id), waiting_id)
    if leave_line(row, channel="phone", by=door.by, at=clock.now()):
        messages.success(request, _("%(name)s is off the list, and is told.") % {"name": row.person.name})
    return door.go("line", occurrence_id)
