"""An association's pictures at the desk: added for one that phones, taken down where they should not be there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspill.organisations.queries.desk import organisation_for
from samspill.web.access.picture_pages import Door, addresses
from samspill.web.access.staff import DeskRequest, at_the_desk


def at_desk(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page, for staff; whoever may only look sees no buttons."""

    @at_the_desk
    @wraps(page)
    def wrapped(request: DeskRequest, organisation_id: uuid.UUID, **keys: Any) -> HttpResponse:
        found = organisation_for(request.asker, organisation_id)
        door = Door(
            owner=found,
            by=request.user,
            prefix="desk:organisations:pictures",
            keys=(found.pk,),
            frame="desk/organisations/frame.html",
            facts={"here": "associations", "organisation": found},
            may_change=request.asker.may_change,
        )
        return page(request, door, **keys)

    return wrapped


urlpatterns = addresses(at_desk)
