"""Who waits for a place at one time of an activity, for its organiser: to see, to choose from, and to take off."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.activities.actions import NoFreePlace, OfferIsOver, leave_line, pick_from_line
from samspill.activities.actions.lists import note_list_look
from samspill.activities.queries.lists import beside_one_who_waits
from samspill.activities.queries.running import time_run_by
from samspill.activities.queries.waiting import one_in_line, waiting_of
from samspill.foundation import clock
from samspill.web.access.activity_door import Door


def line(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Those who wait, in their order, and what is offered to whom."""
    time, at = time_run_by(door.organiser, occurrence_id), clock.now()
    rows = waiting_of(time)
    note_list_look(rows, by=door.by, at=at)
    page = {
        "activity": time.activity,
        "time": time,
        "rows": [(row, row.is_offered(at), beside_one_who_waits(row)) for row in rows],
        "is_coming": time.starts_at > at and time.cancelled_at is None,
    }
    return render(
        request, "access/activities/line.html", {**door.facts, **page, "door": door, "frame": door.frame}
    )


def place(request: HttpRequest, door: Door, occurrence_id: uuid.UUID, waiting_id: uuid.UUID) -> HttpResponse:
    """Give somebody who waits a free place; she is told."""
    row = one_in_line(time_run_by(door.organiser, occurrence_id), waiting_id)
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


def removal(
    request: HttpRequest, door: Door, occurrence_id: uuid.UUID, waiting_id: uuid.UUID
) -> HttpResponse:
    """She said that she waits no longer."""
    row = one_in_line(time_run_by(door.organiser, occurrence_id), waiting_id)
    if leave_line(row, channel="phone", by=door.by, at=clock.now()):
        messages.success(request, _("%(name)s is off the list, and is told.") % {"name": row.person.name})
    return door.go("line", occurrence_id)
