"""Addresses of stories at the desk, each page for the unit one acts in or for an association."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.story_pages import addresses
from samspill.web.desk.organiser_door import at_desk


@at_the_desk
def mine(request: DeskRequest) -> HttpResponse:
    """The stories of the unit one acts in."""
    return redirect("desk:stories:list", request.asker.unit.pk)


urlpatterns = [
    path("", mine, name="mine"),
    path("<uuid:organiser_id>/", include(addresses(at_desk("stories")))),
]
