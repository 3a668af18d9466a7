"""The door at the desk to what an organiser runs or tells: the unit one acts in, or any association that phones."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspill.organisations.queries.organisers import organiser_for
from samspill.web.access.activity_door import Door
from samspill.web.access.staff import DeskRequest, at_the_desk

Page = Callable[..., HttpResponse]


def at_desk(subject: str) -> Callable[[Page], Page]:
    """Lets pages of a subject, such as `activities`, through for staff; whoever may only look sees no buttons."""

    def through(page: Page) -> Page:
        @at_the_desk
        @wraps(page)
        def wrapped(request: DeskRequest, organiser_id: uuid.UUID, **keys: Any) -> HttpResponse:
            organiser = organiser_for(request.asker, organiser_id)
            door = Door(
                organiser=organiser,
                by=request.user,
                prefix=f"desk:{subject}",
                keys=(organiser.pk,),
                frame=f"desk/{subject}/frame.html",
                facts={"here": subject, "organiser": organiser},
                may_change=request.asker.may_change,
            )
            return page(request, door, **keys)

        return wrapped

    return through
