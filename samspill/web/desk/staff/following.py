"""Becoming the one who follows something up."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.queries import person_for
from samspill.volunteering.actions.responsibilities import (
    follow_up_interest,
    follow_up_need,
    follow_up_volunteer,
)
from samspill.volunteering.queries.needs import is_rota, shift_to_change_for
from samspill.volunteering.queries.profiles import interest_for, volunteer_for
from samspill.volunteering.queries.rotas import rota_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk


@at_the_desk
@require_POST
def volunteer(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """I follow up this volunteer."""
    found = volunteer_for(request.asker, person_for(request.asker, person_id))
    follow_up_volunteer(found, by=request.user, at=clock.now())
    return redirect("desk:people:person", found.person_id)


@at_the_desk
@require_POST
def interest(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """I call her."""
    follow_up_interest(interest_for(request.asker, interest_id), by=request.user, at=clock.now())
    return redirect("desk:interests:interest", interest_id)


@at_the_desk
@require_POST
def need(request: DeskRequest, need_id: uuid.UUID) -> HttpResponse:
    """I follow up this request."""
    if is_rota(request.asker, need_id):
        found = rota_to_change_for(request.asker, need_id)
    else:
        found = shift_to_change_for(request.asker, need_id).need
    follow_up_need(found, by=request.user, at=clock.now())
    return redirect("desk:needs:need", need_id)
