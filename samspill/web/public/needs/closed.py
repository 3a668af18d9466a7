"""What somebody reads who comes to a task that is not open: an old poster, a slip from the wall, a shared link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.volunteering import queries

#: So many others are offered instead.
OTHERS = 6


def not_open(request: HttpRequest) -> HttpResponse:
    """404 with what is wanted now. It says the same of one that is filled, called off, over, and of one never there."""
    page = {"here": "give", "needs": queries.open_needs(at=clock.now(), limit=OTHERS)}
    return render(request, "public/needs/not_open.html", page, status=404)
