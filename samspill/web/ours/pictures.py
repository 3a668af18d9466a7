"""The association's pictures, shown by those who act for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspill.web.access.picture_pages import Door, addresses
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


def by_link(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page, for an association and one who may act for it."""

    @for_an_association
    @wraps(page)
    def wrapped(request: ActingRequest, token: str, **keys: Any) -> HttpResponse:
        door = Door(
            owner=request.organisation,
            by=request.person,
            prefix="ours:pictures",
            keys=(token, request.organisation.pk),
            frame="ours/frame.html",
            facts=heading_of(request, token, "pictures:list"),
        )
        return page(request, door, **keys)

    return wrapped


urlpatterns = addresses(by_link)
