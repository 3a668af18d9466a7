"""From a person's own page to the private page of a place or a wait, where it is changed or given back."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samspill.activities.actions.telling import private_path
from samspill.activities.queries.own import own_place_for
from samspill.foundation import clock
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to


@require_POST
@with_link_to(OWN_PAGE)
def place(request: LinkRequest, token: str, place_id: uuid.UUID) -> HttpResponse:
    """A link of its own is made when she asks for it, as the message about the place holds one."""
    at = clock.now()
    return redirect(private_path(own_place_for(request.person, place_id, at=at), at=at))
