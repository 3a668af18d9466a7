"""All keyboard shortcuts on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.web.access.staff import DeskRequest, at_the_desk


@at_the_desk
def keys(request: DeskRequest) -> HttpResponse:
    """Every key there is, and what it does."""
    return render(request, "desk/keys.html", {"here": "keys"})
