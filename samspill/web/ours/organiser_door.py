"""The door by link to what an association runs or tells, in the name of who holds the link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspill.web.access.activity_door import Door
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of

Page = Callable[..., HttpResponse]


def by_link(subject: str) -> Callable[[Page], Page]:
    """Lets pages of a subject, such as `activities`, through for an association and one who may act for it."""

    def through(page: Page) -> Page:
        @for_an_association
        @wraps(page)
        def wrapped(request: ActingRequest, token: str, **keys: Any) -> HttpResponse:
            door = Door(
                organiser=request.organisation,
                by=request.person,
                prefix=f"ours:{subject}",
                keys=(token, request.organisation.pk),
                frame="ours/frame.html",
                facts=heading_of(request, token, f"{subject}:list"),
            )
            return page(request, door, **keys)

        return wrapped

    return through
