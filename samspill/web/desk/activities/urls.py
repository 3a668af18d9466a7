"""Addresses of activities at the desk, each page for the unit one acts in or for an association."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from samspill.activities.queries.running import organiser_for
from samspill.web.access.activity_door import Door
from samspill.web.access.activity_urls import addresses
from samspill.web.access.staff import DeskRequest, at_the_desk


def at_desk(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page, for staff; whoever may only look sees no buttons."""

    @at_the_desk
    @wraps(page)
    def wrapped(request: DeskRequest, organiser_id: uuid.UUID, **keys: Any) -> HttpResponse:
        organiser = organiser_for(request.asker, organiser_id)
        door = Door(
            organiser=organiser,
            by=request.user,
            prefix="desk:activities",
            keys=(organiser.pk,),
            frame="desk/activities/frame.html",
            facts={"here": "activities", "organiser": organiser},
            may_change=request.asker.may_change,
        )
        return page(request, door, **keys)

    return wrapped


@at_the_desk
def mine(request: DeskRequest) -> HttpResponse:
    """The activities of the unit one acts in."""
    return redirect("desk:activities:list", request.asker.unit.pk)


urlpatterns = [path("", mine, name="mine"), path("<uuid:organiser_id>/", include(addresses(at_desk)))]
