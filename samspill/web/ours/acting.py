"""Who is asking: the holder of a link to her own page, acting for an association of hers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspill.organisations.models import Organisation
from samspill.organisations.queries.acting import association_for
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to


class ActingRequest(LinkRequest):
    """A request by `person`, who acts for `organisation`."""

    organisation: Organisation


def for_an_association(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds a valid link to her own page and may act for the association in the address, else 404.

    The view gets `request.person`, `request.organisation` and `token`, with which it makes its own addresses:
    `reverse("ours:…", args=[token, request.organisation.pk])`. Whatever it does is done `by=request.person`.
    """

    @with_link_to(OWN_PAGE)
    @wraps(view)
    def wrapped(
        request: Any, token: str, organisation_id: uuid.UUID, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        request.organisation = association_for(request.person, organisation_id)
        return view(request, token, *args, **kwargs)

    return wrapped
